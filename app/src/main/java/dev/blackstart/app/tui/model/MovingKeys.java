package dev.blackstart.app.tui.model;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Keys that move about a page. */
final class MovingKeys {
  private MovingKeys() {}

  static List<Binding> all() {
    List<Binding> all = new ArrayList<>();
    all.addAll(along());
    all.addAll(across());
    return all;
  }

  private static List<Binding> along() {
    return List.of(
        along("down", List.of("j", "down"), "down", "One row on.", m -> Moving.by(m, 1)),
        along("up", List.of("k", "up"), "up", "One row back.", m -> Moving.by(m, -1)),
        along(
            "page-down",
            List.of("pgdn", "ctrl-d", "ctrl-f"),
            "page down",
            "A screen on.",
            m -> Moving.screen(m, 1)),
        along(
            "page-up",
            List.of("pgup", "ctrl-u", "ctrl-b"),
            "page up",
            "A screen back.",
            m -> Moving.screen(m, -1)),
        along("first", List.of("g", "home"), "first", "To the first row.", Moving::first),
        along(
            "last",
            List.of("G", "end"),
            "last",
            "To the last row; a log follows again.",
            Moving::last));
  }

  private static List<Binding> across() {
    return List.of(
        panels(
            "panel",
            List.of("tab"),
            "panel",
            "To the next panel or tab.",
            (m, which) -> Moving.panel(m, 1)),
        panels(
            "panel-back",
            List.of("shift-tab"),
            "panel back",
            "To the panel or tab before.",
            (m, which) -> Moving.panel(m, -1)),
        panels(
            "panel-number",
            List.of("1", "2", "3", "4", "5", "6", "7", "8", "9"),
            "panel 1-9",
            "To the panel or tab of that number.",
            Moving::to),
        sideways("left", "Towards the beginning of long lines.", Moving::notAside, -1),
        sideways("right", "Towards the end of long lines.", Moving::wrapped, 1),
        Binding.of(
            "wrap",
            List.of("z"),
            "wrap",
            "Wrap long lines, or cut them.",
            Rooms.TEXTS,
            Serving::wrap));
  }

  private static Binding along(
      String name,
      List<String> keys,
      String label,
      String help,
      Function<ScreenModel, Next> effect) {
    return Binding.of(name, keys, label, help, Rooms.EVERYWHERE, Moving::nowhere, effect);
  }

  private static Binding panels(
      String name,
      List<String> keys,
      String label,
      String help,
      BiFunction<ScreenModel, Integer, Next> effect) {
    return new Binding(
        name,
        new LinkedHashSet<>(keys),
        label,
        help,
        EnumSet.of(Page.Kind.RUN, Page.Kind.NODE),
        model -> Optional.empty(),
        effect);
  }

  private static Binding sideways(
      String name, String help, Function<ScreenModel, Optional<String>> disabled, int steps) {
    return Binding.of(
        name,
        List.of(name),
        name,
        help,
        Rooms.TEXTS,
        disabled,
        model -> Moving.aside(model, steps));
  }
}
