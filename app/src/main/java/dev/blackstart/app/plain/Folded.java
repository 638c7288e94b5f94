package dev.blackstart.app.plain;

import java.util.ArrayList;
import java.util.List;

/** A long line on several, broken at blanks; the later ones are indented further. */
final class Folded {
  private static final String FURTHER = "  ";

  private Folded() {}

  static List<String> lines(String line, int width) {
    String indent = line.substring(0, line.length() - line.stripLeading().length());
    return lines(line, width, indent + FURTHER);
  }

  /** A row of a table whose last column is too long for the width. */
  static List<String> row(String line, int width, int column) {
    return line.length() <= width
        ? List.of(line)
        : lines(line.stripTrailing(), width, " ".repeat(column));
  }

  private static List<String> lines(String line, int width, String further) {
    String indent = line.substring(0, line.length() - line.stripLeading().length());
    List<String> lines = new ArrayList<>();
    StringBuilder current = new StringBuilder(indent);
    boolean empty = true;
    for (String word : line.strip().split(" ")) {
      if (!empty && current.length() + 1 + word.length() > width) {
        lines.add(current.toString());
        current = new StringBuilder(further);
        empty = true;
      }
      current.append(empty ? "" : " ").append(word);
      empty = false;
    }
    lines.add(current.toString());
    return lines;
  }
}
