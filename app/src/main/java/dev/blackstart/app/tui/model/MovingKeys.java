package dev.blackstart.app.tui.model;

import java.util.List;
import java.util.function.Function;

/** Keys that move about a page. */
final class MovingKeys {
  private MovingKeys() {}

  static List<Binding> all() {
    return List.of(
        key("down", List.of("j", "down"), "down", "One row on.", m -> Moving.by(m, 1)),
        key("up", List.of("k", "up"), "up", "One row back.", m -> Moving.by(m, -1)),
        key(
            "page-down",
            List.of("pgdn", "ctrl-d", "ctrl-f"),
            "page down",
            "A screen on.",
            m -> Moving.by(m, Moving.page(m))),
        key(
            "page-up",
            List.of("pgup", "ctrl-u", "ctrl-b"),
            "page up",
            "A screen back.",
            m -> Moving.by(m, -Moving.page(m))),
        key("first", List.of("g", "home"), "first", "To the first row.", Moving::first),
        key(
            "last",
            List.of("G", "end"),
            "last",
            "To the last row; a text follows its end.",
            Moving::last),
        key(
            "panel",
            List.of("tab", "shift-tab", "1", "2"),
            "panel",
            "To the other panel.",
            Moving::panel));
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
