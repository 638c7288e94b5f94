package dev.blackstart.repository.generated;

import dev.blackstart.repository.settings.Setting;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** The URL of a control plane, as the generator wants it. */
public final class Endpoint {
  private Endpoint() {}

  /** Whether it is one; a finding says what it lacks. */
  public static boolean check(Setting<String> url, Findings findings) {
    Optional<String> wrong = wrong(url.value());
    wrong.ifPresent(
        what ->
            findings.add(
                FindingKind.BAD_VALUE,
                url.at(),
                "the endpoint " + url.value() + " " + what,
                "write it as https://10.0.0.10:6443"));
    return wrong.isEmpty();
  }

  private static Optional<String> wrong(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException noUrl) {
      return Optional.of("is no URL");
    }
    if (!"https".equals(uri.getScheme())) {
      return Optional.of("does not begin with https://");
    }
    if (uri.getHost() == null) {
      return Optional.of("names no host");
    }
    if (uri.getPort() > 65535 || uri.getPort() == 0) {
      return Optional.of("has a port that does not exist");
    }
    return Optional.empty();
  }
}
