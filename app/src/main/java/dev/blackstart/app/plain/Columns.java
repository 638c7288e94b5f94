package dev.blackstart.app.plain;

import dev.blackstart.world.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text column of a line: wrapped below itself, or cut to one line.
 *
 * @param head what stands before it, perhaps in colours
 * @param indent columns the head takes
 * @param width columns of the whole line
 */
record Columns(String head, int indent, int width) {
  /** More than this many reasons in one line are counted, not listed. */
  private static final int REASONS = 3;

  /** The word a program has for a reason, before it explains itself. */
  private static final Pattern WORD = Pattern.compile("^([A-Z][A-Za-z]+): ");

  /** Less room than this says nothing of a reason. */
  private static final int LEAST = 24;

  /** The text on as many lines as it takes; a word longer than the column keeps its length. */
  List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    String before = head;
    for (String part : text.split("\n")) {
      StringBuilder line = new StringBuilder();
      for (String word : part.split(" ")) {
        if (line.length() > 0 && indent + line.length() + 1 + word.length() > width) {
          lines.add(before + line);
          before = " ".repeat(indent);
          line.setLength(0);
        }
        line.append(line.length() > 0 ? " " : "").append(word);
      }
      lines.add(before + line);
      before = " ".repeat(indent);
    }
    return lines;
  }

  /**
   * One line of who is waited for: of those who have to change themselves the first few with their
   * reasons, as far as there is room, and the number of the others.
   */
  String fitting(String count, List<Waiting> waiting) {
    List<Waiting> roots = waiting.stream().filter(Waiting::isRoot).toList();
    List<Waiting> named = roots.isEmpty() ? waiting : roots;
    StringBuilder text = new StringBuilder(count);
    int shown = 0;
    for (Waiting one : named.subList(0, Math.min(REASONS, named.size()))) {
      String gap = shown > 0 ? "; " : count.isEmpty() ? "" : "  ";
      int others = waiting.size() - shown - 1;
      String rest = others > 0 ? "; and " + others + " more" : "";
      int room = width - indent - text.length() - gap.length() - rest.length();
      String said = one.toString().replace('\n', ' ');
      said = said.length() > room ? shortest(one) : said;
      if (shown > 0 && said.length() > room) {
        break;
      }
      text.append(gap).append(cut(said, Math.max(LEAST, room)));
      shown++;
    }
    int others = waiting.size() - shown;
    return head + text + (others > 0 ? "; and " + others + " more" : "");
  }

  /** A reason's first words, such as {@code BuildFailed} without what did not build. */
  private static String shortest(Waiting waiting) {
    String reason = waiting.reason().replace('\n', ' ');
    Matcher word = WORD.matcher(reason);
    return new Waiting(waiting.who(), word.find() ? word.group(1) : reason).toString();
  }

  private static String cut(String text, int room) {
    return text.length() <= room ? text : text.substring(0, room - 1).stripTrailing() + "…";
  }
}
