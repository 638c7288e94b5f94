package dev.blackstart.app.tui.model;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.function.Predicate;

/** Which rows a filter lets through: a regular expression (RE2), {@code !} in front turns it. */
public final class Filter {
  private Filter() {}

  /** Whether a row stays; a filter that is no regular expression is taken as plain text. */
  public static Predicate<String> of(String filter) {
    boolean inverse = filter.startsWith("!");
    String pattern = inverse ? filter.substring(1) : filter;
    if (pattern.isEmpty()) {
      return row -> true;
    }
    Predicate<String> matches = matching(pattern);
    return inverse ? matches.negate() : matches;
  }

  private static Predicate<String> matching(String pattern) {
    try {
      Pattern compiled = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
      return row -> compiled.matcher(row).find();
    } catch (PatternSyntaxException notYetOne) {
      return row -> row.contains(pattern);
    }
  }
}
