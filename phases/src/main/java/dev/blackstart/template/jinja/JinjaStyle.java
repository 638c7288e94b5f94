package dev.blackstart.template.jinja;

/**
 * How white space around tags is treated and what is printed, as {@code .minijinja.toml} can set
 * it.
 *
 * @param trimBlocks whether the line break after a block or comment is dropped
 * @param lstripBlocks whether blanks before a block or comment that begins its line are dropped
 * @param keepTrailingNewline whether a line break at the very end of the template is kept
 * @param escape how printed values are written
 * @param syntax what begins and ends tags
 */
public record JinjaStyle(
    boolean trimBlocks,
    boolean lstripBlocks,
    boolean keepTrailingNewline,
    Escape escape,
    JinjaSyntax syntax) {
  /** How a value is printed that no filter {@code safe} ends. */
  public enum Escape {
    /** As it is. */
    NONE,
    /** As JSON: a text in quotes. */
    JSON,
    /** With HTML's own signs replaced. */
    HTML
  }

  /** What minijinja does unless told otherwise: only the template's last line break is dropped. */
  public static final JinjaStyle DEFAULT = new JinjaStyle(false, false, false);

  public JinjaStyle(boolean trimBlocks, boolean lstripBlocks, boolean keepTrailingNewline) {
    this(trimBlocks, lstripBlocks, keepTrailingNewline, Escape.NONE, JinjaSyntax.DEFAULT);
  }
}
