package dev.blackstart.jhelm.remote;

import dev.blackstart.template.gotemplate.FunctionFailure;
import dev.blackstart.template.gotemplate.functions.Version;
import dev.blackstart.template.gotemplate.functions.VersionRange;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Versions of charts: the same with or without a leading {@code v}. */
public final class Versions {
  private static final Pattern NUMBERS = Pattern.compile("v?(\\d+)\\.(\\d+)\\.(\\d+)(-.*)?.*");
  private static final Pattern EXACT =
      Pattern.compile("=?v?\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?");
  private static final int SHOWN = 4;

  private Versions() {}

  /** Without a leading {@code v}. */
  public static String plain(String version) {
    return version.startsWith("v") ? version.substring(1) : version;
  }

  /** Whether a text names one version, not a range of them. */
  public static boolean isOne(String version) {
    return EXACT.matcher(version).matches();
  }

  /** Whether a version is in a range; a range that cannot be read is one version. */
  public static boolean isIn(String range, String version) {
    if (isOne(range) || version.isEmpty()) {
      return same(range, version);
    }
    try {
      VersionRange wanted = VersionRange.parse(range.isBlank() ? "*" : range);
      return Version.parse(version).filter(wanted::contains).isPresent();
    } catch (FunctionFailure noRange) {
      return same(range, version);
    }
  }

  /** The newest in a range, as Helm chooses it. */
  public static Optional<String> newest(List<String> versions, String range) {
    return versions.stream()
        .filter(version -> isIn(range, version))
        .filter(version -> Version.parse(version).isPresent())
        .max(Comparator.comparing(version -> Version.parse(version).orElseThrow()));
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
