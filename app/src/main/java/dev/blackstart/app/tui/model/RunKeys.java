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
            "Go on from what failed or stopped.",
            Rooms.OF_A_RUN,
            Acting::cannotRetry,
            Acting::retry),
        Binding.of(
            "pause",
            List.of("p"),
            "pause",
            "Stop after this phase; retry goes on.",
            Rooms.OF_A_RUN,
            Acting::cannotOrder,
            model -> Next.of(model, new Intent.Pause())),
        Binding.of(
            "more-time",
            List.of("+"),
            "more time",
            "Five minutes more for the current phase.",
            Rooms.OF_A_RUN,
            Acting::cannotOrder,
            Acting::moreTime),
        Binding.of(
            "before",
            List.of("<"),
            "before",
            "Of several in turn, the one before.",
            Rooms.OF_A_RUN,
            Turning::cannotGoBack,
            Turning::back),
        Binding.of(
            "after",
            List.of(">"),
            "after",
            "Of several in turn, the one after.",
            Rooms.OF_A_RUN,
            Turning::cannotGoOn,
            Turning::on));
  }
}
