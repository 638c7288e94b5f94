package dev.blackstart.rehearsal.node.hardware;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/** Numbers that look random and depend on an identity and a purpose alone. */
public final class Digits {
  private final String identity;

  public Digits(String identity) {
    this.identity = identity;
  }

  public String uuid(String purpose) {
    return UUID.nameUUIDFromBytes((identity + "/" + purpose).getBytes(StandardCharsets.UTF_8))
        .toString();
  }

  /** This many hexadecimal digits; at most 32. */
  public String hex(String purpose, int length) {
    return uuid(purpose).replace("-", "").substring(32 - length);
  }

  /** Upper-case letters and digits; at most 12. */
  public String upper(String purpose, int length) {
    long bits = bits(purpose) >>> 1;
    String text = Long.toString(bits, 36).toUpperCase(Locale.ROOT);
    return ("000000000000" + text).substring(text.length() + 12 - length);
  }

  /** Hexadecimal pairs parted by colons. */
  public String octets(String purpose, int count) {
    return hex(purpose, 2 * count).replaceAll("(..)(?=.)", "$1:");
  }

  /** From 0, below 1. */
  public double fraction(String purpose) {
    return (bits(purpose) >>> 11) / (double) (1L << 53);
  }

  public long bits(String purpose) {
    UUID uuid = UUID.nameUUIDFromBytes((identity + "/" + purpose).getBytes(StandardCharsets.UTF_8));
    return uuid.getLeastSignificantBits() * 31
        + uuid.getMostSignificantBits() * 0x9e3779b97f4a7c15L;
  }
}
