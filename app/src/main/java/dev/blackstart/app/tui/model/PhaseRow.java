package dev.blackstart.app.tui.model;

import dev.blackstart.run.PhaseId;
import dev.blackstart.run.PhaseStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A phase as the rail shows it; times are world milliseconds.
 *
 * @param claims what has to be true for it to be done; empty when nobody said
 * @param because why it runs, holds or is done; while it runs, how far it is in words
 * @param budget what it may take; 0 when nobody said
 * @param began since the run started
 * @param took absent while it runs and before
 * @param works what our own side works on for long now; empty when on nothing
 * @param ready how many of {@code total} are there; both 0 where nothing is counted
 */
public record PhaseRow(
    PhaseId id,
    PhaseStatus status,
    String claims,
    String because,
    long budget,
    long began,
    Optional<Long> took,
    int ready,
    int total,
    List<Held> held,
    Optional<Trouble> trouble,
    String works) {

  static PhaseRow pending(PhaseId id, String claims, long budget) {
    return new PhaseRow(
        id,
        PhaseStatus.PENDING,
        claims,
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
        claims,
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
        claims,
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
        id, status, claims, because, nowMillis, began, took, ready, total, held, trouble, works);
  }

  PhaseRow working(String on) {
    return new PhaseRow(
        id, status, claims, because, budget, began, took, ready, total, held, trouble, on);
  }

  /** How far it is; words that are not there leave those before. */
  PhaseRow counted(String words, int nowReady, int nowTotal, List<Held> nowHeld) {
    return new PhaseRow(
        id,
        status,
        claims,
        words.isEmpty() ? because : words,
        budget,
        began,
        took,
        nowReady,
        nowTotal,
        nowHeld,
        trouble,
        works);
  }

  /** Those it waits for by their names; made anew at each call. */
  public Map<String, Held> heldByName() {
    Map<String, Held> byName = new HashMap<>();
    held.forEach(each -> byName.putIfAbsent(each.who(), each));
    return byName;
  }

  private PhaseRow over(
      PhaseStatus now, String why, long at, long tookMillis, Optional<Trouble> because) {
    return new PhaseRow(
        id,
        now,
        claims,
        why,
        budget,
        at,
        Optional.of(tookMillis),
        ready,
        total,
        List.of(),
        because,
        "");
  }
}
