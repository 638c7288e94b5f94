package dev.blackstart.app.tui.terminal;

import java.util.Map;
import java.util.Optional;

/**
 * Names of keys as {@link dev.blackstart.app.tui.model.Key} has them, from what terminals send
 * (xterm's control sequences, "PC-Style Function Keys", and the ways of rxvt, the Linux console and
 * the kitty keyboard protocol where they differ).
 */
final class KeyNames {
  static final int SHIFT = 1;
  static final int ALT = 2;
  static final int CTRL = 4;

  /** Final letters of {@code CSI} and {@code SS3} sequences. */
  private static final Map<Character, String> BY_LETTER =
      Map.ofEntries(
          Map.entry('A', "up"),
          Map.entry('B', "down"),
          Map.entry('C', "right"),
          Map.entry('D', "left"),
          Map.entry('H', "home"),
          Map.entry('F', "end"),
          Map.entry('P', "f1"),
          Map.entry('Q', "f2"),
          Map.entry('R', "f3"),
          Map.entry('S', "f4"),
          Map.entry('M', "enter"),
          Map.entry('Z', "shift-tab"));

  /** Numbers before a {@code ~}. */
  private static final Map<Integer, String> BY_NUMBER =
      Map.ofEntries(
          Map.entry(1, "home"),
          Map.entry(2, "insert"),
          Map.entry(3, "delete"),
          Map.entry(4, "end"),
          Map.entry(5, "pgup"),
          Map.entry(6, "pgdn"),
          Map.entry(7, "home"),
          Map.entry(8, "end"),
          Map.entry(11, "f1"),
          Map.entry(12, "f2"),
          Map.entry(13, "f3"),
          Map.entry(14, "f4"),
          Map.entry(15, "f5"),
          Map.entry(17, "f6"),
          Map.entry(18, "f7"),
          Map.entry(19, "f8"),
          Map.entry(20, "f9"),
          Map.entry(21, "f10"),
          Map.entry(23, "f11"),
          Map.entry(24, "f12"));

  private KeyNames() {}

  static Optional<String> byLetter(char letter, int modifiers) {
    return Optional.ofNullable(BY_LETTER.get(letter)).map(name -> with(modifiers, name));
  }

  static Optional<String> byNumber(int number, int modifiers) {
    return Optional.ofNullable(BY_NUMBER.get(number)).map(name -> with(modifiers, name));
  }

  /** A character, with the modifiers a terminal reports beside it. */
  static Optional<String> byCode(int code, int modifiers) {
    boolean cased = Character.isUpperCase(Character.toUpperCase(code)) && (modifiers & SHIFT) != 0;
    return character(cased ? Character.toUpperCase(code) : code)
        .map(
            name ->
                with(
                    name.codePointCount(0, name.length()) == 1 ? modifiers & ~SHIFT : modifiers,
                    name));
  }

  /** One character as it comes, control characters included; empty for what no key sends. */
  static Optional<String> character(int code) {
    return switch (code) {
      case 0 -> Optional.of("ctrl-space");
      case '\b', 0x7f -> Optional.of("backspace");
      case '\t' -> Optional.of("tab");
      case '\r' -> Optional.of("enter");
      case 0x1b -> Optional.of("esc");
      case ' ' -> Optional.of("space");
      default -> {
        if (code < ' ') {
          yield Optional.of("ctrl-" + Character.toString(code < 0x1b ? code | 0x60 : code | 0x40));
        }
        yield (code >= 0x80 && code < 0xa0) || !Character.isDefined(code)
            ? Optional.empty()
            : Optional.of(Character.toString(code));
      }
    };
  }

  /** A key that was pressed with Alt. */
  static String alt(String name) {
    return with(ALT, name);
  }

  static String with(int modifiers, String name) {
    boolean ctrl = (modifiers & CTRL) != 0;
    boolean shift = (modifiers & SHIFT) != 0;
    String bare = name;
    if (bare.startsWith("ctrl-") && bare.length() > 5) {
      ctrl = true;
      bare = bare.substring(5);
    }
    if (bare.startsWith("shift-") || (shift && bare.equals("tab"))) {
      shift = true;
      bare = "tab";
    }
    return (ctrl ? "ctrl-" : "")
        + ((modifiers & ALT) != 0 ? "alt-" : "")
        + (shift ? "shift-" : "")
        + bare;
  }
}
