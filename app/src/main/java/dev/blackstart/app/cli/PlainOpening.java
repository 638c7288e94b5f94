package dev.blackstart.app.cli;

import dev.blackstart.app.OperatorFiles;
import dev.blackstart.app.RunHistory;
import dev.blackstart.app.plain.Harmless;
import dev.blackstart.app.plain.PlanText;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.run.Event;
import dev.blackstart.run.PhaseStatus;
import dev.blackstart.run.RunStatus;
import dev.blackstart.world.Failure;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the console opens on, as lines: the clusters, their nodes, and what can go on. */
final class PlainOpening {
  private final SharedOptions shared;

  PlainOpening(SharedOptions shared) {
    this.shared = shared;
  }

  int print() {
    OperatorFiles files = shared.files();
    List<ClusterSpec> clusters = files.everyCluster();
    RunHistory.Known history = new RunHistory(shared.state()).known();
    List<RunHistory.Past> runs = history.runs();
    clusters.forEach(spec -> print(spec, runs));
    for (Failure damaged : history.damaged()) {
      say("warning  " + damaged.what());
      say("  " + damaged.remedy());
    }
    say("next: blackstart rehearse, plan or bootstrap; blackstart --help lists the verbs");
    return ExitCodes.DONE;
  }

  private void print(ClusterSpec spec, List<RunHistory.Past> runs) {
    say(
        "cluster "
            + spec.name()
            + ": "
            + spec.controlPlanes().size()
            + " control planes, "
            + spec.workers().size()
            + " workers");
    PlanText.nodes(spec.nodes()).forEach(line -> say("  " + line));
    List<RunHistory.Past> own =
        runs.stream().filter(past -> past.found().cluster().equals(spec.name())).toList();
    if (own.isEmpty()) {
      say("  no run yet");
    } else {
      print(own.getLast());
      own.stream()
          .filter(RunHistory.Past::resumable)
          .forEach(past -> Resumable.print(past, shared.state()));
    }
    for (Finding finding : spec.findings()) {
      if (finding.level() != Finding.Level.INFO) {
        String level = finding.level().name().toLowerCase(Locale.ROOT);
        say("  " + level + "  " + finding.at() + ": " + finding.what());
        say("    " + finding.remedy());
      }
    }
  }

  private static void print(RunHistory.Past past) {
    RunStatus status = past.status();
    String state = status.ended().map(PlainOpening::ended).orElse("was cut off");
    long held = status.phases().values().stream().filter(PhaseStatus::holds).count();
    String where =
        status.phases().entrySet().stream()
            .filter(phase -> !phase.getValue().holds())
            .findFirst()
            .map(Map.Entry::getKey)
            .map(phase -> ", next is " + phase)
            .orElse("");
    say(
        "  last run "
            + past.found().run()
            + " ("
            + status.world().name().toLowerCase(Locale.ROOT)
            + ") "
            + (past.engine().isPresent() ? "is under way" : state)
            + ": "
            + held
            + " of "
            + status.phases().size()
            + " phases held"
            + where);
  }

  private static String ended(Event.RunEnded end) {
    return end.outcome().name().toLowerCase(Locale.ROOT)
        + end.verdict().map(word -> ", verdict " + word).orElse("");
  }

  private static void say(String line) {
    System.out.println(Harmless.text(line, false));
  }
}
