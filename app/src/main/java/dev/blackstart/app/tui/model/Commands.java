package dev.blackstart.app.tui.model;

import dev.blackstart.world.World;
import java.util.List;
import java.util.Optional;

/** What can be typed after a colon. */
public final class Commands {
  /** A command's word and what it does. */
  public record Command(String word, String help) {}

  /** All of them. */
  public static final List<Command> ALL =
      List.of(
          new Command("abort", "stop the run now; its state is saved"),
          new Command("bootstrap", "start a run on the real machines of a cluster"),
          new Command("clusters", "back to the clusters"),
          new Command("detach", "leave; the run goes on"),
          new Command("findings", "what was found wrong or unwise"),
          new Command("journal", "what was done"),
          new Command("logs", "the run's log"),
          new Command("pause", "stop the run after the current phase"),
          new Command("quit", "leave"),
          new Command("rehearse", "rehearse a cluster against simulated nodes"),
          new Command("resume", "go on with what failed or stopped"),
          new Command("runs", "earlier runs"),
          new Command("theme", "another theme: theme NAME"));

  private Commands() {}

  /** The one command that begins so, or as far as all that begin so agree. */
  static Optional<String> completion(ScreenModel model, String typed) {
    List<String> words =
        ALL.stream().map(Command::word).filter(word -> word.startsWith(typed)).toList();
    return words.stream().reduce(Commands::common).filter(word -> word.length() > typed.length());
  }

  private static String common(String one, String other) {
    int end = 0;
    while (end < Math.min(one.length(), other.length()) && one.charAt(end) == other.charAt(end)) {
      end++;
    }
    return one.substring(0, end);
  }

  static Next run(ScreenModel model, String line) {
    String[] words = line.split("\\s+", 2);
    String argument = words.length > 1 ? words[1] : "";
    return switch (words[0]) {
      case "" -> Next.of(model);
      case "abort" -> abort(model);
      case "bootstrap" -> by(model, "bootstrap", argument);
      case "rehearse" -> by(model, "rehearse", argument);
      case "clusters" -> Next.of(model.edit().pages(model.pages().subList(0, 1)).done());
      case "detach" -> Next.of(model.edit().leaving().done(), new Intent.Leave());
      case "findings" -> Next.of(model.opened(Page.of(Page.Kind.FINDINGS, "")));
      case "journal" -> Looking.look(model, Page.of(Page.Kind.JOURNAL, ""));
      case "logs" -> Next.of(model.opened(Page.of(Page.Kind.LOG, "")));
      case "pause" -> named(model, "pause");
      case "quit", "q" -> Acting.leave(model);
      case "resume" -> named(model, model.run().isPresent() ? "retry" : "resume");
      case "runs" -> Looking.runs(model);
      case "theme" -> Next.of(model, new Intent.Theme(argument.isEmpty() ? "next" : argument));
      default -> Next.of(model.told("there is no command " + words[0] + "; ? lists them", true));
    };
  }

  private static Next by(ScreenModel model, String name, String cluster) {
    ScreenModel home = model.edit().pages(model.pages().subList(0, 1)).done();
    ScreenModel at = cluster.isEmpty() ? home : home.top(home.page().at(cluster));
    return named(at, name);
  }

  /** The same as pressing the key of that name, with the same reasons why not. */
  private static Next named(ScreenModel model, String name) {
    Binding binding =
        Bindings.ALL.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    return binding
        .because(model)
        .map(because -> Next.of(model.told(name + ": " + because, true)))
        .orElseGet(() -> binding.use(model));
  }

  private static Next abort(ScreenModel model) {
    Optional<String> because = Acting.cannotOrder(model);
    if (because.isPresent()) {
      return Next.of(model.told("abort: " + because.get(), true));
    }
    RunPicture run = model.run().orElseThrow();
    Dialog question =
        Dialog.asking(
            "abort run " + run.run().name() + " now?",
            List.of("What is under way is cut off; resume finds out what holds."),
            Dialog.Choice.cancel("go on"),
            Dialog.Choice.of("abort", new Intent.Abort()));
    boolean live = run.world() == World.Kind.LIVE;
    return Next.of(model.asking(live ? question.guardedBy(run.cluster()) : question));
  }
}
