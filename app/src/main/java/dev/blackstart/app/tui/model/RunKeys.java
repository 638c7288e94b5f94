package dev.blackstart.app.tui.model;

import java.util.List;

/** Keys that give the run in view orders. */
final class RunKeys {
  private RunKeys() {}

  static List<Binding> all() {
    return List.of(
        Binding.of(
            "retry",
            List.of("r"),
            "retry",
            "Go on with this run from what failed or stopped.",
            Rooms.OF_A_RUN,
            Acting::cannotRetry,
            Acting::retry),
        Binding.of(
            "pause",
            List.of("p"),
            "pause",
            "Stop the run after the current phase; r goes on.",
            Rooms.OF_A_RUN,
            Acting::cannotOrder,
            model -> Next.of(model, new Intent.Pause())),
        Binding.of(
            "more-time",
            List.of("+"),
            "more time",
            "Give the current phase five minutes more.",
            Rooms.OF_A_RUN,
            Acting::cannotOrder,
            Acting::moreTime));
  }
}
