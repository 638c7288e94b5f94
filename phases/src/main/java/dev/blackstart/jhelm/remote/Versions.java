package dev.blackstart.jhelm.remote;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Versions of charts: the same with or without a leading {@code v}. */
public final class Versions {
  private static final Pattern NUMBERS = Pattern.compile("v?(\\d+)\\.(\\d+)\\.(\\d+)(-.*)?.*");
  private static final int SHOWN = 4;

  private Versions() {}

  /** Without a leading {@code v}. */
  public static String plain(String version) {
    return version.startsWith("v") ? version.substring(1) : version;
  }

  static boolean same(String some, String other) {
    return plain(some).equals(plain(other));
  }

  /** The newest, in a few words. */
  static String some(List<String> versions) {
    List<String> newest =
        versions.stream()
            .filter(version -> NUMBERS.matcher(version).matches())
            .sorted(Comparator.comparing(Versions::sortable).reversed())
            .limit(SHOWN)
            .toList();
    return newest.isEmpty()
        ? "it has " + versions.size() + " others"
        : "the newest are " + String.join(", ", newest);
  }

  /** A text that sorts as the version does; what comes before a release stands before it. */
  private static String sortable(String version) {
    Matcher parts = NUMBERS.matcher(version);
    if (!parts.matches()) {
      return "";
    }
    String before = parts.group(4) == null ? "~" : parts.group(4);
    return "%12s.%12s.%12s%s".formatted(parts.group(1), parts.group(2), parts.group(3), before);
  }
}
