package dev.blackstart.app.tui.model;

import dev.blackstart.run.PhaseId;
import dev.blackstart.run.PhaseStatus;
import dev.blackstart.world.Waiting;
import java.util.List;
import java.util.Optional;

/**
 * A phase as the rail shows it; times are world milliseconds.
 *
 * @param because why it runs, holds or is done
 * @param budget what it may take; 0 when nobody said
 * @param began since the run started
 * @param took absent while it runs and before
 * @param works what our own side works on for long now; empty when on nothing
 * @param ready how many of {@code total} are there; both 0 where nothing is counted
 */
public record PhaseRow(
    PhaseId id,
    PhaseStatus status,
    String because,
    long budget,
    long began,
    Optional<Long> took,
    int ready,
    int total,
    List<Held> held,
    Optional<Trouble> trouble,
    String works) {

  static PhaseRow pending(PhaseId id, long budget) {
    return new PhaseRow(
        id,
        PhaseStatus.PENDING,
        "",
        budget,
        0,
        Optional.empty(),
        0,
        0,
        List.of(),
        Optional.empty(),
        "");
  }

  /** How long it has been running at this moment of the run, or took. */
  public long elapsed(long now) {
    return took.orElseGet(() -> status == PhaseStatus.RUNNING ? Math.max(0, now - began) : 0L);
  }

  PhaseRow started(String why, long at) {
    return new PhaseRow(
        id,
        PhaseStatus.RUNNING,
        why,
        budget,
        at,
        Optional.empty(),
        0,
        0,
        List.of(),
        Optional.empty(),
        "");
  }

  PhaseRow held(String why, long at) {
    return over(PhaseStatus.SKIPPED, why, at, 0, Optional.empty());
  }

  PhaseRow done(String why, long tookMillis) {
    return over(PhaseStatus.DONE, why, began, tookMillis, Optional.empty());
  }

  PhaseRow failed(Trouble why, long tookMillis) {
    return new PhaseRow(
        id,
        PhaseStatus.FAILED,
        because,
        budget,
        began,
        Optional.of(tookMillis),
        ready,
        total,
        held,
        Optional.of(why),
        "");
  }

  PhaseRow budgeted(long nowMillis) {
    return new PhaseRow(
        id, status, because, nowMillis, began, took, ready, total, held, trouble, works);
  }

  PhaseRow working(String on) {
    return new PhaseRow(id, status, because, budget, began, took, ready, total, held, trouble, on);
  }

  /** A reason that was told before keeps the moment it began. */
  PhaseRow counted(int nowReady, int nowTotal, List<Waiting> waiting, long at) {
    return new PhaseRow(
        id,
        status,
        because,
        budget,
        began,
        took,
        nowReady,
        nowTotal,
        waiting.stream().map(each -> since(each, at)).toList(),
        trouble,
        works);
  }

  private Held since(Waiting waiting, long at) {
    return held.stream()
        .filter(each -> each.who().equals(waiting.who()) && each.reason().equals(waiting.reason()))
        .findFirst()
        .orElseGet(() -> new Held(waiting.who(), waiting.reason(), at));
  }

  private PhaseRow over(
      PhaseStatus now, String why, long at, long tookMillis, Optional<Trouble> because) {
    return new PhaseRow(
        id, now, why, budget, at, Optional.of(tookMillis), ready, total, List.of(), because, "");
  }
}
