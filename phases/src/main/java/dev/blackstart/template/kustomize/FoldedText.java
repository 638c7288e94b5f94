package dev.blackstart.template.kustomize;

import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of a folded scalar ({@code >}) in a build: kustomize writes every object as YAML and
 * reads it again, and the writer of yaml.v3 gives a folded text more line breaks than it had where
 * a line is indented deeper than the one before. Flux applies the outcome, so it is ours too.
 */
final class FoldedText {
  private FoldedText() {}

  /** The text after it was written folded and read again. */
  static String again(String text) {
    boolean quotedInstead = text.isEmpty() || text.contains(" \n") || text.endsWith(" ");
    return quotedInstead || text.indexOf('\n') < 0 ? text : read(lines(text), chomping(text));
  }

  private enum Chomping {
    STRIP,
    CLIP,
    KEEP
  }

  private static Chomping chomping(String text) {
    if (!text.endsWith("\n")) {
      return Chomping.STRIP;
    }
    return text.length() == 1 || text.endsWith("\n\n") ? Chomping.KEEP : Chomping.CLIP;
  }

  /** The lines the writer makes, without their indentation. */
  private static List<String> lines(String text) {
    String stripped = text.replaceFirst("^\n+", "");
    // the writer looks at the first sign of the whole text where it means the next one
    boolean doubles = !stripped.isEmpty() && !isBlank(stripped);
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    boolean afterBreak = true;
    boolean leadingSpaces = true;
    for (int i = 0; i < text.length(); i++) {
      char sign = text.charAt(i);
      if (sign == '\n') {
        if (!afterBreak && !leadingSpaces && doubles) {
          lines.add(line.toString());
          line.setLength(0);
        }
        lines.add(line.toString());
        line.setLength(0);
        afterBreak = true;
      } else {
        if (afterBreak) {
          leadingSpaces = sign == ' ' || sign == '\t';
        }
        line.append(sign);
        afterBreak = false;
      }
    }
    if (!line.isEmpty()) {
      lines.add(line.toString());
    }
    return lines;
  }

  private static String read(List<String> lines, Chomping chomping) {
    StringBuilder text = new StringBuilder();
    StringBuilder breaks = new StringBuilder();
    String leading = "";
    boolean leadingBlank = false;
    for (String line : lines) {
      if (line.isEmpty()) {
        breaks.append('\n');
        continue;
      }
      boolean blank = isBlank(line);
      if (!leading.isEmpty() && !leadingBlank && !blank) {
        text.append(breaks.isEmpty() ? " " : "");
      } else {
        text.append(leading);
      }
      text.append(breaks).append(line);
      breaks.setLength(0);
      leading = "\n";
      leadingBlank = blank;
    }
    if (chomping != Chomping.STRIP) {
      text.append(leading);
    }
    if (chomping == Chomping.KEEP) {
      text.append(breaks);
    }
    return text.toString();
  }

  private static boolean isBlank(String text) {
    return text.charAt(0) == ' ' || text.charAt(0) == '\t';
  }
}
