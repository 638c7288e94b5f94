package dev.blackstart.repository.source;

import java.util.regex.Pattern;

/** What an IP address looks like; no name is ever looked up. */
public final class IpAddress {
  private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

  /** A pattern of IPv4 addresses without groups. */
  public static final String V4 = "(?:" + OCTET + "\\.){3}" + OCTET;

  private static final Pattern ANY =
      Pattern.compile(V4 + "|(?=[^:]*:[^:]*:)[0-9a-fA-F:]{2,39}(?:" + V4 + ")?");

  private IpAddress() {}

  /** Whether a text is an address of version 4 or 6, without a port or prefix length. */
  public static boolean matches(String text) {
    return ANY.matcher(text).matches();
  }
}
