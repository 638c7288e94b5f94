package dev.blackstart.app.tui.model;

import dev.blackstart.app.look.Topic;
import dev.blackstart.app.tui.model.Page.Kind;
import java.util.Locale;
import java.util.Optional;

/** Taking something along: to the clipboard, to a file. */
final class Taking {
  private Taking() {}

  static Optional<String> nothingToCopy(ScreenModel model) {
    return copied(model).isPresent() ? Optional.empty() : Optional.of("there is nothing to copy");
  }

  static Next copy(ScreenModel model) {
    return Next.of(model, new Intent.Copy(copied(model).orElseThrow()));
  }

  private static Optional<String> copied(ScreenModel model) {
    if (Reading.isText(model)) {
      return line(model).or(() -> remedy(model));
    }
    return model.page().kind() == Page.Kind.RUN ? remedy(model).or(() -> row(model)) : row(model);
  }

  private static Optional<String> row(ScreenModel model) {
    int at = Rows.cursor(model);
    return at < 0 ? Optional.empty() : Optional.of(Rows.of(model).get(at));
  }

  private static Optional<String> remedy(ScreenModel model) {
    return Looking.subject(model).flatMap(PhaseRow::trouble).map(Trouble::remedy);
  }

  /** The line the cursor was put on; of a log that is followed, its newest. */
  private static Optional<String> line(ScreenModel model) {
    Text text = Reading.of(model);
    int at = Reading.cursor(model, text);
    boolean there = at >= 0 && (Reading.isLog(model) || Reading.pointed(model, text));
    return there
        ? Optional.of(text.line(at)).map(line -> line.command().orElse(line.text()))
        : Optional.empty();
  }

  static Optional<String> nothingToSave(ScreenModel model) {
    return whole(model).size() == 0
        ? Optional.of("there is nothing to save yet")
        : Optional.empty();
  }

  /** A node keeps more of its logs than the screen has fetched. */
  private static Optional<Intent> nodeLog(Page page) {
    if (page.kind() == Kind.SERVICE) {
      String[] names = page.subject().split("/", 2);
      return Optional.of(logOf(names[0], names[1]));
    }
    boolean kernel = page.kind() == Kind.NODE && page.tab() == 1 + Topic.NodePart.KERNEL.ordinal();
    return kernel ? Optional.of(logOf(page.subject(), Topic.KERNEL)) : Optional.empty();
  }

  private static Intent logOf(String node, String service) {
    return new Intent.SaveLog("blackstart-log-" + node + "-" + service + ".txt", node, service);
  }

  private static Text whole(ScreenModel model) {
    return Reading.of(model.top(model.page().filtered("")));
  }

  static Next save(ScreenModel model) {
    Page page = model.page();
    Optional<Intent> log = nodeLog(page);
    if (log.isPresent()) {
      return Next.of(model, log.get());
    }
    Text text = whole(model);
    StringBuilder out = new StringBuilder();
    long dropped = Reading.tail(model).dropped();
    if (Reading.isLog(model) && dropped > 0) {
      out.append(dropped).append(" older lines were not kept\n");
    }
    for (int i = 0; i < text.size(); i++) {
      TextLine line = text.line(i);
      line.said().ifPresent(said -> out.append(said.at()).append(' ').append(said.source() + " "));
      out.append("  ".repeat(line.depth())).append(line.text()).append('\n');
    }
    String subject = page.subject().isEmpty() ? "run" : page.subject().replace('/', '-');
    String kind = page.kind() == Kind.SERVICE ? "log" : page.kind().name().toLowerCase(Locale.ROOT);
    return Next.of(
        model, new Intent.Save("blackstart-" + kind + "-" + subject + ".txt", out.toString()));
  }
}
