package dev.blackstart.app.tui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

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

  private final List<Piece> pieces;
  private final List<LogLine> last;
  private final long dropped;

  private LogTail(List<Piece> pieces, List<LogLine> last, long dropped) {
    this.pieces = pieces;
    this.last = last;
    this.dropped = dropped;
  }

  /** Lines that stay together; remembers which of them the last filter let through. */
  private static final class Piece {
    private final List<LogLine> lines;
    private String asked = "";
    private int[] found = IntStream.range(0, PIECE).toArray();

    Piece(List<LogLine> lines) {
      this.lines = lines;
    }

    synchronized int[] matches(Filter filter) {
      if (!filter.text().equals(asked)) {
        found = LogTail.matches(lines, filter);
        asked = filter.text();
      }
      return found;
    }
  }

  /** Which lines a filter lets through. */
  static final class Matches {
    private final int[][] found;
    private final int[] before;

    private Matches(int[][] found) {
      this.found = found;
      before = new int[found.length + 1];
      for (int i = 0; i < found.length; i++) {
        before[i + 1] = before[i] + found[i].length;
      }
    }

    int size() {
      return before[found.length];
    }

    /** Index in the tail of the line that is the so manieth to get through. */
    int index(int which) {
      int low = 0;
      int high = found.length - 1;
      while (low < high) {
        int middle = (low + high + 1) >>> 1;
        if (before[middle] <= which) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      return low * PIECE + found[low][which - before[low]];
    }
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
        ? pieces.get(piece).lines.get(index % PIECE)
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

  /** Which lines a filter lets through, by speaker and words. */
  Matches matches(Filter filter) {
    int[][] found = new int[pieces.size() + 1][];
    for (int i = 0; i < pieces.size(); i++) {
      found[i] = pieces.get(i).matches(filter);
    }
    found[pieces.size()] = matches(last, filter);
    return new Matches(found);
  }

  private static int[] matches(List<LogLine> lines, Filter filter) {
    return IntStream.range(0, lines.size())
        .filter(i -> filter.isAll() || filter.matches(words(lines.get(i))))
        .toArray();
  }

  private static String words(LogLine line) {
    return line.source() + " " + line.text();
  }

  /** This tail and one line more. */
  public LogTail with(LogLine line) {
    List<LogLine> grown = new ArrayList<>(last.size() + 1);
    grown.addAll(last);
    grown.add(line);
    if (grown.size() < PIECE) {
      return new LogTail(pieces, grown, dropped);
    }
    List<Piece> all = new ArrayList<>(pieces);
    all.add(new Piece(grown));
    boolean full = all.size() * PIECE > MOST;
    return new LogTail(
        full ? List.copyOf(all.subList(1, all.size())) : all,
        List.of(),
        full ? dropped + PIECE : dropped);
  }
}
