package dev.blackstart.app.tui.model;

import dev.blackstart.run.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was done in a run, in order, and what was looked at before. Immutable.
 *
 * @param checks the prerequisites, as last looked at
 * @param notRehearsed objects a rehearsal has not what it takes to play
 */
public record Chronicle(List<Deed> deeds, List<Event.Checked> checks, List<String> notRehearsed) {
  /** Nothing yet. */
  public static final Chronicle EMPTY = new Chronicle(List.of(), List.of(), List.of());

  /** How something came out. */
  public enum Result {
    BEGUN,
    /** Something outside was changed. */
    ACT,
    GOOD,
    WAITS,
    BAD
  }

  /**
   * Something that was done or came to an end.
   *
   * @param at world milliseconds since the run started
   * @param wall wall time
   * @param by phase that did it; {@code run} for the run as a whole
   * @param byHand the commands of the field that do the same
   */
  public record Deed(
      long at, Instant wall, String by, Result result, String what, List<String> byHand) {
    /** Whether something outside was changed. */
    boolean isAct() {
      return result == Result.ACT;
    }
  }

  /** This with one more event. */
  Chronicle after(Event event) {
    return switch (event) {
      case Event.RunStarted e -> with(e, "run", Result.BEGUN, "begins", List.of());
      case Event.RunResumed e -> with(e, "run", Result.BEGUN, "goes on", List.of());
      case Event.PhaseStarted e -> with(e, e.phase().name(), Result.BEGUN, begun(e), List.of());
      case Event.PhaseSkipped e ->
          with(e, e.phase().name(), Result.GOOD, "holds: " + e.because(), List.of());
      case Event.PhaseDone e ->
          with(
              e,
              e.phase().name(),
              Result.GOOD,
              "done after " + Times.of(e.tookMillis()) + ": " + e.because(),
              List.of());
      case Event.PhaseFailed e ->
          with(e, e.phase().name(), Result.BAD, "failed: " + e.what(), List.of());
      case Event.Acted e -> with(e, e.phase().name(), Result.ACT, e.what(), e.byHand());
      case Event.Checked e -> checked(e);
      case Event.NotRehearsed e -> new Chronicle(deeds, checks, e.objects());
      case Event.BudgetExtended e ->
          with(
              e,
              e.phase().name(),
              Result.ACT,
              e.by() + " lets it take " + Times.of(e.budgetMillis()),
              List.of());
      case Event.PauseAsked e ->
          with(e, "run", Result.WAITS, e.by() + " asked for a pause", List.of());
      case Event.RunPaused e ->
          with(e, "run", Result.WAITS, e.by() + " paused it at " + e.phase(), List.of());
      case Event.RunGivenUp e ->
          with(e, "run", Result.WAITS, e.by() + " gave it up and began another", List.of());
      case Event.RunEnded e -> ended(e);
      case Event.NodeReported e -> this;
      case Event.KubernetesReported e -> this;
      case Event.ReleaseReported e -> this;
      case Event.FluxReported e -> this;
      case Event.Progressed e -> this;
      case Event.Waited e -> this;
      case Event.StillWorking e -> this;
      case Event.Logged e -> this;
      case Event.FindingMade e -> this;
      case Event.WorldStands e -> this;
    };
  }

  private static String begun(Event.PhaseStarted e) {
    return e.because().isEmpty() ? "begins" : "begins: " + e.because();
  }

  private Chronicle ended(Event.RunEnded e) {
    boolean good = e.outcome() == Event.Outcome.DONE && e.exit() == 0;
    String verdict = e.verdict().map(word -> ", verdict " + word).orElse("");
    return with(
        e,
        "run",
        good ? Result.GOOD : Result.BAD,
        switch (e.outcome()) {
              case DONE -> "done";
              case FAILED -> "failed";
              case INTERRUPTED -> "interrupted";
            }
            + verdict
            + " after "
            + Times.of(e.tookMillis()),
        List.of());
  }

  /** A check that is made again takes the place of the one before. */
  private Chronicle checked(Event.Checked e) {
    List<Event.Checked> all = new ArrayList<>(checks);
    all.removeIf(each -> each.check().equals(e.check()));
    all.add(e);
    return new Chronicle(deeds, List.copyOf(all), notRehearsed);
  }

  private Chronicle with(Event event, String by, Result result, String what, List<String> byHand) {
    List<Deed> all = new ArrayList<>(deeds.size() + 1);
    all.addAll(deeds);
    all.add(new Deed(event.stamp().worldMillis(), event.stamp().at(), by, result, what, byHand));
    return new Chronicle(List.copyOf(all), checks, notRehearsed);
  }

  /** When a phase was last seen to hold: wall time. */
  Optional<Instant> verified(String phase) {
    return deeds.stream()
        .filter(deed -> deed.by().equals(phase) && deed.result() == Result.GOOD)
        .reduce((one, later) -> later)
        .map(Deed::wall);
  }
}
