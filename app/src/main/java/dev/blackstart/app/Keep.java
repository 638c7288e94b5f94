package dev.blackstart.app;

import dev.blackstart.run.Event;
import dev.blackstart.world.World;
import java.util.Locale;
import java.util.Map;

/** How long a rehearsal's world stands when its run is over; one that can go on always stands. */
public enum Keep {
  NO,
  /** Until somebody ends it. */
  YES,
  /** So that a console can look into it; it is ended when the console is left. */
  SHOWN;

  private static final String OPTION = "keep";

  /** What a verb's options ask for. */
  public static Keep of(boolean asked, boolean byConsole) {
    return asked ? YES : byConsole ? SHOWN : NO;
  }

  /** What a run was begun with, as its journal says. */
  static Keep of(Map<String, String> options) {
    return switch (options.getOrDefault(OPTION, "")) {
      case "true" -> YES;
      case "shown" -> SHOWN;
      default -> NO;
    };
  }

  /** Whether a run that fails leaves its world standing: the live one, a kept or another's. */
  public static boolean outlives(World.Kind world, Map<String, String> options) {
    return world == World.Kind.LIVE
        || of(options) != NO
        || options.containsKey(RunOrder.IN_WORLD_OF);
  }

  void into(Map<String, String> options) {
    options.put(
        OPTION,
        switch (this) {
          case NO, YES -> String.valueOf(this == YES);
          case SHOWN -> name().toLowerCase(Locale.ROOT);
        });
  }

  /** Whether a world stands for nobody but a console that has gone. */
  static boolean isLeftOver(RunHistory.Past past) {
    return past.world().isPresent()
        && past.engine().isEmpty()
        && of(past.status().options()) == SHOWN
        && past.status()
            .ended()
            .filter(end -> end.outcome() != Event.Outcome.INTERRUPTED)
            .isPresent();
  }
}
