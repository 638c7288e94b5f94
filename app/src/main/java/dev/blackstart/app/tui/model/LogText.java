package dev.blackstart.app.tui.model;

import dev.blackstart.app.look.Weight;
import java.util.Optional;

/** A log as a text. */
final class LogText implements Text {
  private final LogTail tail;
  private final LogTail.Matches matches;
  private final boolean speakers;

  /**
   * @param speakers whether it says when and by whom each line was said
   */
  LogText(LogTail tail, Filter filter, boolean speakers) {
    this.tail = tail;
    this.speakers = speakers;
    matches = tail.matches(filter);
  }

  @Override
  public int size() {
    return matches.size();
  }

  @Override
  public int all() {
    return tail.size();
  }

  @Override
  public TextLine line(int index) {
    int at = matches.index(index);
    LogLine line = tail.line(at);
    return new TextLine(
        tail.dropped() + at,
        "",
        0,
        line.text(),
        weight(line.weight()),
        false,
        false,
        Optional.empty(),
        Optional.empty(),
        speakers ? Optional.of(line) : Optional.empty());
  }

  @Override
  public int at(long number) {
    int low = 0;
    int high = size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (tail.dropped() + matches.index(middle) < number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static Weight weight(LogLine.Weight weight) {
    return switch (weight) {
      case PLAIN -> Weight.PLAIN;
      case GOOD -> Weight.GOOD;
      case WAITS -> Weight.WAITS;
      case BAD -> Weight.BAD;
    };
  }
}
