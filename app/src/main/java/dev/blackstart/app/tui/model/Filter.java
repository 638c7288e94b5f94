package dev.blackstart.app.tui.model;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which rows a filter lets through: a regular expression (RE2, capitals and small letters alike),
 * {@code !} in front turns it. What is no regular expression, or not one yet, is taken as it
 * stands.
 *
 * @param text as it was typed
 * @param problem why it is no regular expression
 */
public record Filter(String text, boolean inverse, Pattern pattern, Optional<String> problem) {
  /** Where a text matches, from and to. */
  public record Range(int from, int to) {}

  /** Reads what was typed. */
  public static Filter parse(String text) {
    boolean inverse = text.startsWith("!");
    String pattern = inverse ? text.substring(1) : text;
    try {
      return new Filter(
          text, inverse, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), Optional.empty());
    } catch (PatternSyntaxException broken) {
      return new Filter(
          text,
          inverse,
          Pattern.compile(Pattern.quote(pattern), Pattern.CASE_INSENSITIVE),
          Optional.of(broken.getDescription()));
    }
  }

  /** Whether a row stays. */
  public static Predicate<String> of(String text) {
    Filter filter = parse(text);
    return filter::matches;
  }

  /** Whether it lets everything through. */
  public boolean isAll() {
    return text.isEmpty() || text.equals("!");
  }

  /** Whether a row stays. */
  public boolean matches(String row) {
    return isAll() || pattern.matcher(row).find() != inverse;
  }

  /** Where a row holds what was typed; nowhere when rows that hold it are left out. */
  public List<Range> ranges(String row) {
    List<Range> found = new ArrayList<>();
    if (!isAll() && !inverse) {
      Matcher matcher = pattern.matcher(row);
      while (matcher.find()) {
        if (matcher.end() > matcher.start()) {
          found.add(new Range(matcher.start(), matcher.end()));
        }
      }
    }
    return found;
  }
}
