package dev.blackstart.app.tui;

import dev.blackstart.app.RunHistory;
import dev.blackstart.app.tui.model.ClusterCard;
import dev.blackstart.app.tui.model.ClusterCard.PastRun;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.phase.Phases;
import dev.blackstart.run.Event;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.PhaseStatus;
import dev.blackstart.run.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The clusters of a repository with what the state folder knows of their runs. */
final class ClusterCards {
  private ClusterCards() {}

  static List<ClusterCard> of(Iterable<ClusterSpec> clusters, RunHistory history, Instant now) {
    List<RunHistory.Past> runs = history.all();
    List<ClusterCard> cards = new ArrayList<>();
    clusters.forEach(spec -> cards.add(card(spec, runs, now)));
    return cards;
  }

  private static ClusterCard card(ClusterSpec spec, List<RunHistory.Past> runs, Instant now) {
    List<Finding> findings = spec.findings();
    return new ClusterCard(
        spec.name(),
        spec.controlPlanes().size(),
        spec.workers().size(),
        Phases.of(spec).stream().map(phase -> phase.id().name()).toList(),
        findings.stream()
            .filter(finding -> finding.level() != Finding.Level.INFO)
            .map(finding -> finding.at() + ": " + finding.what())
            .toList(),
        (int) findings.stream().filter(each -> each.level() == Finding.Level.ERROR).count(),
        runs.reversed().stream()
            .filter(past -> past.found().cluster().equals(spec.name()))
            .map(past -> run(past, now))
            .toList());
  }

  private static PastRun run(RunHistory.Past past, Instant now) {
    RunStatus status = past.status();
    long took =
        status
            .ended()
            .map(Event.RunEnded::tookMillis)
            .orElseGet(() -> Duration.between(status.startedAt(), now).toMillis());
    return new PastRun(
        past.found().run().name(),
        status.world(),
        status.startedAt(),
        took,
        status.ended().map(Event.RunEnded::outcome),
        status.ended().flatMap(Event.RunEnded::verdict).orElse(""),
        at(status),
        (int) status.phases().values().stream().filter(PhaseStatus::holds).count(),
        past.resumable(),
        past.engine().isPresent());
  }

  /** The phase a run is in, or came to. */
  private static String at(RunStatus status) {
    PhaseId last = null;
    for (Map.Entry<PhaseId, PhaseStatus> phase : status.phases().entrySet()) {
      if (phase.getValue() != PhaseStatus.PENDING) {
        last = phase.getKey();
      }
    }
    return last == null ? "its beginning" : last.name();
  }
}
