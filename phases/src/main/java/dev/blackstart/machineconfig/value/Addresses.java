package dev.blackstart.machineconfig.value;

import java.util.Optional;

/** IP addresses and networks as Go's net/netip reads them: no leading zeros, no short forms. */
public final class Addresses {
  private Addresses() {}

  /** Whether it is an address without a zone. */
  public static boolean isAddress(String text) {
    return isVersion4(text) || isVersion6(text);
  }

  /** Whether it is an address, of version 6 perhaps with a zone. */
  public static boolean isZonedAddress(String text) {
    int percent = text.indexOf('%');
    return percent < 0
        ? isAddress(text)
        : percent < text.length() - 1 && isVersion6(text.substring(0, percent));
  }

  /** Whether it is an address and the length of its prefix. */
  public static boolean isPrefix(String text) {
    int slash = text.lastIndexOf('/');
    if (slash < 0 || !isAddress(text.substring(0, slash))) {
      return false;
    }
    String bits = text.substring(slash + 1);
    int most = text.indexOf(':') >= 0 ? 128 : 32;
    return bits.matches("0|[1-9][0-9]{0,2}") && Integer.parseInt(bits) <= most;
  }

  /** Whether it is an address and a port, the former in brackets when it is of version 6. */
  public static boolean isAddressPort(String text) {
    return host(text)
        .filter(host -> isZonedAddress(host) && text.startsWith("[") == host.contains(":"))
        .filter(host -> isPort(text.substring(text.lastIndexOf(':') + 1)))
        .isPresent();
  }

  /** The host of a text with a port; nothing when there is no port or no closing bracket. */
  public static Optional<String> host(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    String host = text.substring(0, colon);
    if (host.startsWith("[")) {
      return host.endsWith("]")
          ? Optional.of(host.substring(1, host.length() - 1))
          : Optional.empty();
    }
    return host.indexOf(':') >= 0 ? Optional.empty() : Optional.of(host);
  }

  /** Whether it is a number from 0 to 65535. */
  public static boolean isPort(String text) {
    return text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 65535;
  }

  /** Whether every bit of it is zero. */
  public static boolean isUnspecified(String address) {
    return address.equals("0.0.0.0")
        || address.indexOf(':') >= 0 && isAddress(address) && address.matches("[0:.]+");
  }

  private static boolean isVersion4(String text) {
    String[] octets = text.split("\\.", -1);
    if (octets.length != 4) {
      return false;
    }
    for (String octet : octets) {
      if (!octet.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(octet) > 255) {
        return false;
      }
    }
    return true;
  }

  private static boolean isVersion6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text, true) == 8;
    }
    String after = text.substring(gap + 2);
    int left = gap == 0 ? 0 : groups(text.substring(0, gap), false);
    int right = after.isEmpty() ? 0 : groups(after, true);
    return left >= 0 && right >= 0 && left + right < 8;
  }

  /** How many groups of 16 bits these are; -1 when they are none. */
  private static int groups(String text, boolean last) {
    String[] groups = text.split(":", -1);
    for (int i = 0; i < groups.length; i++) {
      if (last && i == groups.length - 1 && isVersion4(groups[i])) {
        return groups.length + 1;
      }
      if (!groups[i].matches("[0-9a-fA-F]{1,4}")) {
        return -1;
      }
    }
    return groups.length;
  }
}
