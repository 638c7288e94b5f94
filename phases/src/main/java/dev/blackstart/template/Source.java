package dev.blackstart.template;

import dev.blackstart.template.yaml.Mark;

/**
 * A template's text under its name; knows the line of each position.
 *
 * @param text the whole text
 * @param file the name problems give, as the user knows it
 */
public record Source(String text, String file) {
  /** The place of a position, counted from 0 in characters. */
  public Mark mark(int position) {
    String before = text.substring(0, Math.min(position, text.length()));
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    return new Mark(file, line, before.length() - before.lastIndexOf('\n'));
  }

  /** A problem at a position. */
  public TemplateProblem problem(int position, String what) {
    return new TemplateProblem(mark(position), what);
  }
}
