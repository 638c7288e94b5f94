package dev.blackstart.app.tui;

import dev.blackstart.app.TurnWatch;
import dev.blackstart.app.TurnWatch.Place;
import dev.blackstart.app.tui.model.Msg;
import dev.blackstart.app.tui.model.TurnCluster;
import dev.blackstart.files.StateFolder;
import dev.blackstart.run.Event;
import dev.blackstart.run.RunStatus;
import dev.blackstart.world.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Several clusters in turn: tells the screen how far each has come, and goes on to the next one's
 * run when the one in view has ended well. Who looks at one that had ended before stays there.
 */
final class Turns {
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private final TurnWatch watch;
  private final TimeSource time;
  private final BiConsumer<StateFolder.Found, ConsoleLoop> attach;

  /**
   * @param attach brings another run into view
   */
  Turns(StateFolder state, TimeSource time, BiConsumer<StateFolder.Found, ConsoleLoop> attach) {
    this.watch = new TurnWatch(state);
    this.time = time;
    this.attach = attach;
  }

  /** Looks until another run is in view, or until nothing can change any more. */
  void watch(StateFolder.Found run, Predicate<StateFolder.Found> inView, ConsoleLoop screen)
      throws InterruptedException {
    boolean follows = run.engine().isPresent();
    List<TurnCluster> told = null;
    while (inView.test(run)) {
      List<Place> places = places(run);
      List<TurnCluster> now = places.stream().map(Turns::cluster).toList();
      if (!now.equals(told)) {
        screen.tell(new Msg.Turned(now));
        told = now;
      }
      Optional<Place> next = follows ? next(run, places) : Optional.empty();
      if (next.isPresent()) {
        goOn(run, next.get(), places, screen);
        return;
      }
      if (places.isEmpty() || !follows && places.stream().noneMatch(Place::driven)) {
        return;
      }
      time.pause(BETWEEN);
    }
  }

  private synchronized List<Place> places(StateFolder.Found run) {
    return watch.beside(run);
  }

  private void goOn(StateFolder.Found run, Place next, List<Place> places, ConsoleLoop screen) {
    attach.accept(next.run().orElseThrow(), screen);
    screen.tell(
        new Msg.Told(
            "cluster "
                + next.cluster()
                + ", "
                + (places.indexOf(next) + 1)
                + " of "
                + places.size()
                + "; < shows "
                + run.cluster(),
            false));
  }

  /** The run that came after this one, once this one is done. */
  private static Optional<Place> next(StateFolder.Found run, List<Place> places) {
    for (int i = 0; i + 1 < places.size(); i++) {
      Place own = places.get(i);
      if (own.cluster().equals(run.cluster())) {
        Place next = places.get(i + 1);
        return state(own) == TurnCluster.State.DONE && next.run().isPresent()
            ? Optional.of(next)
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static TurnCluster cluster(Place place) {
    long took = place.status().flatMap(RunStatus::ended).map(Event.RunEnded::tookMillis).orElse(0L);
    return new TurnCluster(
        place.cluster(), place.run().map(run -> run.run().name()), state(place), took);
  }

  private static TurnCluster.State state(Place place) {
    if (place.run().isEmpty()) {
      return TurnCluster.State.WAITS;
    }
    Optional<Event.RunEnded> end = place.status().flatMap(RunStatus::ended);
    if (place.driven() && end.isEmpty()) {
      return TurnCluster.State.RUNS;
    }
    return end.map(
            each ->
                switch (each.outcome()) {
                  case DONE -> TurnCluster.State.DONE;
                  case FAILED -> TurnCluster.State.FAILED;
                  case INTERRUPTED -> TurnCluster.State.STOPPED;
                })
        .orElse(TurnCluster.State.STOPPED);
  }
}
