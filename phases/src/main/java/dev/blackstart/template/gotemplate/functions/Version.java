package dev.blackstart.template.gotemplate.functions;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A semantic version, as loosely written as Masterminds/semver accepts it: v1.2 is 1.2.0. */
public record Version(
    String original, long major, long minor, long patch, String prerelease, String metadata)
    implements Comparable<Version> {
  private static final Pattern FORM =
      Pattern.compile(
          "v?([0-9]{1,18})(?:\\.([0-9]{1,18}))?(?:\\.([0-9]{1,18}))?"
              + "(?:-([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?(?:\\+([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?");

  /** Absent when it is none. */
  public static Optional<Version> parse(String text) {
    Matcher version = FORM.matcher(text);
    return version.matches()
        ? Optional.of(
            new Version(
                text,
                number(version.group(1)),
                number(version.group(2)),
                number(version.group(3)),
                known(version.group(4)),
                known(version.group(5))))
        : Optional.empty();
  }

  private static long number(String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  private static String known(String part) {
    return part == null ? "" : part;
  }

  /** All three numbers, then what qualifies them. */
  @Override
  public String toString() {
    return String.join(".", Long.toString(major), Long.toString(minor), Long.toString(patch))
        + (prerelease.isEmpty() ? "" : "-" + prerelease)
        + (metadata.isEmpty() ? "" : "+" + metadata);
  }

  /** By numbers, then a prerelease before the release, then its parts; metadata does not count. */
  @Override
  public int compareTo(Version other) {
    int[] parts = {
      Long.compare(major, other.major),
      Long.compare(minor, other.minor),
      Long.compare(patch, other.patch)
    };
    for (int part : parts) {
      if (part != 0) {
        return part;
      }
    }
    if (prerelease.isEmpty() || other.prerelease.isEmpty()) {
      return Boolean.compare(prerelease.isEmpty(), other.prerelease.isEmpty());
    }
    String[] mine = prerelease.split("\\.");
    String[] others = other.prerelease.split("\\.");
    for (int i = 0; i < Math.min(mine.length, others.length); i++) {
      int part = compare(mine[i], others[i]);
      if (part != 0) {
        return part;
      }
    }
    return Integer.compare(mine.length, others.length);
  }

  private static int compare(String left, String right) {
    boolean leftNumber = left.matches("[0-9]{1,18}");
    boolean rightNumber = right.matches("[0-9]{1,18}");
    if (leftNumber && rightNumber) {
      return Long.compare(Long.parseLong(left), Long.parseLong(right));
    }
    return leftNumber != rightNumber ? (leftNumber ? -1 : 1) : left.compareTo(right);
  }
}
