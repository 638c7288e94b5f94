package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.Binding;
import dev.blackstart.app.tui.model.ScreenModel;
import dev.blackstart.app.tui.model.Spot;
import java.util.List;
import java.util.stream.Stream;

/** The keys that help with what is being looked at, as far as they can be used now. */
final class KeyHints {
  private KeyHints() {}

  /** Whether any of these can be used. */
  static boolean any(ScreenModel model, String... names) {
    return !usable(model, names).isEmpty();
  }

  /** Those of these keys that can be used. */
  static void paint(ScreenModel model, Pen pen, String... names) {
    for (Binding binding : usable(model, names)) {
      int from = pen.column();
      pen.put(binding.shown(), Tone.KEY).put(" " + binding.label(), Tone.TEXT);
      pen.spot(from, new Spot.Shortcut(binding.shown())).put("  ", Tone.TEXT);
    }
  }

  private static List<Binding> usable(ScreenModel model, String... names) {
    List<Binding> here = model.habits().keymap().on(model.page().kind());
    return Stream.of(names)
        .flatMap(name -> here.stream().filter(each -> each.name().equals(name)))
        .filter(binding -> binding.because(model).isEmpty())
        .toList();
  }
}
