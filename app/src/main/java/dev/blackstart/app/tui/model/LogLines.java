package dev.blackstart.app.tui.model;

import dev.blackstart.app.plain.Sizes;
import dev.blackstart.app.tui.model.LogLine.Weight;
import dev.blackstart.run.Event;
import dev.blackstart.world.MachineStage;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What an event adds to the run's log, in one line. */
final class LogLines {
  private LogLines() {}

  static Optional<LogLine> of(Event event) {
    return switch (event) {
      case Event.RunStarted e -> line(e, "run", "run " + e.stamp().run() + " begins", Weight.PLAIN);
      case Event.RunResumed e -> line(e, "run", "goes on here", Weight.PLAIN);
      case Event.PhaseStarted e ->
          line(e, e.phase().name(), "begins: " + e.because(), Weight.PLAIN);
      case Event.PhaseSkipped e -> line(e, e.phase().name(), "holds: " + e.because(), Weight.GOOD);
      case Event.PhaseDone e -> line(e, e.phase().name(), "done: " + e.because(), Weight.GOOD);
      case Event.PhaseFailed e -> line(e, e.phase().name(), "failed: " + e.what(), Weight.BAD);
      case Event.NodeReported e -> line(e, e.node(), stage(e), Weight.PLAIN);
      case Event.KubernetesReported e -> kubernetes(e);
      case Event.ReleaseReported e ->
          line(e, e.phase().name(), e.ready() + " of " + e.total() + " ready", Weight.WAITS);
      case Event.FluxReported e -> line(e, "flux", e.because(), Weight.WAITS);
      case Event.NotRehearsed e ->
          line(
              e,
              e.phase().name(),
              "not rehearsed: " + String.join(", ", e.objects()),
              Weight.PLAIN);
      case Event.Progressed e -> line(e, e.phase().name(), e.because(), Weight.WAITS);
      case Event.Waited e -> Optional.empty();
      case Event.Logged e -> line(e, e.phase().name(), e.line(), Weight.PLAIN);
      case Event.Acted e -> line(e, e.phase().name(), e.what(), Weight.PLAIN);
      case Event.Checked e ->
          e.findings() > 0
              ? Optional.empty()
              : line(e, e.phase().name(), e.check() + ": " + e.asks(), Weight.GOOD);
      case Event.FindingMade e ->
          line(e, e.phase().name(), e.finding().at() + ": " + e.finding().what(), weight(e));
      case Event.BudgetExtended e ->
          line(
              e,
              e.phase().name(),
              "may take "
                  + Duration.ofMillis(e.budgetMillis()).toMinutes()
                  + " min, says "
                  + e.by(),
              Weight.PLAIN);
      case Event.PauseAsked e -> line(e, "run", "pause asked by " + e.by(), Weight.WAITS);
      case Event.StillWorking e ->
          e.over() ? Optional.empty() : line(e, e.phase().name(), working(e), Weight.WAITS);
      case Event.RunPaused e ->
          line(e, "run", "paused at " + e.phase() + " by " + e.by(), Weight.WAITS);
      case Event.RunGivenUp e -> line(e, "run", "given up by " + e.by(), Weight.WAITS);
      case Event.WorldStands e -> line(e, "world", "stands; end it: " + e.stop(), Weight.PLAIN);
      case Event.RunEnded e ->
          line(
              e,
              "run",
              e.outcome().name().toLowerCase(Locale.ROOT),
              e.outcome() == Event.Outcome.DONE ? Weight.GOOD : Weight.BAD);
    };
  }

  /** Such as {@code downloads …: 3.1 of 8.2 MB, for 0:06}. */
  static String working(Event.StillWorking e) {
    return Sizes.with(e.what(), e.done(), e.total()) + ", for " + Times.of(e.wallMillis());
  }

  private static Weight weight(Event.FindingMade e) {
    return switch (e.finding().level()) {
      case ERROR -> Weight.BAD;
      case WARNING -> Weight.WAITS;
      case INFO -> Weight.PLAIN;
    };
  }

  private static Optional<LogLine> kubernetes(Event.KubernetesReported e) {
    return e.ready()
        ? line(e, e.node(), "Kubernetes: Ready", Weight.GOOD)
        : line(
            e,
            e.node(),
            "Kubernetes: not Ready" + (e.because().isEmpty() ? "" : ": " + e.because()),
            Weight.WAITS);
  }

  private static String stage(Event.NodeReported e) {
    String stage = e.stage().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    if (e.note().isEmpty()) {
      return stage;
    }
    return e.stage() == MachineStage.UNKNOWN ? e.note() : stage + ": " + e.note();
  }

  private static Optional<LogLine> line(Event event, String source, String text, Weight weight) {
    return Optional.of(new LogLine(event.stamp().at(), source, text, weight));
  }
}
