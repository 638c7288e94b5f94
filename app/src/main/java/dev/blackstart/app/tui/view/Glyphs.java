package dev.blackstart.app.tui.view;

/**
 * The signs of the screen: Unicode, or ASCII for a terminal or locale that cannot show them.
 *
 * @param more stands for what was cut off
 */
public record Glyphs(
    String done,
    String running,
    String waiting,
    String failed,
    String pending,
    String skipped,
    String across,
    String down,
    String cross,
    String full,
    String empty,
    String more) {

  public static final Glyphs UNICODE =
      new Glyphs("✔", "▶", "⧗", "✖", "·", "↷", "─", "│", "┴", "█", "░", "…");

  public static final Glyphs ASCII =
      new Glyphs("[ok]", "[>>]", "[..]", "[!!]", "[  ]", "[==]", "-", "|", "+", "#", ".", "~");

  /** Cells a sign of state takes. */
  public int width() {
    return Columns.of(done);
  }
}
