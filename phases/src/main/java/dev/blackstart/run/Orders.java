package dev.blackstart.run;

import dev.blackstart.world.Failure;
import dev.blackstart.world.Signal;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the operator orders while a run goes: to pause it, and to give a phase longer. The runner
 * looks here between steps and while it waits. Safe for use by several threads.
 */
public final class Orders {
  /** World time no budget grows beyond: a slip of the finger is no budget. */
  private static final Duration MOST = Duration.ofHours(24);

  private final Signal changes = new Signal();
  private final Map<PhaseId, Duration> budgets = new LinkedHashMap<>();
  private final Set<PhaseId> over = new HashSet<>();
  private Optional<String> pausedBy = Optional.empty();

  /**
   * @param granted budgets that were given to the same run before; the longer one holds
   */
  public Orders(List<Phase> phases, Map<PhaseId, Duration> granted) {
    for (Phase phase : phases) {
      Duration given = granted.getOrDefault(phase.id(), Duration.ZERO);
      budgets.put(phase.id(), given.compareTo(phase.budget()) > 0 ? given : phase.budget());
    }
  }

  /**
   * Asks to pause: the run ends, to be resumed, as soon as nothing of ours is in flight.
   *
   * @param by who asks
   * @return whether nobody had asked before
   */
  public boolean pause(String by) {
    synchronized (this) {
      if (pausedBy.isPresent()) {
        return false;
      }
      pausedBy = Optional.of(by);
    }
    changes.raise();
    return true;
  }

  /** Who asked to pause; absent while nobody has. */
  public synchronized Optional<String> pausedBy() {
    return pausedBy;
  }

  /**
   * Gives a phase longer, whether it is at work or yet to come.
   *
   * @param more world time
   * @return its budget from now on
   * @throws Failure INPUT when the run has no such phase or it is over
   */
  public Duration extend(PhaseId phase, Duration more) {
    Duration longer;
    synchronized (this) {
      Duration budget = budgets.get(phase);
      if (budget == null) {
        throw new Failure(
            Failure.Kind.INPUT,
            "the run has no phase " + phase,
            "one of: "
                + budgets.keySet().stream().map(PhaseId::name).collect(Collectors.joining(", ")));
      }
      if (over.contains(phase)) {
        throw new Failure(
            Failure.Kind.INPUT, phase + " is over", "give time to a phase that is yet to end");
      }
      boolean sound = !more.isNegative() && !more.isZero() && more.compareTo(MOST) <= 0;
      if (!sound || budget.plus(more).compareTo(MOST) > 0) {
        throw new Failure(
            Failure.Kind.INPUT,
            phase + " cannot be given " + more.toMinutes() + " min more",
            "no phase takes longer than " + MOST.toHours() + " h");
      }
      longer = budget.plus(more);
      budgets.put(phase, longer);
    }
    changes.raise();
    return longer;
  }

  /** What a phase may take, world time. */
  synchronized Duration budget(Phase phase) {
    return budgets.getOrDefault(phase.id(), phase.budget());
  }

  /** The outline of a run with what its phases may take by these orders. */
  public synchronized Outline within(Outline outline) {
    Map<String, Duration> all = new LinkedHashMap<>(outline.budgets());
    budgets.forEach((phase, budget) -> all.put(phase.name(), budget));
    return new Outline(outline.phases(), all, outline.nodes(), outline.claims());
  }

  /** Raised by every order, so that whoever waits looks again. */
  Signal changes() {
    return changes;
  }

  synchronized void over(PhaseId phase) {
    over.add(phase);
  }

  /** Cuts a run short where nothing of ours is in flight. */
  void obey() throws Paused {
    Optional<String> by = pausedBy();
    if (by.isPresent()) {
      throw new Paused(by.get());
    }
  }

  /** The operator wants the run to stop here; phases let it through as they do an interrupt. */
  static final class Paused extends InterruptedException {
    private static final long serialVersionUID = 1;
    private final String by;

    Paused(String by) {
      super("paused by " + by);
      this.by = by;
    }

    String by() {
      return by;
    }
  }
}
