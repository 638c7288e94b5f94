package dev.blackstart.machineconfig.validation;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.util.IPAddress;

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
    return IPAddress.isValid(text);
  }

  static boolean isSubnet(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !isAddress(text.substring(0, slash))) {
      return false;
    }
    String bits = text.substring(slash + 1);
    int most = text.contains(":") ? 128 : 32;
    return bits.matches("[0-9]{1,3}") && Integer.parseInt(bits) <= most;
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
