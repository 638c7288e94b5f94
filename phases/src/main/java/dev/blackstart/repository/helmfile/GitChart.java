package dev.blackstart.repository.helmfile;

import dev.blackstart.cluster.ChartRef;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses of charts in Git: go-getter's {@code git::URL//path?ref=REF}, helmfile's {@code
 * git::URL@path?ref=REF}, and the same of the helm-git plugin, {@code git+https://…}.
 */
final class GitChart {
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?<host>(?:[a-z]+://[^/]*|[A-Za-z0-9._-]+@[A-Za-z0-9.-]+:)/?)"
              + "(?<repository>.*?)(?:(?://|@)(?<path>[^?]*))?(?:\\?(?<query>.*))?");
  private static final Pattern REVISION = Pattern.compile("(?:^|&)ref=([^&]*)");

  private GitChart() {}

  /** Whether a text is the address of something in Git. */
  static boolean isOne(String address) {
    return address.startsWith("git::")
        || address.startsWith("git+")
        || address.matches("[A-Za-z0-9._-]+@[A-Za-z0-9.-]+:(?!/).*");
  }

  /**
   * The chart at an address; empty when that cannot be read.
   *
   * @param inside of the address's path; may be empty
   */
  static Optional<ChartRef> of(String address, String inside) {
    Matcher parts = ADDRESS.matcher(address.replaceFirst("^git(::|\\+)", ""));
    if (!parts.matches() || parts.group("repository").isEmpty()) {
      return Optional.empty();
    }
    String path = Optional.ofNullable(parts.group("path")).orElse("");
    String whole = (path + "/" + inside).replaceAll("/+", "/").replaceAll("^/|/$", "");
    String query = Optional.ofNullable(parts.group("query")).orElse("");
    Matcher revision = REVISION.matcher(query);
    return Optional.of(
        ChartRef.git(
            parts.group("host") + parts.group("repository").replaceFirst("/+$", ""),
            whole.equals(".") ? "" : whole,
            revision.find() ? revision.group(1) : ""));
  }
}
