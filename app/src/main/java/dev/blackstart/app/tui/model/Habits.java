package dev.blackstart.app.tui.model;

import java.util.List;

/**
 * How the operator wants to be served.
 *
 * @param mouse whether clicks come to us
 * @param wraps whether long lines of a text go on in the next row
 * @param themes names that can be asked for
 */
public record Habits(Keymap keymap, boolean mouse, boolean wraps, List<String> themes) {
  public static final Habits OURS = new Habits(Keymap.OURS, false, false, List.of());

  Habits mouse(boolean on) {
    return new Habits(keymap, on, wraps, themes);
  }

  Habits wraps(boolean on) {
    return new Habits(keymap, mouse, on, themes);
  }
}
