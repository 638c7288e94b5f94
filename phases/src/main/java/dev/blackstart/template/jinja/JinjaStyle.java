package dev.blackstart.template.jinja;

/**
 * How white space around tags is treated, as {@code .minijinja.toml} can set it.
 *
 * @param trimBlocks whether the line break after a block or comment is dropped
 * @param lstripBlocks whether blanks before a block or comment that begins its line are dropped
 * @param keepTrailingNewline whether a line break at the very end of the template is kept
 */
public record JinjaStyle(boolean trimBlocks, boolean lstripBlocks, boolean keepTrailingNewline) {
  /** What minijinja does unless told otherwise: only the template's last line break is dropped. */
  public static final JinjaStyle DEFAULT = new JinjaStyle(false, false, false);
}
