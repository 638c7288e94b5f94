package dev.blackstart.app.tui.view;

import dev.blackstart.run.PhaseStatus;
import java.util.List;

/**
 * The signs of the screen: Unicode, or ASCII for a terminal or locale that cannot show them.
 *
 * <p>Each takes one cell, and the usual monospaced fonts have it; they have no hourglass (U+29D7).
 *
 * @param states signs beside a word, in the order of {@link PhaseStatus}, and last the one for
 *     somebody who is waited for
 * @param marks one cell each, for where a column is all there is
 * @param more stands for what was cut off
 * @param corners of a box: above left and right, below left and right
 */
public record Glyphs(
    List<String> states,
    List<String> marks,
    String across,
    String down,
    String meet,
    String full,
    String empty,
    String dot,
    String more,
    List<String> corners) {
  private static final int WAITS = PhaseStatus.values().length;

  public static final Glyphs UNICODE =
      new Glyphs(
          List.of("·", "▶", "✔", "✔", "✖", "◔"),
          List.of("·", "▶", "✔", "✔", "✖", "◔"),
          "─",
          "│",
          "┴",
          "█",
          "░",
          "·",
          "…",
          List.of("┌", "┐", "└", "┘"));

  public static final Glyphs ASCII =
      new Glyphs(
          List.of("[  ]", "[>>]", "[ok]", "[ok]", "[!!]", "[..]"),
          List.of(".", ">", "+", "+", "!", "~"),
          "-",
          "|",
          "+",
          "#",
          ".",
          "-",
          "~",
          List.of("+", "+", "+", "+"));

  /** The sign of a phase's state. */
  public String state(PhaseStatus status) {
    return states.get(status.ordinal());
  }

  /** The sign of somebody who is waited for. */
  public String waits() {
    return states.get(WAITS);
  }

  /** The same in one cell. */
  public String mark(PhaseStatus status) {
    return marks.get(status.ordinal());
  }

  /** The same in one cell. */
  public String waitsMark() {
    return marks.get(WAITS);
  }

  /** Cells a sign of state takes. */
  public int width() {
    return Columns.of(states.get(0));
  }
}
