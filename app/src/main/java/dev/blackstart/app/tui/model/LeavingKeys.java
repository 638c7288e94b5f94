package dev.blackstart.app.tui.model;

import java.util.List;
import java.util.function.Function;

/** Keys that lead back and out, and that change the screen itself. */
final class LeavingKeys {
  private LeavingKeys() {}

  static List<Binding> all() {
    return List.of(
        Binding.of(
            "back",
            List.of("esc"),
            "back",
            "Clear search, then filter, then go back.",
            Rooms.EVERYWHERE,
            Moving::noWayBack,
            Moving::back),
        key(
            "quit",
            List.of("q", "ctrl-c"),
            "leave",
            "Leave; asks while a run is under way.",
            Acting::leave),
        key(
            "theme",
            List.of("t"),
            "theme",
            "The next theme.",
            m -> Next.of(m, new Intent.Theme("next"))),
        key(
            "mouse",
            List.of("m"),
            "mouse",
            "Clicks for us, or for the terminal.",
            m -> Serving.mouse(m, !m.habits().mouse())),
        key(
            "redraw",
            List.of("ctrl-r", "ctrl-l"),
            "redraw",
            "Draw the screen anew.",
            m -> Next.of(m, new Intent.Redraw())),
        key(
            "suspend",
            List.of("ctrl-z"),
            "suspend",
            "Back to the shell; fg returns.",
            m -> Next.of(m, new Intent.Suspend())));
  }

  private static Binding key(
      String name,
      List<String> keys,
      String label,
      String help,
      Function<ScreenModel, Next> effect) {
    return Binding.of(name, keys, label, help, Rooms.EVERYWHERE, effect);
  }
}
