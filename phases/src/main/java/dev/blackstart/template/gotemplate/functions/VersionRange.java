package dev.blackstart.template.gotemplate.functions;

import dev.blackstart.template.gotemplate.FunctionFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Constraints as Masterminds/semver reads them: alternatives of bounds that all must hold. */
public record VersionRange(List<List<Bound>> alternatives) {
  private static final String NUMBER =
      "v?(?:[0-9]+|[xX*])(?:\\.(?:[0-9]+|[xX*])){0,2}(?:-[0-9A-Za-z.-]+)?(?:\\+[0-9A-Za-z.-]+)?";
  private static final Pattern BOUND =
      Pattern.compile("\\s*(=|==|!=|>|<|>=|=>|<=|=<|~|~>|\\^)?\\s*(" + NUMBER + ")\\s*,?");
  private static final Pattern HYPHEN =
      Pattern.compile("\\s*(" + NUMBER + ")\\s+-\\s+(" + NUMBER + ")\\s*");

  /**
   * @param operator empty for equality
   * @param version the version, wildcards as 0
   * @param given how many of its three numbers are written
   */
  public record Bound(String operator, Version version, int given) {
    boolean holds(Version other) {
      // A prerelease is within a range only that names one itself.
      if (!other.prerelease().isEmpty() && version.prerelease().isEmpty()) {
        return operator.equals("!=") && given == 3;
      }
      int compared = other.compareTo(version);
      return switch (operator) {
        case "", "=", "==" -> given < 3 ? isWithin(other, given) : compared == 0;
        case "!=" -> given < 3 ? !isWithin(other, given) : compared != 0;
        case ">" -> given < 3 ? compared > 0 && !isWithin(other, given) : compared > 0;
        case "<" -> compared < 0;
        case ">=", "=>" -> compared >= 0;
        case "<=", "=<" -> compared <= 0 || (given < 3 && isWithin(other, given));
        case "~", "~>" -> compared >= 0 && isWithin(other, Math.min(2, given));
        default -> compared >= 0 && isWithin(other, caret());
      };
    }

    /** How many leading numbers a caret fixes: up to the first that is not zero. */
    private int caret() {
      if (version.major() > 0 || given < 2) {
        return Math.min(1, given);
      }
      return version.minor() > 0 || given < 3 ? 2 : 3;
    }

    private boolean isWithin(Version other, int numbers) {
      return (numbers < 1 || other.major() == version.major())
          && (numbers < 2 || other.minor() == version.minor())
          && (numbers < 3 || other.patch() == version.patch());
    }
  }

  /**
   * @throws FunctionFailure when it is no range
   */
  public static VersionRange parse(String text) {
    List<List<Bound>> alternatives = new ArrayList<>();
    for (String alternative : text.split("\\|\\|", -1)) {
      alternatives.add(bounds(alternative, text));
    }
    return new VersionRange(alternatives);
  }

  private static List<Bound> bounds(String alternative, String text) {
    Matcher hyphen = HYPHEN.matcher(alternative);
    if (hyphen.matches()) {
      return List.of(bound(">=", hyphen.group(1)), bound("<=", hyphen.group(2)));
    }
    List<Bound> bounds = new ArrayList<>();
    Matcher matcher = BOUND.matcher(alternative);
    int at = 0;
    while (at < alternative.length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw new FunctionFailure("improper constraint: " + text);
      }
      bounds.add(bound(matcher.group(1) == null ? "" : matcher.group(1), matcher.group(2)));
      at = matcher.end();
    }
    if (bounds.isEmpty()) {
      throw new FunctionFailure("improper constraint: " + text);
    }
    return bounds;
  }

  private static Bound bound(String operator, String written) {
    String numbers = written.replaceFirst("[-+].*$", "").replaceFirst("^v", "");
    int given = 0;
    for (String part : numbers.split("\\.")) {
      if (part.matches("[xX*]")) {
        break;
      }
      given++;
    }
    Version version =
        Version.parse(written.replaceAll("(^v?|\\.)[xX*](?=\\.|-|\\+|$)", "$10")).orElseThrow();
    return new Bound(operator, version, given);
  }

  /** Whether a version is in the range. */
  public boolean contains(Version version) {
    return alternatives.stream()
        .anyMatch(bounds -> bounds.stream().allMatch(bound -> bound.holds(version)));
  }
}
