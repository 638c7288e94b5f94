package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.Binding;
import dev.blackstart.app.tui.model.Dialog;
import dev.blackstart.app.tui.model.Filter;
import dev.blackstart.app.tui.model.Msg;
import dev.blackstart.app.tui.model.Page;
import dev.blackstart.app.tui.model.ScreenModel;
import dev.blackstart.app.tui.model.Spot;
import dev.blackstart.app.tui.model.Typing;
import java.util.ArrayList;
import java.util.List;

/** The keys that apply now; or what is being typed; or the answer to the last key. */
final class FooterView {
  /** What is wanted most often; the others follow in the order of the table. */
  private static final List<String> FIRST =
      List.of("help", "filter", "command", "open", "why", "logs", "search", "save", "pause");

  /** Hands know them, or find them in the help. */
  private static final List<String> SILENT = List.of("left", "right", "panel-back", "panel-number");

  /** Always to be seen: how to get away. */
  private static final List<String> LAST = List.of("back", "quit");

  private FooterView() {}

  static void paint(ScreenModel model, Pane pane) {
    Pen pen = pane.row(0).to(1);
    if (model.typing().isPresent()) {
      typing(model.typing().get(), pen, pane);
    } else if (model.notice().isPresent()) {
      Msg.Told told = model.notice().get();
      pen.put(told.text(), told.bad() ? Tone.WAITS : Tone.GOOD);
    } else if (model.dialog().isPresent()) {
      dialog(model, model.dialog().get(), pen);
    } else {
      filtered(model.page(), pane, pen);
    }
    if (model.typing().isEmpty() && model.notice().isEmpty() && model.dialog().isEmpty()) {
      keys(model, pen, pane.columns() - 1 - Columns.of(asked(model.page())));
    }
  }

  private static void typing(Typing typing, Pen pen, Pane pane) {
    String note = note(typing);
    int room = Math.max(8, pen.left() - 3 - Columns.of(note));
    String before = DialogView.end(typing.text().substring(0, typing.caret()), room);
    pen.put(typing.purpose().prompt(), Tone.KEY).put(before, Tone.STRONG);
    String after = typing.text().substring(typing.caret());
    if (after.isEmpty()) {
      pen.put(pane.signs().full(), Tone.KEY);
    } else {
      int next = after.offsetByCodePoints(0, 1);
      pen.caret(after.substring(0, next));
      pen.put(after.substring(next), Tone.STRONG, Math.max(0, pen.left() - Columns.of(note)));
    }
    pen.right(note, Tone.WAITS);
  }

  /** What is no regular expression, or not one yet, still filters. */
  private static String note(Typing typing) {
    boolean broken =
        typing.purpose() != Typing.Purpose.COMMAND
            && Filter.parse(typing.text()).problem().isPresent();
    return broken ? "taken as it stands: no regular expression " : "";
  }

  /** What filters the page, and what is searched for, at the right. */
  private static void filtered(Page page, Pane pane, Pen keys) {
    String asked = asked(page);
    if (!asked.isEmpty() && Columns.of(asked) < keys.left()) {
      pane.row(0).right(asked, Tone.KEY);
    }
  }

  private static String asked(Page page) {
    String filter = page.filter().isEmpty() ? "" : Typing.Purpose.FILTER.prompt() + page.filter();
    boolean broken = Filter.parse(page.filter()).problem().isPresent();
    String search =
        page.search().isEmpty() ? "" : " " + Typing.Purpose.SEARCH.prompt() + page.search();
    String all = filter + (broken ? " as it stands" : "") + search;
    return all.isEmpty() ? "" : " " + all + " ";
  }

  private static void keys(ScreenModel model, Pen pen, int end) {
    List<Binding> usable =
        model.habits().keymap().on(model.page().kind()).stream()
            .filter(each -> each.because(model).isEmpty())
            .toList();
    List<Binding> last = named(usable, LAST);
    int room = end - last.stream().mapToInt(FooterView::width).sum();
    for (Binding binding : wanted(usable)) {
      if (pen.column() + width(binding) > room) {
        break;
      }
      key(binding.shown(), binding.label(), pen);
    }
    last.forEach(binding -> key(binding.shown(), binding.label(), pen));
  }

  private static int width(Binding binding) {
    return Columns.of(binding.shown()) + 1 + Columns.of(binding.label()) + 2;
  }

  /** Help first, then what is wanted most, then the page's own; what moves is in the help. */
  private static List<Binding> wanted(List<Binding> usable) {
    List<Binding> wanted = new ArrayList<>(named(usable, FIRST));
    usable.stream()
        .filter(each -> !each.everywhere() && !SILENT.contains(each.name()))
        .filter(each -> !wanted.contains(each))
        .forEach(wanted::add);
    return wanted;
  }

  private static List<Binding> named(List<Binding> all, List<String> names) {
    return names.stream()
        .flatMap(name -> all.stream().filter(each -> each.name().equals(name)))
        .toList();
  }

  private static void dialog(ScreenModel model, Dialog dialog, Pen pen) {
    key("esc", "close", pen);
    if (!dialog.choices().isEmpty()) {
      key("tab", "choose", pen);
      key("enter", "take", pen);
    }
    if (dialog.copy().isPresent()) {
      key(model.habits().keymap().shown("copy"), "copy", pen);
    }
    if (dialog.lines().size() > dialog.shown().window() && dialog.shown().window() > 0) {
      key("pgdn", "more", pen);
    }
  }

  private static void key(String key, String label, Pen pen) {
    int from = pen.column();
    pen.put(key, Tone.KEY).put(" " + label, Tone.TEXT);
    pen.spot(from, new Spot.Shortcut(key)).put("  ", Tone.TEXT);
  }
}
