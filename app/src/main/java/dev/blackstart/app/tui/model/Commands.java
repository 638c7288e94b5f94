package dev.blackstart.app.tui.model;

import dev.blackstart.app.tui.model.Page.Kind;
import dev.blackstart.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What the commands of the table do. */
final class Commands {
  private Commands() {}

  /** Does what a line says; a beginning that only one command has is enough. */
  static Next run(ScreenModel model, String line) {
    List<String> words = List.of(line.strip().split("\\s+", -1));
    String word = words.get(0).toLowerCase(Locale.ROOT);
    List<Command> begun =
        CommandTable.ALL.stream().filter(each -> each.word().startsWith(word)).toList();
    Optional<Command> meant =
        CommandTable.named(word).or(() -> begun.stream().filter(c -> begun.size() == 1).findAny());
    if (meant.isEmpty()) {
      return Next.of(
          model.told(
              begun.isEmpty()
                  ? "there is no command " + words.get(0) + "; Tab after : shows them all"
                  : words.get(0) + " could be " + String.join(", ", names(begun)),
              true));
    }
    List<String> arguments = words.subList(1, words.size());
    return arguments.size() > meant.get().arguments().size()
        ? Next.of(model.told("it goes like this: " + meant.get().usage(), true))
        : meant.get().effect().apply(model, arguments);
  }

  private static List<String> names(List<Command> commands) {
    return commands.stream().map(Command::word).toList();
  }

  /** The same as pressing the key of that name, with the same reasons why not. */
  static BiFunction<ScreenModel, List<String>, Next> key(String name) {
    return (model, words) -> named(model, name);
  }

  private static Next named(ScreenModel model, String name) {
    Binding binding = model.habits().keymap().named(name).orElseThrow();
    if (!binding.pages().contains(model.page().kind())) {
      return Next.of(model.told(name + ": this page has nothing to do with it", true));
    }
    return binding
        .because(model)
        .map(because -> Next.of(model.told(name + ": " + because, true)))
        .orElseGet(() -> binding.use(model));
  }

  static Next home(ScreenModel model, List<String> words) {
    return Next.of(home(model));
  }

  private static ScreenModel home(ScreenModel model) {
    return model.edit().pages(List.of(model.pages().get(0))).done();
  }

  /** The opening with the cursor on a cluster; as it is when none is named. */
  private static ScreenModel at(ScreenModel model, List<String> words) {
    ScreenModel home = home(model);
    String cluster =
        words.isEmpty() ? model.run().map(RunPicture::cluster).orElse("") : words.get(0);
    boolean keep = words.isEmpty() && model.page().kind() == Kind.CLUSTERS || cluster.isEmpty();
    return keep ? home : home.top(home.page().filtered("").at(cluster));
  }

  private static Optional<String> unknown(ScreenModel model, List<String> words) {
    return words.stream()
        .findFirst()
        .filter(name -> model.clusters().stream().noneMatch(card -> card.name().equals(name)))
        .map(name -> "there is no cluster " + name);
  }

  static Next bootstrap(ScreenModel model, List<String> words) {
    List<String> allowed = words.stream().skip(1).toList();
    return onCluster(
        model,
        words,
        "bootstrap",
        at -> Allowing.refusal(allowed).or(() -> Acting.cannotStart(at)),
        at -> Acting.askBootstrap(at, allowed));
  }

  static Next rehearse(ScreenModel model, List<String> words) {
    List<String> allowed = words.stream().skip(1).toList();
    return onCluster(
        model,
        words,
        "rehearse",
        at -> Allowing.refusal(allowed).or(() -> Acting.cannotRehearse(at)),
        at -> Acting.rehearse(at, allowed));
  }

  static Next runs(ScreenModel model, List<String> words) {
    return onCluster(model, words, "runs", at -> Optional.empty(), Looking::runs);
  }

  static Next plan(ScreenModel model, List<String> words) {
    return onCluster(model, words, "plan", Looking::noCluster, Looking::plan);
  }

  static Next startOver(ScreenModel model, List<String> words) {
    if (!Rooms.STOPPED.contains(model.page().kind())) {
      return Next.of(model.told("start-over: go to the unfinished run's cluster first", true));
    }
    return Resuming.cannotResume(model)
        .map(because -> Next.of(model.told("start-over: " + because, true)))
        .orElseGet(() -> Resuming.askStartOver(model));
  }

  private static Next onCluster(
      ScreenModel model,
      List<String> words,
      String word,
      Function<ScreenModel, Optional<String>> cannot,
      Function<ScreenModel, Next> effect) {
    ScreenModel at = at(model, words);
    return unknown(model, words)
        .or(() -> cannot.apply(at))
        .map(because -> Next.of(model.told(word + ": " + because, true)))
        .orElseGet(() -> effect.apply(at));
  }

  static Next attach(ScreenModel model, List<String> words) {
    return words.stream()
        .findFirst()
        .flatMap(run -> attach(model, run))
        .orElseGet(() -> Next.of(model.told("attach: name a run; Tab shows them", true)));
  }

  private static Optional<Next> attach(ScreenModel model, String run) {
    return model.clusters().stream()
        .filter(card -> card.runs().stream().anyMatch(each -> each.run().equals(run)))
        .map(card -> Next.of(model, new Intent.Attach(card.name(), run)))
        .findFirst();
  }

  static Next resume(ScreenModel model, List<String> words) {
    return named(model, model.page().kind() == Kind.CLUSTERS ? "resume" : "retry");
  }

  static Next detach(ScreenModel model, List<String> words) {
    return Next.of(model.edit().leaving().done(), new Intent.Leave());
  }

  static Next quit(ScreenModel model, List<String> words) {
    return Acting.leave(model);
  }

  static Next theme(ScreenModel model, List<String> words) {
    return Next.of(model, new Intent.Theme(words.isEmpty() ? "next" : words.get(0)));
  }

  static Next mouse(ScreenModel model, List<String> words) {
    boolean on = words.isEmpty() ? !model.habits().mouse() : words.get(0).equals("on");
    return Serving.mouse(model, on);
  }

  static Next moreTime(ScreenModel model, List<String> words) {
    Optional<String> because = Acting.cannotOrder(model);
    if (because.isPresent()) {
      return Next.of(model.told("more-time: " + because.get(), true));
    }
    String minutes = words.isEmpty() ? "5" : words.get(0);
    return minutes.matches("[1-9][0-9]{0,3}")
        ? Acting.moreTime(model, Duration.ofMinutes(Integer.parseInt(minutes)))
        : Next.of(model.told("more-time: " + minutes + " is no number of minutes", true));
  }

  static Next logs(ScreenModel model, List<String> words) {
    if (words.isEmpty()) {
      return open(model, Page.of(Kind.LOG, ""));
    }
    return isNode(model, words.get(0))
        ? open(
            model,
            words.size() == 1
                ? Page.of(Kind.NODE, words.get(0))
                : Page.of(Kind.SERVICE, words.get(0) + "/" + words.get(1)))
        : Next.of(model.told("logs: there is no node " + words.get(0), true));
  }

  static Next node(ScreenModel model, List<String> words) {
    return words.stream()
        .findFirst()
        .filter(name -> isNode(model, name))
        .map(name -> open(model, Page.of(Kind.NODE, name)))
        .orElseGet(() -> Next.of(model.told("node: name one of the run in view", true)));
  }

  private static boolean isNode(ScreenModel model, String name) {
    return model.run().filter(run -> run.nodes().containsKey(name)).isPresent();
  }

  static Next phase(ScreenModel model, List<String> words) {
    return words.stream()
        .findFirst()
        .filter(
            id ->
                model.run().stream()
                    .flatMap(run -> run.phases().keySet().stream())
                    .anyMatch(each -> each.name().equals(id)))
        .map(id -> open(model, Page.of(Kind.PHASE, id)))
        .orElseGet(() -> Next.of(model.told("phase: name one of the run in view", true)));
  }

  /** Of the run that is named, else of the one under the cursor or in view. */
  static Next report(ScreenModel model, List<String> words) {
    if (words.isEmpty() && model.page().kind() == Kind.RUNS) {
      return named(model, "report");
    }
    return words.stream()
        .findFirst()
        .map(run -> Next.of(model.opened(Page.of(Kind.REPORT, run))))
        .orElseGet(() -> open(model, Page.of(Kind.REPORT, "")));
  }

  static Next open(ScreenModel model, Page page) {
    if (model.run().isEmpty()) {
      return Next.of(model.told("no run is in view; open one from the clusters", true));
    }
    return Next.of(model.page().sameAs(page) ? model : model.opened(page));
  }

  static Next abort(ScreenModel model, List<String> words) {
    return Acting.cannotOrder(model)
        .map(because -> Next.of(model.told("abort: " + because, true)))
        .orElseGet(() -> askAbort(model));
  }

  /** A run on real machines is aborted by its cluster's name only. */
  static Next askAbort(ScreenModel model) {
    RunPicture run = model.run().orElseThrow();
    boolean live = run.world() == World.Kind.LIVE;
    Dialog question =
        Dialog.asking(
            "abort run " + run.run().name() + " now?",
            List.of(
                "What is under way is cut off; resume finds out what holds.",
                live ? "Type the cluster's name to go on." : "Its state is saved."),
            Dialog.Choice.cancel("cancel"),
            Dialog.Choice.of("abort", new Intent.Abort()));
    return Next.of(model.asking(live ? question.guardedBy(run.cluster()) : question));
  }
}
