package dev.blackstart.app.tui;

import dev.blackstart.app.OperatorFiles;
import dev.blackstart.app.Rehearsals;
import dev.blackstart.app.RunHistory;
import dev.blackstart.app.Standing;
import dev.blackstart.app.Unfinished;
import dev.blackstart.app.engine.EngineProcess;
import dev.blackstart.app.tui.model.Banner;
import dev.blackstart.app.tui.model.ClusterCard;
import dev.blackstart.app.tui.model.Home;
import dev.blackstart.app.tui.model.Intent;
import dev.blackstart.app.tui.model.Msg;
import dev.blackstart.files.StateFolder;
import dev.blackstart.world.Failure;
import dev.blackstart.world.TimeSource;
import dev.blackstart.world.World;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The runs of a repository's clusters: told to the screen, begun, gone on with, given up. */
final class Runs {
  private final ConsoleOrder order;
  private final EngineProcess engines;
  private final TimeSource time;
  private final ClusterCards cards;

  /** Runs whose world was looked at: what is shown of them stays until it was looked at again. */
  private final Set<String> looked = ConcurrentHashMap.newKeySet();

  Runs(ConsoleOrder order, EngineProcess engines, TimeSource time) {
    this.order = order;
    this.engines = engines;
    this.time = time;
    this.cards = new ClusterCards(order.state());
  }

  /**
   * Reads the repository and the state folder. The clusters are told first; then what has changed
   * since each unfinished run, and last what holds in the rehearsal worlds that stand. Machines are
   * not asked: that needs secrets.
   */
  void read(Consumer<Msg> screen) throws InterruptedException {
    OperatorFiles.Every every = order.files().every();
    RunHistory.Known history = new RunHistory(order.state()).known();
    List<RunHistory.Past> all = history.runs();
    List<ClusterCard> known = new ArrayList<>();
    every
        .clusters()
        .forEach(
            spec -> {
              if (order.files().cluster().map(spec.name()::equals).orElse(true)) {
                known.add(cards.card(spec, all));
              }
            });
    screen.accept(
        new Msg.Clusters(
            new Home(
                true,
                every.root().toString(),
                every.bundled(),
                note(every),
                known,
                every.findings())));
    history.damaged().stream()
        .findFirst()
        .ifPresent(why -> screen.accept(new Msg.Told(why.what() + "; " + why.remedy(), true)));
    List<RunHistory.Past> unfinished =
        all.stream()
            .filter(RunHistory.Past::resumable)
            .filter(past -> known.stream().anyMatch(card -> has(card, past)))
            .toList();
    for (RunHistory.Past past : unfinished) {
      Unfinished surveyed = Unfinished.of(past);
      boolean asked = past.status().world() == World.Kind.REHEARSAL;
      if (!asked || looked.add(past.found().run() + " " + past.status().seen())) {
        tell(surveyed, screen);
      }
      if (asked) {
        tell(verified(surveyed), screen);
      }
    }
  }

  /** Looks in the world of an unfinished run which claims hold. */
  void verify(String run, Consumer<Msg> screen) throws InterruptedException {
    Unfinished verified = verified(Unfinished.of(past(run)));
    tell(verified, screen);
    screen.accept(new Msg.Told(verified.held().size() + " phases hold now", false));
  }

  EngineProcess.Start start(Intent.Start wanted) throws InterruptedException {
    List<String> arguments = new ArrayList<>(begin(wanted.cluster(), wanted.world()));
    arguments.addAll(wanted.allowed());
    return engines.start(arguments);
  }

  /** Begins with the options the console was opened with, where they were that verb's. */
  EngineProcess.Start again(String cluster, World.Kind world) throws InterruptedException {
    List<String> plain = begin(cluster, world);
    if (order.begin().isEmpty() || !order.begin().getFirst().equals(plain.getFirst())) {
      return engines.start(plain);
    }
    List<String> arguments = new ArrayList<>(order.begin());
    arguments.removeIf(argument -> argument.startsWith("--cluster="));
    arguments.add("--cluster=" + cluster);
    return engines.start(arguments);
  }

  EngineProcess.Start resume(String run, Optional<String> from) throws InterruptedException {
    return engines.resume(
        past(run).found(), from.map(phase -> List.of("--from", phase)).orElse(List.of()));
  }

  EngineProcess.Start heal(String run) throws InterruptedException {
    return engines.resume(past(run).found(), List.of("--heal"));
  }

  /** Gives an unfinished run up and begins another; the engine asks nobody, the screen did. */
  EngineProcess.Start startOver(Intent.StartOver over) throws InterruptedException {
    List<String> arguments = new ArrayList<>(begin(over.cluster(), over.world()));
    arguments.add("--start-over");
    if (over.world() == World.Kind.LIVE) {
      arguments.addAll(List.of("--confirm", over.cluster()));
    }
    return engines.start(arguments);
  }

  /** The run of that name. */
  StateFolder.Found found(String run) {
    return order.state().run(run).orElseThrow(() -> unknown(run));
  }

  private List<String> begin(String cluster, World.Kind world) {
    String verb =
        switch (world) {
          case LIVE -> "bootstrap";
          case REHEARSAL -> "rehearse";
        };
    List<String> arguments = new ArrayList<>(List.of(verb, "--cluster", cluster));
    if (world == World.Kind.REHEARSAL) {
      arguments.add(Rehearsals.WHILE_SHOWN);
    }
    arguments.addAll(order.options());
    return arguments;
  }

  private void tell(Unfinished unfinished, Consumer<Msg> screen) {
    String cluster = unfinished.past().found().cluster();
    Banner banner =
        ClusterCards.banner(unfinished, cards.forecasts(cluster, List.of(unfinished.past())));
    screen.accept(new Msg.Surveyed(cluster, banner));
  }

  private Unfinished verified(Unfinished unfinished) throws InterruptedException {
    return unfinished.verified(Standing.now(unfinished.past()), time.wall());
  }

  private RunHistory.Past past(String run) {
    return new RunHistory(order.state()).run(run).orElseThrow(() -> unknown(run));
  }

  private static Failure unknown(String run) {
    return new Failure(Failure.Kind.INPUT, "there is no run " + run, "blackstart runs lists them");
  }

  private static boolean has(ClusterCard card, RunHistory.Past past) {
    return card.name().equals(past.found().cluster());
  }

  /** Why what is shown may not be what the operator looks for. */
  private static Optional<String> note(OperatorFiles.Every every) {
    return every.bundled()
        ? Optional.of(
            Path.of("").toAbsolutePath()
                + " lies in no repository; this is the bundled example (another: --repo DIR)")
        : Optional.empty();
  }
}
