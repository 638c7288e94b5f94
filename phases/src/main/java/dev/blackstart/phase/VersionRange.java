package dev.blackstart.phase;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of versions as charts write it: {@code >=1.25.0-0 <1.36}, {@code ~1.34 || ^1.35.2},
 * {@code 1.30 - 1.34} (Masterminds/semver 3, which Helm asks).
 */
final class VersionRange {
  private static final String VERSION =
      "v?(\\d{1,9}|[xX*])(?:\\.(\\d{1,9}|[xX*]))?(?:\\.(\\d{1,9}|[xX*]))?"
          + "(-[0-9A-Za-z.-]+)?(?:\\+[0-9A-Za-z.-]+)?";
  private static final Pattern BOUND =
      Pattern.compile("\\s*(=>|>=|=<|<=|!=|~>|=|>|<|~|\\^|)\\s*" + VERSION + "(?=[\\s,]|$)\\s*,?");
  private static final Pattern BETWEEN =
      Pattern.compile("([^\\s,<>=!~^|]+)\\s+-\\s+([^\\s,<>=!~^|]+)");
  private static final Pattern RELEASE =
      Pattern.compile("v?(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,9})(?:\\+.*)?");

  private final List<List<Bound>> alternatives;

  /**
   * @param alternatives one of which has to hold whole
   */
  private VersionRange(List<List<Bound>> alternatives) {
    this.alternatives = alternatives;
  }

  /** Empty when it is not of the form. */
  static Optional<VersionRange> of(String written) {
    List<List<Bound>> alternatives = new ArrayList<>();
    for (String part : written.split("\\|\\|", -1)) {
      String plain = BETWEEN.matcher(part).replaceAll(">=$1 <=$2");
      List<Bound> bounds = new ArrayList<>();
      Matcher bound = BOUND.matcher(plain);
      int end = 0;
      while (end < plain.length() && bound.find(end) && bound.start() == end) {
        Bound one = bound(bound);
        if (one.given == 0 && !one.relation.isEmpty()) {
          return Optional.empty();
        }
        bounds.add(one);
        end = bound.end();
      }
      if (bounds.isEmpty() || !plain.substring(end).isBlank()) {
        return Optional.empty();
      }
      alternatives.add(bounds);
    }
    return Optional.of(new VersionRange(alternatives));
  }

  private static Bound bound(Matcher written) {
    int[] numbers = new int[4];
    int given = 0;
    while (given < 3 && isNumber(written.group(given + 2))) {
      numbers[given] = Integer.parseInt(written.group(given + 2));
      given++;
    }
    numbers[3] = written.group(5) == null ? 1 : 0;
    String relation =
        switch (written.group(1)) {
          case "=>" -> ">=";
          case "=<" -> "<=";
          case "~>" -> "~";
          case "=" -> "";
          default -> written.group(1);
        };
    return new Bound(relation, numbers, given);
  }

  private static boolean isNumber(String part) {
    return part != null && Character.isDigit(part.charAt(0));
  }

  /**
   * Whether a version is in the range; empty of one that is no release, for ranges leave these out
   * or take them in by rules of their own.
   */
  Optional<Boolean> takes(String version) {
    Matcher release = RELEASE.matcher(version);
    if (!release.matches()) {
      return Optional.empty();
    }
    int[] numbers = {
      Integer.parseInt(release.group(1)),
      Integer.parseInt(release.group(2)),
      Integer.parseInt(release.group(3)),
      1
    };
    return Optional.of(
        alternatives.stream()
            .anyMatch(bounds -> bounds.stream().allMatch(bound -> bound.takes(numbers))));
  }

  /** One bound. */
  private static final class Bound {
    private final String relation;
    private final int[] numbers;
    private final int given;

    /**
     * @param numbers major, minor, patch, and 0 for what comes before that release
     * @param given how many of the first three are written
     */
    Bound(String relation, int[] numbers, int given) {
      this.relation = relation;
      this.numbers = numbers;
      this.given = given;
    }

    boolean takes(int[] version) {
      int order = Arrays.compare(version, numbers);
      boolean same = Arrays.equals(version, 0, given, numbers, 0, given);
      boolean whole = given == 3;
      return switch (relation) {
        case ">=" -> order >= 0;
        case "<" -> order < 0;
        case ">" -> order > 0 && (whole || !same);
        case "<=" -> order <= 0 || !whole && same;
        case "!=" -> whole ? order != 0 : !same;
        case "~" -> order >= 0 && alike(version, Math.min(given, 2));
        case "^" -> order >= 0 && alike(version, leading());
        default -> whole ? order == 0 : same;
      };
    }

    private boolean alike(int[] version, int count) {
      return Arrays.equals(version, 0, count, numbers, 0, count);
    }

    /** How many numbers may not change: up to the first that is not 0. */
    private int leading() {
      int first = 0;
      while (first < given && numbers[first] == 0) {
        first++;
      }
      return Math.min(first + 1, given);
    }
  }
}
