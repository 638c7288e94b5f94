package dev.blackstart.app.tui.model;

import dev.blackstart.app.tui.model.Page.Kind;
import java.util.EnumSet;
import java.util.List;

/** Keys of the opening: what can be begun with a cluster. */
final class ClusterKeys {
  private ClusterKeys() {}

  static List<Binding> all() {
    return List.of(
        Binding.of(
            "bootstrap",
            List.of("b"),
            "bootstrap",
            "Type the command that starts a real run.",
            Rooms.CLUSTERS,
            Acting::cannotStart,
            Acting::typeBootstrap),
        Binding.of(
            "rehearse",
            List.of("d"),
            "drill",
            "Rehearse against simulated nodes.",
            Rooms.CLUSTERS,
            Acting::cannotRehearse,
            Acting::rehearse),
        Binding.of(
            "resume",
            List.of("r"),
            "resume",
            "Go on with the unfinished run of this cluster.",
            Rooms.STOPPED,
            Resuming::cannotResume,
            Resuming::resume),
        Binding.of(
            "from",
            List.of("f"),
            "from...",
            "Choose the phase the run goes on from.",
            Rooms.STOPPED,
            Resuming::cannotResume,
            Resuming::chooseFrom),
        Binding.of(
            "start-over",
            List.of("x"),
            "start over",
            "Type the command that gives the run up.",
            Rooms.STOPPED,
            Resuming::cannotResume,
            Resuming::typeStartOver),
        Binding.of(
            "verify",
            List.of("v"),
            "verify",
            "Look which claims of the run hold now.",
            Rooms.STOPPED,
            Resuming::cannotVerify,
            Resuming::verify),
        Binding.of(
            "plan",
            List.of("p"),
            "plan",
            "What would run on this cluster.",
            Rooms.CLUSTERS,
            Looking::noCluster,
            Looking::plan),
        Binding.of(
            "report",
            List.of("R"),
            "report",
            "The report of the run under the cursor.",
            EnumSet.of(Kind.RUNS),
            Looking::noRow,
            Looking::report),
        Binding.of(
            "runs",
            List.of("h"),
            "history",
            "Earlier runs of this cluster.",
            Rooms.CLUSTERS,
            Looking::runs));
  }
}
