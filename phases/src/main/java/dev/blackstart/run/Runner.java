package dev.blackstart.run;

import dev.blackstart.cluster.Node;
import dev.blackstart.world.Failure;
import dev.blackstart.world.Signal;
import dev.blackstart.world.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Drives a world through the phases: checks before, acts, waits until the claim holds. */
public final class Runner {
  private final World world;
  private final Consumer<Event> events;
  private final RunClock clock;
  private final Fanout fanout;
  private final NodeWatch nodes;
  private final Orders orders;
  private final Signal changes = new Signal();
  private long waitedMillis;
  private boolean touched;

  /**
   * @param orders what the operator says while it runs
   */
  public Runner(
      World world,
      List<Node> nodes,
      Consumer<Event> events,
      RunClock clock,
      Fanout fanout,
      Orders orders) {
    this.world = world;
    this.events = events;
    this.clock = clock;
    this.fanout = fanout;
    this.orders = orders;
    this.nodes = new NodeWatch(world, nodes, clock, events);
    world.machines().changes().alsoRaise(changes);
    world.kube().changes().alsoRaise(changes);
    orders.changes().alsoRaise(changes);
  }

  /**
   * @param failed the phase that failed, and why; absent when all claims hold or the run paused
   * @param paused whether the operator stopped it
   * @param touched whether a phase set about changing the world
   * @param waitedMillis wall milliseconds spent waiting for the world
   */
  public record Result(
      Optional<PhaseId> failed,
      Optional<Failure> failure,
      boolean paused,
      boolean touched,
      long waitedMillis) {
    /** A run that ended in a failure of this phase. */
    public static Result failed(
        PhaseId phase, Failure failure, boolean touched, long waitedMillis) {
      return new Result(Optional.of(phase), Optional.of(failure), false, touched, waitedMillis);
    }
  }

  /**
   * Runs the chosen phases in order and stops at the first that fails.
   *
   * @param known digest of the inputs each phase was last seen to hold with
   */
  public Result run(List<Phase> phases, Selection.Range range, Map<PhaseId, String> known)
      throws InterruptedException {
    PhaseId now = phases.get(range.first()).id();
    try {
      for (Phase phase : phases.subList(0, range.first())) {
        now = phase.id();
        requireHeld(phase, phases.get(range.first()).id());
      }
      for (Phase phase : phases.subList(range.first(), range.last() + 1)) {
        now = phase.id();
        orders.obey();
        take(phase, Optional.ofNullable(known.get(phase.id())));
      }
      return new Result(Optional.empty(), Optional.empty(), false, touched, waitedMillis);
    } catch (Orders.Paused pause) {
      events.accept(new Event.RunPaused(clock.stamp(), now, pause.by()));
      return new Result(Optional.empty(), Optional.empty(), true, touched, waitedMillis);
    } catch (Failure failure) {
      requireUninterrupted();
      return Result.failed(now, failure, touched, waitedMillis);
    }
  }

  /** A call that was cut short by an interrupt fails; it is the interrupt that counts. */
  private static void requireUninterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private void requireHeld(Phase phase, PhaseId first) throws InterruptedException {
    if (!phase.acts()) {
      return;
    }
    Condition condition = phase.check(world);
    if (!condition.met()) {
      Failure failure =
          new Failure(
              Failure.Kind.INPUT,
              "cannot start from "
                  + first
                  + ": "
                  + phase.id()
                  + " does not hold: "
                  + condition.because(),
              "start from " + phase.id() + ", or leave --from out");
      events.accept(failed(phase, failure, new Stopwatch(world.time())));
      throw failure;
    }
  }

  private void take(Phase phase, Optional<String> known) throws InterruptedException {
    Stopwatch watch = new Stopwatch(world.time());
    PhaseWork work =
        new PhaseWork(phase, world.time(), changes, clock, nodes, events, fanout, orders);
    try {
      String inputs = phase.inputs(world);
      Map<String, String> files = phase.files(world);
      if (phase.acts()) {
        Condition before = phase.check(world);
        boolean stale = known.isPresent() && !known.get().equals(inputs);
        if (before.met() && !stale) {
          nodes.look(phase.id());
          events.accept(
              new Event.PhaseSkipped(clock.stamp(), phase.id(), before.because(), inputs, files));
          return;
        }
        String because = before.met() ? "holds, but made from other inputs" : before.because();
        events.accept(new Event.PhaseStarted(clock.stamp(), phase.id(), because));
        touched = true;
        phase.run(world, work);
      } else {
        events.accept(new Event.PhaseStarted(clock.stamp(), phase.id(), phase.claims()));
        phase.run(world, work);
      }
      Condition[] held = new Condition[1];
      work.until(() -> held[0] = checked(phase));
      events.accept(
          new Event.PhaseDone(
              clock.stamp(),
              phase.id(),
              held[0].because(),
              inputs,
              files,
              watch.worldMillis(),
              watch.wallMillis()));
    } catch (Failure failure) {
      requireUninterrupted();
      events.accept(failed(phase, failure, watch));
      throw failure;
    } catch (RuntimeException bug) {
      requireUninterrupted();
      Failure failure =
          new Failure(
              Failure.Kind.BUG,
              phase.id() + " broke: " + bug,
              "please report this with the journal; --debug prints the stack trace",
              bug);
      events.accept(failed(phase, failure, watch));
      throw failure;
    } finally {
      orders.over(phase.id());
      waitedMillis += work.waitedMillis();
    }
  }

  private Condition checked(Phase phase) {
    try {
      return phase.check(world);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Condition.unmet("interrupted");
    }
  }

  private Event.PhaseFailed failed(Phase phase, Failure failure, Stopwatch watch) {
    return new Event.PhaseFailed(
        clock.stamp(),
        phase.id(),
        failure.kind(),
        failure.what(),
        failure.remedy(),
        watch.worldMillis(),
        watch.wallMillis());
  }
}
