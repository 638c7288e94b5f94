package dev.blackstart.app.tui.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The newest lines of a log, at most {@value #MOST} and a little. Immutable; adding a line copies a
 * small piece only, so that a burst costs little.
 */
public final class LogTail {
  /** Lines that are kept. */
  public static final int MOST = 50_000;

  private static final int PIECE = 256;

  /** No lines. */
  public static final LogTail EMPTY = new LogTail(List.of(), List.of(), 0);

  private final List<List<LogLine>> pieces;
  private final List<LogLine> last;
  private final long dropped;

  private LogTail(List<List<LogLine>> pieces, List<LogLine> last, long dropped) {
    this.pieces = pieces;
    this.last = last;
    this.dropped = dropped;
  }

  public int size() {
    return pieces.size() * PIECE + last.size();
  }

  /** Lines that were kept once and are no more. */
  public long dropped() {
    return dropped;
  }

  /** The line of an index, 0 is the oldest kept. */
  public LogLine line(int index) {
    int piece = index / PIECE;
    return piece < pieces.size()
        ? pieces.get(piece).get(index % PIECE)
        : last.get(index - pieces.size() * PIECE);
  }

  /** The newest lines, oldest of them first. */
  public List<LogLine> newest(int count) {
    List<LogLine> lines = new ArrayList<>();
    for (int i = Math.max(0, size() - count); i < size(); i++) {
      lines.add(line(i));
    }
    return lines;
  }

  /** This tail and one line more. */
  public LogTail with(LogLine line) {
    List<LogLine> grown = new ArrayList<>(last.size() + 1);
    grown.addAll(last);
    grown.add(line);
    if (grown.size() < PIECE) {
      return new LogTail(pieces, grown, dropped);
    }
    List<List<LogLine>> all = new ArrayList<>(pieces);
    all.add(grown);
    boolean full = all.size() * PIECE > MOST;
    return new LogTail(
        full ? List.copyOf(all.subList(1, all.size())) : all,
        List.of(),
        full ? dropped + PIECE : dropped);
  }
}
