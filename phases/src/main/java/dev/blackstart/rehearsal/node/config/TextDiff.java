package dev.blackstart.rehearsal.node.config;

import java.util.ArrayList;
import java.util.List;

/** Two texts line by line, as a unified diff with three lines around each change. */
final class TextDiff {
  private static final int CONTEXT = 3;

  /** Lines of both sides that may differ before they are no longer matched with each other. */
  private static final int LARGEST = 4000;

  private final List<String> before;
  private final List<String> after;
  private final List<Line> lines = new ArrayList<>();

  /** A line with what became of it: {@code ' '}, {@code '-'} or {@code '+'}. */
  private record Line(char mark, String text) {}

  private TextDiff(String before, String after) {
    this.before = before.lines().toList();
    this.after = after.lines().toList();
  }

  /** Empty when they are the same. */
  static String of(String before, String after) {
    return before.equals(after) ? "" : new TextDiff(before, after).text();
  }

  private String text() {
    int start = 0;
    while (start < before.size()
        && start < after.size()
        && before.get(start).equals(after.get(start))) {
      start++;
    }
    int end = 0;
    while (end < before.size() - start
        && end < after.size() - start
        && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
      end++;
    }
    before.subList(0, start).forEach(line -> lines.add(new Line(' ', line)));
    middle(before.subList(start, before.size() - end), after.subList(start, after.size() - end));
    before.subList(before.size() - end, before.size()).forEach(l -> lines.add(new Line(' ', l)));
    return hunks();
  }

  /** The longest common subsequence stays. */
  private void middle(List<String> old, List<String> young) {
    if (old.size() > LARGEST || young.size() > LARGEST) {
      old.forEach(line -> lines.add(new Line('-', line)));
      young.forEach(line -> lines.add(new Line('+', line)));
      return;
    }
    int[][] common = new int[old.size() + 1][young.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = young.size() - 1; j >= 0; j--) {
        common[i][j] =
            old.get(i).equals(young.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    int i = 0;
    int j = 0;
    while (i < old.size() || j < young.size()) {
      if (i < old.size() && j < young.size() && old.get(i).equals(young.get(j))) {
        lines.add(new Line(' ', old.get(i++)));
        j++;
      } else if (j == young.size() || i < old.size() && common[i + 1][j] >= common[i][j + 1]) {
        lines.add(new Line('-', old.get(i++)));
      } else {
        lines.add(new Line('+', young.get(j++)));
      }
    }
  }

  private String hunks() {
    StringBuilder text = new StringBuilder("--- a\n+++ b\n");
    int at = 0;
    while (at < lines.size()) {
      while (at < lines.size() && lines.get(at).mark() == ' ') {
        at++;
      }
      if (at == lines.size()) {
        break;
      }
      int from = Math.max(0, at - CONTEXT);
      int quiet = 0;
      int to = at;
      while (to < lines.size() && quiet <= 2 * CONTEXT) {
        quiet = lines.get(to++).mark() == ' ' ? quiet + 1 : 0;
      }
      to -= Math.max(0, quiet - CONTEXT);
      hunk(text, from, to);
      at = to;
    }
    return text.toString();
  }

  private void hunk(StringBuilder text, int from, int to) {
    List<Line> shown = lines.subList(from, to);
    long old = shown.stream().filter(line -> line.mark() != '+').count();
    long young = shown.stream().filter(line -> line.mark() != '-').count();
    text.append(
        String.format(
            "@@ -%d,%d +%d,%d @@\n", first(from, '+', old), old, first(from, '-', young), young));
    shown.forEach(line -> text.append(line.mark()).append(line.text()).append('\n'));
  }

  /** Number of the first line of one side; of a side that shows none, the line before. */
  private long first(int from, char others, long count) {
    long before = lines.subList(0, from).stream().filter(line -> line.mark() != others).count();
    return count == 0 ? before : before + 1;
  }
}
