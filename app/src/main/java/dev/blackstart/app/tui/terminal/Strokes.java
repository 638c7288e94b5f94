package dev.blackstart.app.tui.terminal;

import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import java.util.Map;
import java.util.Optional;

/** Lanterna's keys by the names of ours. */
final class Strokes {
  private static final Map<KeyType, String> NAMES =
      Map.ofEntries(
          Map.entry(KeyType.Escape, "esc"),
          Map.entry(KeyType.Enter, "enter"),
          Map.entry(KeyType.Tab, "tab"),
          Map.entry(KeyType.ReverseTab, "shift-tab"),
          Map.entry(KeyType.Backspace, "backspace"),
          Map.entry(KeyType.Delete, "delete"),
          Map.entry(KeyType.Insert, "insert"),
          Map.entry(KeyType.ArrowUp, "up"),
          Map.entry(KeyType.ArrowDown, "down"),
          Map.entry(KeyType.ArrowLeft, "left"),
          Map.entry(KeyType.ArrowRight, "right"),
          Map.entry(KeyType.Home, "home"),
          Map.entry(KeyType.End, "end"),
          Map.entry(KeyType.PageUp, "pgup"),
          Map.entry(KeyType.PageDown, "pgdn"));

  private Strokes() {}

  static Optional<String> name(KeyStroke stroke) {
    int modifiers =
        (stroke.isShiftDown() ? KeyNames.SHIFT : 0)
            | (stroke.isAltDown() ? KeyNames.ALT : 0)
            | (stroke.isCtrlDown() ? KeyNames.CTRL : 0);
    KeyType type = stroke.getKeyType();
    if (type == KeyType.Character) {
      return KeyNames.byCode(stroke.getCharacter(), modifiers);
    }
    if (type.name().matches("F\\d+")) {
      return Optional.of(KeyNames.with(modifiers, "f" + type.name().substring(1)));
    }
    return Optional.ofNullable(NAMES.get(type)).map(name -> KeyNames.with(modifiers, name));
  }
}
