package dev.blackstart.rehearsal.api.discovery;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Kubernetes' order of API versions: stable before beta before alpha, newer before older, others
 * last.
 */
final class VersionOrder {
  private static final Pattern VERSION = Pattern.compile("v(\\d+)(?:(alpha|beta)(\\d+))?");

  static final Comparator<String> PREFERRED_FIRST =
      Comparator.comparingInt(VersionOrder::stability)
          .thenComparing(Comparator.comparingInt((String v) -> number(v, 1)).reversed())
          .thenComparing(Comparator.comparingInt((String v) -> number(v, 3)).reversed())
          .thenComparing(Comparator.naturalOrder());

  private VersionOrder() {}

  private static int stability(String version) {
    Matcher matcher = VERSION.matcher(version);
    if (!matcher.matches()) {
      return 3;
    }
    return matcher.group(2) == null ? 0 : matcher.group(2).equals("beta") ? 1 : 2;
  }

  private static int number(String version, int group) {
    Matcher matcher = VERSION.matcher(version);
    return matcher.matches() && matcher.group(group) != null
        ? Integer.parseInt(matcher.group(group))
        : 0;
  }
}
