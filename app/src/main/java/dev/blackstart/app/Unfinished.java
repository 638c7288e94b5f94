package dev.blackstart.app;

import dev.blackstart.phase.Phases;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.PhaseStatus;
import dev.blackstart.run.RunStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A run nobody drives that can go on: where it stopped, what held, what has changed since, and what
 * a resume would do.
 *
 * @param held the phases that were seen to hold, the newest word of each
 * @param seen when that was looked at; absent while only the journal says so
 */
public record Unfinished(
    RunHistory.Past past, Survey survey, List<PhaseId> held, Optional<Instant> seen) {

  /** As its journal and the repository tell it. */
  public static Unfinished of(RunHistory.Past past) {
    return new Unfinished(past, Survey.of(past), held(past.status()), Optional.empty());
  }

  /** As its journal alone tells it: at once, without a look at the repository. */
  public static Unfinished journalled(RunHistory.Past past) {
    RunStatus status = past.status();
    return new Unfinished(past, unread(status), held(status), Optional.empty());
  }

  private static Survey unread(RunStatus status) {
    return new Survey(
        List.copyOf(status.phases().keySet()),
        List.of(),
        Optional.of("the repository is being compared"));
  }

  /** Whether the repository was looked at. */
  public boolean compared() {
    return !survey.equals(unread(past.status()));
  }

  /** The same after a look at the world. */
  public Unfinished verified(List<Standing.Claim> claims, Instant now) {
    return new Unfinished(
        past,
        survey,
        claims.stream()
            .filter(Standing.Claim::holds)
            .map(claim -> new PhaseId(claim.phase()))
            .toList(),
        Optional.of(now));
  }

  /** Where it stopped: {@code in cilium}, or {@code before cilium} between two phases. */
  public String where() {
    Map<PhaseId, PhaseStatus> phases = past.status().phases();
    Optional<PhaseId> in =
        first(phases, PhaseStatus.RUNNING).or(() -> first(phases, PhaseStatus.FAILED));
    return in.map(phase -> "in " + phase)
        .or(() -> first(phases, PhaseStatus.PENDING).map(phase -> "before " + phase))
        .orElse("after its last phase");
  }

  /** Why it stopped, in a word or two. */
  public String why() {
    RunStatus status = past.status();
    return status
        .ended()
        .map(
            end ->
                switch (end.outcome()) {
                  case DONE -> "done";
                  case FAILED -> "failed";
                  case INTERRUPTED ->
                      status.paused().map(by -> "paused by " + by).orElse("interrupted");
                })
        .orElse("killed");
  }

  /** When it was last heard of, wall time. */
  public Instant stopped() {
    return past.status().seen();
  }

  /** The phases a resume acts in: those that did not hold, and those that are stale. */
  public List<PhaseId> ahead() {
    List<PhaseId> stale = survey.stale().stream().map(Stale::phase).toList();
    return survey.phases().stream()
        .filter(phase -> !Phases.PREPARING.contains(phase))
        .filter(phase -> !held.contains(phase) || stale.contains(phase))
        .toList();
  }

  /** What a resume would do: {@code crds, cilium ... verify} when it is all from there on. */
  public String plan() {
    List<PhaseId> ahead = ahead();
    List<PhaseId> all = survey.phases();
    int rest = 0;
    while (rest < ahead.size()
        && ahead.get(ahead.size() - 1 - rest).equals(all.get(all.size() - 1 - rest))) {
      rest++;
    }
    int first = ahead.size() - rest;
    return rest > 2 ? names(ahead.subList(0, first + 1)) + " ... " + ahead.getLast() : names(ahead);
  }

  private static String names(List<PhaseId> phases) {
    return phases.stream().map(PhaseId::name).collect(Collectors.joining(", "));
  }

  /** The stale phases in a few words each, or none. */
  public String stale() {
    return survey.stale().isEmpty()
        ? "none"
        : survey.stale().stream().map(Stale::brief).collect(Collectors.joining(", "));
  }

  private static List<PhaseId> held(RunStatus status) {
    return status.phases().entrySet().stream()
        .filter(
            phase ->
                phase.getValue().holds()
                    || phase.getValue() == PhaseStatus.PENDING
                        && status.inputs().containsKey(phase.getKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Optional<PhaseId> first(Map<PhaseId, PhaseStatus> phases, PhaseStatus wanted) {
    return phases.entrySet().stream()
        .filter(phase -> phase.getValue() == wanted)
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
