package dev.blackstart.template.yaml;

/**
 * Where something stands in a text.
 *
 * @param file the name the text was read under, as the user knows it
 * @param line from 1
 * @param column from 1, in characters
 */
public record Mark(String file, int line, int column) {
  /** {@code file:line}, the form every message uses. */
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
