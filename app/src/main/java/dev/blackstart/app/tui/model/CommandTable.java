package dev.blackstart.app.tui.model;

import dev.blackstart.app.tui.model.Page.Kind;
import java.util.List;
import java.util.Optional;

/** Every command there is: the one table, as {@link Bindings} is of the keys. */
public final class CommandTable {
  /** All of them, in the order of the alphabet. */
  public static final List<Command> ALL =
      List.of(
          new Command("abort", List.of(), "stop the run now; its state is saved", Commands::abort),
          open(
              Kind.APPLICATIONS,
              "applications",
              "Argo CD's Applications, what holds the rest up first"),
          new Command("attach", List.of(Argument.RUN), "bring a run into view", Commands::attach),
          new Command(
              "bootstrap",
              List.of(Argument.CLUSTER),
              "start a run on the real machines of a cluster",
              Commands::bootstrap),
          new Command("clusters", List.of(), "back to the clusters", Commands::home),
          open(Kind.CRDS, "crds", "the definitions of custom resources"),
          new Command("detach", List.of(), "leave; the run goes on", Commands::detach),
          new Command(
              "etcd-defrag",
              List.of(Argument.NODE),
              "give etcd's free space back, one member at a time",
              NodeOrders::defrag),
          new Command(
              "etcd-snapshot",
              List.of(Argument.FILE),
              "save etcd's database, its hash checked",
              NodeOrders::snapshot),
          open(Kind.FINDINGS, "findings", "what was found wrong or unwise"),
          new Command(
              "from", List.of(), "choose the phase a run goes on from", Commands.key("from")),
          open(Kind.FLUX, "flux", "Flux's objects, what holds the rest up first"),
          new Command(
              "heal",
              List.of(),
              "go on, and clear what others left half done; asks",
              (model, words) -> Resuming.heal(model)),
          new Command("help", List.of(), "the keys of this page", Commands.key("help")),
          open(Kind.JOURNAL, "journal", "what was done, and the command that does it by hand"),
          new Command(
              "logs",
              List.of(Argument.NODE, Argument.SERVICE),
              "the run's log, or that of a node's service",
              Commands::logs),
          new Command(
              "more-time",
              List.of(Argument.MINUTES),
              "give the current phase more time",
              Commands::moreTime),
          new Command(
              "mouse",
              List.of(Argument.SWITCH),
              "clicks come to us, or to the terminal",
              Commands::mouse),
          new Command("node", List.of(Argument.NODE), "what a node tells", Commands::node),
          new Command(
              "pause", List.of(), "stop the run after the current phase", Commands.key("pause")),
          new Command(
              "phase", List.of(Argument.PHASE), "who holds a phase up, and why", Commands::phase),
          new Command("plan", List.of(Argument.CLUSTER), "what would run", Commands::plan),
          new Command("quit", List.of(), "leave; asks while a run is under way", Commands::quit),
          new Command(
              "reboot",
              List.of(Argument.NODE),
              "start a node again and follow it; asks",
              NodeOrders::reboot),
          new Command(
              "rehearse",
              List.of(Argument.CLUSTER),
              "rehearse a cluster against simulated nodes",
              Commands::rehearse),
          new Command(
              "report",
              List.of(Argument.RUN),
              "what a run was, from its journal",
              Commands::report),
          new Command(
              "reset",
              List.of(Argument.NODE),
              "wipe a node, back to maintenance mode; asks",
              NodeOrders::reset),
          new Command("resume", List.of(), "go on with what failed or stopped", Commands::resume),
          new Command("runs", List.of(Argument.CLUSTER), "earlier runs", Commands::runs),
          new Command(
              "shutdown", List.of(Argument.NODE), "power a node off; asks", NodeOrders::shutdown),
          new Command(
              "start-over",
              List.of(),
              "give an unfinished run up and begin anew; asks",
              Commands::startOver),
          new Command("theme", List.of(Argument.THEME), "another theme", Commands::theme),
          new Command(
              "turn",
              List.of(Argument.CLUSTER),
              "the run of another cluster, of several in turn",
              Turning::named),
          new Command(
              "unseal", List.of(), "give Vault one of its keys, typed unseen", NodeOrders::unseal),
          new Command(
              "upgrade",
              List.of(Argument.NODE, Argument.IMAGE),
              "another version of Talos for a node; asks",
              NodeOrders::upgrade),
          new Command(
              "verify", List.of(), "look which claims of a run hold now", Commands.key("verify")),
          new Command("why", List.of(), "explain what is waited for", Commands.key("why")));

  private CommandTable() {}

  /** The command of that word. */
  static Optional<Command> named(String word) {
    return ALL.stream().filter(each -> each.word().equals(word)).findFirst();
  }

  private static Command open(Kind kind, String word, String help) {
    return new Command(
        word, List.of(), help, (model, words) -> Commands.open(model, Page.of(kind, "")));
  }
}
