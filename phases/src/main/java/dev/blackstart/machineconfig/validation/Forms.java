package dev.blackstart.machineconfig.validation;

import dev.blackstart.machineconfig.value.Addresses;
import dev.blackstart.machineconfig.value.GoUrl;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** The forms of addresses, names and URLs. */
final class Forms {
  private static final Pattern DNS_NAME =
      Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9_-]{0,62}(\\.[a-zA-Z0-9_][a-zA-Z0-9_-]{0,62})*[._]?");
  private static final Pattern LABEL_NAME =
      Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]");
  private static final Pattern LABEL_PREFIX =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

  private Forms() {}

  static boolean isAddress(String text) {
    return Addresses.isAddress(text);
  }

  static boolean isSubnet(String text) {
    return Addresses.isPrefix(text);
  }

  /** A host and a port, in brackets when the host is an IPv6 address. */
  static boolean isHostPort(String text) {
    return Addresses.host(text)
        .filter(host -> host.indexOf(':') < 0 || Addresses.isZonedAddress(host))
        .isPresent();
  }

  static boolean isAddressOrSubnet(String text) {
    return isAddress(text) || isSubnet(text);
  }

  /** A subnet or address, with or without an exclamation mark that takes it out. */
  static boolean isFilter(String text) {
    return isAddressOrSubnet(text.startsWith("!") ? text.substring(1) : text);
  }

  static boolean isDnsName(String text) {
    return text.replace(".", "").length() <= 255 && DNS_NAME.matcher(text).matches();
  }

  /** A Kubernetes label's key: an optional DNS prefix, a slash, a name. */
  static boolean isQualifiedName(String text) {
    int slash = text.indexOf('/');
    String prefix = slash < 0 ? "x" : text.substring(0, slash);
    String name = text.substring(slash + 1);
    return prefix.length() <= 253
        && LABEL_PREFIX.matcher(prefix).matches()
        && LABEL_NAME.matcher(name).matches();
  }

  static boolean isLabelValue(String text) {
    return text.isEmpty() || LABEL_NAME.matcher(text).matches();
  }

  static boolean isWireguardKey(String text) {
    try {
      return Base64.getDecoder().decode(text.replaceAll("[\r\n]", "")).length == 32;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  /** Why nothing can be fetched from there; empty when it can. */
  static Optional<String> notASource(String text) {
    Optional<String> problem = GoUrl.problem(text);
    return problem.isPresent()
        ? problem
        : GoUrl.parse(text)
            .filter(url -> url.host().isEmpty() || !isPort(url.port()))
            .map(
                url ->
                    url.host().isEmpty()
                        ? "needs a host"
                        : "has no port in the range of 1 to 65535");
  }

  private static boolean isPort(String port) {
    return port.isEmpty() || Addresses.isPort(port) && Integer.parseInt(port) > 0;
  }

  /** Why this is no endpoint such as {@code https://host:6443}; empty when it is one. */
  static Optional<String> notAnEndpoint(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      return Optional.of("is not a URL: " + e.getReason());
    }
    if (uri.getScheme() == null || !uri.getScheme().matches("https?")) {
      return Optional.of("needs https:// before the host");
    }
    String authority = uri.getRawAuthority();
    if (authority == null || authority.isBlank() || authority.startsWith(":")) {
      return Optional.of("needs a host");
    }
    if (uri.getHost() == null && authority.chars().filter(c -> c == ':').count() > 1) {
      return Optional.of("needs brackets around the IPv6 address");
    }
    String port = authority.replaceFirst("^(\\[.*]|[^:]*):?", "");
    boolean good = port.isEmpty() || (port.matches("[0-9]{1,5}") && inRange(port));
    return good ? Optional.empty() : Optional.of("has no port in the range of 1 to 65535");
  }

  private static boolean inRange(String port) {
    int number = Integer.parseInt(port);
    return number > 0 && number < 65536;
  }
}
