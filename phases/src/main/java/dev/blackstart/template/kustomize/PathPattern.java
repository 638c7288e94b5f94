package dev.blackstart.template.kustomize;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Patterns of paths: stars, question marks, classes and alternatives. */
public final class PathPattern {
  private PathPattern() {}

  /** As Go's {@code path.Match} takes it: a star stays within one step of a path. */
  public static Pattern steps(String pattern) {
    return compile(pattern, "[^/]*");
  }

  /** As Git and Argo CD's directory sources take it: a star crosses steps as well. */
  public static Pattern crossing(String pattern) {
    return compile(pattern, ".*");
  }

  private static Pattern compile(String pattern, String star) {
    StringBuilder regex = new StringBuilder();
    int braces = 0;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (pattern.startsWith("**/", i)) {
        regex.append("(?:.*/)?");
        i += 2;
      } else if (pattern.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append(star);
      } else if (c == '?') {
        regex.append("[^/]");
      } else if (c == '[' && pattern.indexOf(']', i + 1) > 0) {
        int end = pattern.indexOf(']', i + 1);
        String members = pattern.substring(i + 1, end).replace("\\", "\\\\").replace("[", "\\[");
        regex.append('[').append(members.replaceFirst("^!", "^")).append(']');
        i = end;
      } else if (c == '{') {
        braces++;
        regex.append("(?:");
      } else if (c == '}' && braces > 0) {
        braces--;
        regex.append(')');
      } else if (c == ',' && braces > 0) {
        regex.append('|');
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    regex.append(")".repeat(braces));
    try {
      return Pattern.compile(regex.toString());
    } catch (PatternSyntaxException broken) {
      throw new KustomizeProblem("", "syntax error in pattern " + pattern);
    }
  }
}
