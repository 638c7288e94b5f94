package dev.blackstart.app.act;

import dev.blackstart.world.MachineReport;
import dev.blackstart.world.MachineStage;
import dev.blackstart.world.NodeDiagnostics.NodeEvent;
import dev.blackstart.world.TimeSource;
import dev.blackstart.world.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Tells how an act goes on, each line with the world time since it was asked for. */
final class Progress {
  private final TimeSource time;
  private final Instant began;
  private final Consumer<String> lines;
  private String last = "";
  private boolean wasAway;

  Progress(TimeSource time, Consumer<String> lines) {
    this.time = time;
    this.began = time.now();
    this.lines = lines;
  }

  Duration sinceBegan() {
    return Duration.between(began, time.now());
  }

  /** What the node does about the act; phases tell more than their tasks. */
  void event(NodeEvent event) {
    boolean starts = event.text().endsWith(" start");
    boolean phase = event.kind().equals("PhaseEvent") && starts;
    if (phase || event.kind().equals("SequenceEvent") && (starts || event.error())) {
      String what = event.kind().equals("PhaseEvent") ? "phase " : "sequence ";
      say(what + (event.error() ? event.text() : event.text().replaceAll(" start$", "")));
    }
  }

  /** Where the machine is; of one that came back, also what it does. */
  synchronized void report(MachineReport report) {
    switch (report.reach()) {
      case UNREACHABLE -> {
        wasAway = true;
        say("does not answer");
      }
      case FOREIGN -> say("answers as another cluster's: " + report.note());
      case MAINTENANCE -> say("answers in maintenance mode");
      // Until it has gone, its events tell more.
      case OURS -> {
        if (wasAway) {
          say(stage(report));
        }
      }
    }
  }

  private static String stage(MachineReport report) {
    String word = report.stage().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String unmet = report.unmet().stream().map(Waiting::toString).collect(Collectors.joining("; "));
    boolean runs = report.stage() == MachineStage.RUNNING;
    return word + (runs && report.ready() ? ", ready" : unmet.isEmpty() ? "" : ", " + unmet);
  }

  synchronized void say(String what) {
    if (what.equals(last)) {
      return;
    }
    last = what;
    Duration since = sinceBegan();
    lines.accept(
        String.format(Locale.ROOT, "%3d:%02d  %s", since.toMinutes(), since.toSecondsPart(), what));
  }
}
