package dev.blackstart.app.tui.terminal;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import dev.blackstart.app.tui.view.Colour;
import dev.blackstart.app.tui.view.Columns;
import dev.blackstart.app.tui.view.Look;
import dev.blackstart.app.tui.view.Theme;
import dev.blackstart.app.tui.view.Tone;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;

/** A sheet's cells as Lanterna's, in one theme. Each is made once. */
final class Cells {
  /** Lanterna has no word for dim text; this one, which no terminal draws, carries it. */
  static final SGR DIM = SGR.FRAKTUR;

  /** Stand for glyphs whose width Lanterna takes for another: "geta", one that is wide, and one. */
  private static final String WIDE_STAND_IN = "\u3013";

  private static final String NARROW_STAND_IN = "\ufffd";

  private record Cell(int glyph, Tone tone, boolean chosen) {}

  private final Theme theme;
  private final ColourDepth depth;
  private final boolean covers;
  private final Map<Cell, TextCharacter> made = new HashMap<>();

  private Cells(Theme theme, ColourDepth depth, boolean covers) {
    this.theme = theme;
    this.depth = depth;
    this.covers = covers && depth != ColourDepth.NONE;
  }

  static Cells ofTerminal(Theme theme, ColourDepth depth) {
    return new Cells(theme, depth, theme.covers());
  }

  /** A window has no colours of its own. */
  static Cells ofWindow(Theme theme) {
    return new Cells(theme, ColourDepth.TRUE, true);
  }

  /** What is seen where nothing is written. */
  TextCharacter blank() {
    return of(' ', Tone.TEXT, false);
  }

  TextCharacter of(int glyph, Tone tone, boolean chosen) {
    return made.computeIfAbsent(new Cell(glyph, tone, chosen), this::make);
  }

  private TextCharacter make(Cell cell) {
    Look look = theme.look(cell.tone(), cell.chosen());
    EnumSet<SGR> styles = EnumSet.noneOf(SGR.class);
    look.styles().forEach(style -> styles.add(sgr(style)));
    TextColor ink = depth.say(covers && isOwn(look.foreground()) ? theme.ink() : look.foreground());
    TextColor paper =
        depth.say(covers && isOwn(look.background()) ? theme.paper() : look.background());
    if (covers && depth == ColourDepth.TRUE && styles.remove(DIM)) {
      ink = between(ink, paper);
    }
    if (cell.chosen() && fades(look)) {
      ink = TextColor.ANSI.DEFAULT;
      paper = TextColor.ANSI.DEFAULT;
      styles.add(SGR.REVERSE);
    }
    TextCharacter made =
        TextCharacter.fromString(Character.toString(cell.glyph()), ink, paper, styles)[0];
    int width = Columns.of(cell.glyph());
    if (made.isDoubleWidth() == (width == 2)) {
      return made;
    }
    return TextCharacter.fromString(
        width == 2 ? WIDE_STAND_IN : NARROW_STAND_IN, ink, paper, styles)[0];
  }

  /** Dim text where the colours are ours to the last. */
  private static TextColor between(TextColor ink, TextColor paper) {
    return new TextColor.RGB(
        (ink.getRed() + paper.getRed()) / 2,
        (ink.getGreen() + paper.getGreen()) / 2,
        (ink.getBlue() + paper.getBlue()) / 2);
  }

  /** A background that few colours cannot tell from its neighbours is shown by reversing. */
  private boolean fades(Look look) {
    return switch (depth) {
      case NONE, SIXTEEN -> look.background() instanceof Colour.Rgb || depth == ColourDepth.NONE;
      case INDEXED, TRUE -> false;
    };
  }

  private static boolean isOwn(Colour colour) {
    return colour == Colour.Own.DEFAULT;
  }

  private static SGR sgr(Look.Style style) {
    return switch (style) {
      case BOLD -> SGR.BOLD;
      case DIM -> DIM;
      case ITALIC -> SGR.ITALIC;
      case UNDERLINE -> SGR.UNDERLINE;
      case REVERSE -> SGR.REVERSE;
    };
  }
}
