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
            "Go on with the unfinished run.",
            EnumSet.of(Kind.CLUSTERS, Kind.RUNS),
            Acting::cannotResume,
            Acting::resume),
        Binding.of(
            "runs",
            List.of("h"),
            "history",
            "Earlier runs of this cluster.",
            Rooms.CLUSTERS,
            Looking::runs));
  }
}
