package dev.blackstart.app.tui.terminal;

import com.googlecode.lanterna.TextColor;
import dev.blackstart.app.tui.view.Colour;
import java.util.Locale;
import java.util.Map;

/** How many colours a terminal shows, and how a theme's colour is said to it. */
public enum ColourDepth {
  /** None: attributes alone. */
  NONE,
  SIXTEEN,
  INDEXED,
  TRUE;

  private static final TextColor.ANSI[] ANSI = {
    TextColor.ANSI.BLACK,
    TextColor.ANSI.RED,
    TextColor.ANSI.GREEN,
    TextColor.ANSI.YELLOW,
    TextColor.ANSI.BLUE,
    TextColor.ANSI.MAGENTA,
    TextColor.ANSI.CYAN,
    TextColor.ANSI.WHITE,
    TextColor.ANSI.BLACK_BRIGHT,
    TextColor.ANSI.RED_BRIGHT,
    TextColor.ANSI.GREEN_BRIGHT,
    TextColor.ANSI.YELLOW_BRIGHT,
    TextColor.ANSI.BLUE_BRIGHT,
    TextColor.ANSI.MAGENTA_BRIGHT,
    TextColor.ANSI.CYAN_BRIGHT,
    TextColor.ANSI.WHITE_BRIGHT
  };

  /** Hue sectors of 60 degrees from red on, as the terminal's colours. */
  private static final int[] HUES = {1, 3, 2, 6, 4, 5};

  /** Levels of the 6x6x6 cube of the 256 colours (xterm's). */
  private static final int[] CUBE = {0, 95, 135, 175, 215, 255};

  /** What an environment says of its terminal; {@code NO_COLOR} is obeyed when it is not empty. */
  public static ColourDepth of(Map<String, String> environment) {
    String direct = environment.getOrDefault("COLORTERM", "").toLowerCase(Locale.ROOT);
    String term = environment.getOrDefault("TERM", "");
    if (!environment.getOrDefault("NO_COLOR", "").isEmpty() || term.startsWith("vt1")) {
      return NONE;
    }
    // A terminal multiplexer hands COLORTERM on; screen does not understand what it promises.
    boolean screen = environment.containsKey("STY");
    boolean promised = direct.equals("truecolor") || direct.equals("24bit");
    if ((promised && !screen) || term.endsWith("-direct")) {
      return TRUE;
    }
    return term.contains("256") ? INDEXED : SIXTEEN;
  }

  /** The colour as this terminal is told it. */
  TextColor say(Colour colour) {
    return switch (colour) {
      case Colour.Own own -> TextColor.ANSI.DEFAULT;
      case Colour.Ansi(int index) -> this == NONE ? TextColor.ANSI.DEFAULT : ANSI[index];
      case Colour.Rgb rgb ->
          switch (this) {
            case NONE -> TextColor.ANSI.DEFAULT;
            case SIXTEEN -> ANSI[sixteen(rgb)];
            case INDEXED -> new TextColor.Indexed(indexed(rgb));
            case TRUE -> new TextColor.RGB(rgb.red(), rgb.green(), rgb.blue());
          };
    };
  }

  /** By hue, for the sixteen have no fixed values: a red stays red whatever the operator set. */
  static int sixteen(Colour.Rgb rgb) {
    int high = Math.max(rgb.red(), Math.max(rgb.green(), rgb.blue()));
    int low = Math.min(rgb.red(), Math.min(rgb.green(), rgb.blue()));
    int light = (high + low) / 2;
    if (high - low < 40) {
      return light < 48 ? 0 : light < 160 ? 8 : light < 216 ? 7 : 15;
    }
    double range = high - low;
    double sector;
    if (high == rgb.red()) {
      sector = (rgb.green() - rgb.blue()) / range;
    } else if (high == rgb.green()) {
      sector = 2 + (rgb.blue() - rgb.red()) / range;
    } else {
      sector = 4 + (rgb.red() - rgb.green()) / range;
    }
    int colour = HUES[Math.floorMod(Math.round((float) sector), 6)];
    return light >= 150 ? colour + 8 : colour;
  }

  /** The nearest of the 240 colours that every terminal has alike. */
  static int indexed(Colour.Rgb rgb) {
    int red = nearest(rgb.red());
    int green = nearest(rgb.green());
    int blue = nearest(rgb.blue());
    int cube = distance(rgb, CUBE[red], CUBE[green], CUBE[blue]);
    int mean = (rgb.red() + rgb.green() + rgb.blue()) / 3;
    int grey = Math.clamp(Math.round((mean - 8) / 10f), 0, 23);
    int level = 8 + 10 * grey;
    return distance(rgb, level, level, level) < cube
        ? 232 + grey
        : 16 + 36 * red + 6 * green + blue;
  }

  private static int nearest(int part) {
    int best = 0;
    for (int i = 1; i < CUBE.length; i++) {
      if (Math.abs(CUBE[i] - part) < Math.abs(CUBE[best] - part)) {
        best = i;
      }
    }
    return best;
  }

  private static int distance(Colour.Rgb rgb, int red, int green, int blue) {
    int r = rgb.red() - red;
    int g = rgb.green() - green;
    int b = rgb.blue() - blue;
    return r * r + g * g + b * b;
  }
}
