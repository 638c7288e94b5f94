package dev.blackstart.app.look;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The last few lines of a log: one line alone may stand there many times. */
final class Passage {
  private static final int LINES = 20;

  private final List<String> lines = new ArrayList<>();

  void add(String line) {
    lines.add(line);
    if (lines.size() > LINES) {
      lines.removeFirst();
    }
  }

  /**
   * What comes after this passage in a piece of the log; all of it when it does not stand there.
   */
  List<String> after(List<String> piece) {
    int at = lines.isEmpty() ? -1 : Collections.lastIndexOfSubList(piece, lines);
    return at < 0 ? piece : piece.subList(at + lines.size(), piece.size());
  }

  /** Whether this one ends with the lines of another. */
  boolean endsWith(Passage other) {
    int from = lines.size() - other.lines.size();
    return from >= 0 && lines.subList(from, lines.size()).equals(other.lines);
  }
}
