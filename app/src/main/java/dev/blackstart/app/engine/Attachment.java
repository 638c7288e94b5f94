package dev.blackstart.app.engine;

import dev.blackstart.app.door.DoorConnection;
import dev.blackstart.app.door.DoorStatus;
import dev.blackstart.files.RunLock;
import dev.blackstart.files.StateFolder;
import dev.blackstart.run.PhaseId;
import dev.blackstart.world.Failure;
import dev.blackstart.world.TimeSource;
import dev.blackstart.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * A console at a run: its journal is followed, and orders go to its engine while one is at work.
 * Orders block until they are answered and throw {@link Failure} as {@link DoorConnection} says;
 * letting go of a run never stops it.
 */
public final class Attachment implements AutoCloseable {
  private final StateFolder.Found run;
  private final boolean watch;
  private final JournalTail tail;
  private DoorConnection door;

  /**
   * A run a console can attach to.
   *
   * @param engine the process that drives it; absent when nobody does
   */
  public record Candidate(StateFolder.Found run, Optional<RunLock.Holder> engine) {
    public boolean running() {
      return engine.isPresent();
    }
  }

  private Attachment(StateFolder.Found run, boolean watch, JournalTail tail) {
    this.run = run;
    this.watch = watch;
    this.tail = tail;
  }

  /**
   * For each kind of world the run of this cluster that is driven now, else its last; the driven
   * come first, then the newest.
   */
  public static List<Candidate> candidates(StateFolder state, String cluster) {
    List<Candidate> candidates = new ArrayList<>();
    for (World.Kind world : World.Kind.values()) {
      List<StateFolder.Found> runs =
          state.runs().stream()
              .filter(run -> run.cluster().equals(cluster) && run.world() == world)
              .toList();
      if (!runs.isEmpty()) {
        Optional<RunLock.Holder> engine = RunLock.holding(state.of(cluster, world));
        StateFolder.Found driven =
            runs.stream()
                .filter(run -> engine.filter(it -> it.run().equals(run.run())).isPresent())
                .findFirst()
                .orElse(runs.getLast());
        candidates.add(new Candidate(driven, engine.filter(it -> it.run().equals(driven.run()))));
      }
    }
    candidates.sort(
        Comparator.comparing(Candidate::running)
            .thenComparing(candidate -> candidate.run().run().name())
            .reversed());
    return candidates;
  }

  /**
   * Attaches to a run, whether it is driven now or not.
   *
   * @param watch never to give orders
   * @param time whose wall clock paces the looks at the journal
   * @param threads one of them follows the journal
   */
  public static Attachment to(
      StateFolder.Found run,
      boolean watch,
      TimeSource time,
      Executor threads,
      JournalTail.Listener listener) {
    return new Attachment(run, watch, JournalTail.follow(run, time, threads, listener));
  }

  public StateFolder.Found run() {
    return run;
  }

  /** Who is at the engine and who commands; absent when no engine answers. */
  public Optional<DoorStatus> status() {
    try {
      return Optional.of(through(DoorConnection::status));
    } catch (Failure e) {
      return Optional.empty();
    }
  }

  /** Takes the lock, when it is free. */
  public DoorStatus command() {
    return through(DoorConnection::command);
  }

  /** Stops the run, to be resumed, as soon as nothing of ours is in flight. */
  public DoorStatus pause() {
    return through(DoorConnection::pause);
  }

  /** Gives a phase more world time. */
  public DoorStatus moreTime(PhaseId phase, Duration more) {
    return through(engine -> engine.moreTime(phase, more));
  }

  /** Ends the run as a termination signal does; it can be resumed. */
  public void abort() {
    try {
      through(DoorConnection::abort);
    } catch (Failure failure) {
      Optional<RunLock.Holder> engine = run.engine();
      if (failure.kind() != Failure.Kind.UNREACHABLE || watch || engine.isEmpty()) {
        throw failure;
      }
      ProcessHandle.of(engine.get().pid()).ifPresent(ProcessHandle::destroy);
    }
  }

  /** Lets go of the run; it goes on. */
  @Override
  public synchronized void close() {
    tail.close();
    if (door != null) {
      door.close();
    }
  }

  /** An engine that has gone may have been followed by another, which a resume started. */
  private DoorStatus through(Function<DoorConnection, DoorStatus> order) {
    DoorConnection first = door();
    try {
      return order.apply(first);
    } catch (Failure failure) {
      if (failure.kind() != Failure.Kind.UNREACHABLE) {
        throw failure;
      }
      return order.apply(door());
    }
  }

  private synchronized DoorConnection door() {
    if (door == null || !door.open()) {
      door =
          DoorConnection.open(run.folder(), watch)
              .orElseThrow(
                  () ->
                      new Failure(
                          Failure.Kind.UNREACHABLE,
                          "no engine drives run " + run.run(),
                          "go on with: blackstart resume " + run.run()));
    }
    return door;
  }
}
