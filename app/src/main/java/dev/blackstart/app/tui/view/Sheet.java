package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.Shown;
import dev.blackstart.app.tui.model.Spot;
import java.util.Arrays;
import java.util.Optional;

/**
 * One frame: a grid of cells, each with a glyph and what it means. Views write here and know no
 * terminal; a test reads it as text.
 */
public final class Sheet {
  /** The right half of a wide glyph. */
  public static final int NOTHING = 0;

  private final Area area;
  private final Glyphs signs;
  private final int[] glyphs;
  private final Tone[] tones;
  private final boolean[] chosen;
  private final Spot[] spots;
  private Shown shown = Shown.NOTHING;

  public Sheet(Area area, Glyphs signs) {
    this.area = area;
    this.signs = signs;
    int cells = area.columns() * area.rows();
    glyphs = new int[cells];
    tones = new Tone[cells];
    chosen = new boolean[cells];
    spots = new Spot[cells];
    Arrays.fill(glyphs, ' ');
    Arrays.fill(tones, Tone.TEXT);
  }

  public Area area() {
    return area;
  }

  /** The signs this screen can show. */
  public Glyphs signs() {
    return signs;
  }

  /** The whole of it, to be written to. */
  public Pane pane() {
    return new Pane(this, 0, 0, area);
  }

  /** The code point of a cell; 0 for the right half of a wide one. */
  public int glyph(int column, int row) {
    return glyphs[row * area.columns() + column];
  }

  public Tone tone(int column, int row) {
    return tones[row * area.columns() + column];
  }

  /** Whether the cell belongs to what the cursor is on. */
  public boolean chosen(int column, int row) {
    return chosen[row * area.columns() + column];
  }

  /** What the mouse finds at a place; nothing where nothing is to be had, or outside. */
  public Optional<Spot> spot(int column, int row) {
    boolean inside = column >= 0 && column < area.columns() && row >= 0 && row < area.rows();
    return inside ? Optional.ofNullable(spots[row * area.columns() + column]) : Optional.empty();
  }

  /** Which part of the list, text or question the cursor is in can be seen. */
  public Shown shown() {
    return shown;
  }

  void shows(Shown part) {
    shown = part;
  }

  void spot(int column, int row, Spot spot) {
    spots[row * area.columns() + column] = spot;
  }

  void set(int column, int row, int glyph, Tone tone) {
    int cell = row * area.columns() + column;
    glyphs[cell] = glyph;
    tones[cell] = tone;
    chosen[cell] = false;
  }

  void choose(int column, int row) {
    chosen[row * area.columns() + column] = true;
  }

  /** A row as text, without the blanks at its end. */
  public String row(int row) {
    StringBuilder out = new StringBuilder();
    for (int column = 0; column < area.columns(); column++) {
      int glyph = glyph(column, row);
      if (glyph != NOTHING) {
        out.appendCodePoint(glyph);
      }
    }
    return out.toString().stripTrailing();
  }

  /** All rows as text, each with a line feed. */
  public String text() {
    StringBuilder out = new StringBuilder();
    for (int row = 0; row < area.rows(); row++) {
      out.append(row(row)).append('\n');
    }
    return out.toString();
  }
}
