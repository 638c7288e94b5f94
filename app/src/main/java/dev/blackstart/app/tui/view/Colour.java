package dev.blackstart.app.tui.view;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A colour as a theme names it; what a screen can show of it is the screen's affair. */
public sealed interface Colour {
  /** What the screen shows without being told. */
  enum Own implements Colour {
    DEFAULT
  }

  /**
   * One of the sixteen an operator sets in the terminal.
   *
   * @param index 0 to 7 as ECMA-48 orders them, 8 to 15 the bright ones
   */
  record Ansi(int index) implements Colour {}

  /** An exact one; parts 0 to 255. */
  record Rgb(int red, int green, int blue) implements Colour {}

  /** Names of the sixteen; {@code bright-} stands before those of the second eight. */
  List<String> NAMES =
      List.of("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white");

  /** The colour of 24 bits, red first. */
  static Rgb of(int rgb) {
    return new Rgb(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff);
  }

  /** Reads {@code #rrggbb}, {@code red}, {@code bright-red} or {@code default}. */
  static Optional<Colour> parse(String word) {
    String name = word.toLowerCase(Locale.ROOT);
    if (name.equals("default")) {
      return Optional.of(Own.DEFAULT);
    }
    if (name.matches("#[0-9a-f]{6}")) {
      return Optional.of(of(Integer.parseInt(name.substring(1), 16)));
    }
    boolean bright = name.startsWith("bright-");
    int index = NAMES.indexOf(bright ? name.substring("bright-".length()) : name);
    return index < 0 ? Optional.empty() : Optional.of(new Ansi(bright ? index + 8 : index));
  }
}
