package dev.blackstart.jhelm.remote;

import dev.blackstart.world.Failure.Kind;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a Git repository lies.
 *
 * @param url as git is given it, without a user over HTTP
 * @param protocol the only one git may speak
 * @param authorization a header, for a user written into the address
 */
record GitAddress(String url, String protocol, Optional<String> authorization) {
  /** {@code git@host:path}, which is spoken over SSH. */
  private static final Pattern SCP = Pattern.compile("[A-Za-z0-9._-]+@[A-Za-z0-9.-]+:(?!/).+");

  /**
   * @throws Unavailable for what is no address, or for one that others could read along
   */
  static GitAddress of(String written) throws Unavailable {
    if (SCP.matcher(written).matches() && !written.contains("://")) {
      return new GitAddress(written, "ssh", Optional.empty());
    }
    URI uri;
    try {
      uri = URI.create(written);
    } catch (IllegalArgumentException noUrl) {
      throw refused(written, "is no URL", "correct the address");
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "ssh", "file" -> new GitAddress(written, scheme, Optional.empty());
      case "http", "https" -> {
        if (scheme.equals("http") && !Download.local(uri)) {
          throw refused(written, "is not https", "write it with https://");
        }
        Matcher user = Pattern.compile("://([^/@]+)@").matcher(written);
        boolean named = user.find();
        yield new GitAddress(
            named ? user.replaceFirst("://") : written,
            scheme,
            named ? Optional.of(Download.basic(decoded(uri))) : Optional.empty());
      }
      default -> throw refused(written, "is no address of Git", "write it with https:// or ssh://");
    };
  }

  private static String decoded(URI uri) {
    String user = String.valueOf(uri.getUserInfo());
    return user.contains(":") ? user : user + ":";
  }

  private static Unavailable refused(String written, String why, String remedy) {
    return new Unavailable(Kind.INPUT, shown(written) + " " + why, remedy);
  }

  private static String shown(String url) {
    return url.replaceFirst("://[^/@]*@", "://");
  }

  @Override
  public String toString() {
    return shown(url);
  }
}
