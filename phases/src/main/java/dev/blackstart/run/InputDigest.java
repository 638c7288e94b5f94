package dev.blackstart.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over the parts a phase is made from, hexadecimal. */
public final class InputDigest {
  private final MessageDigest digest;

  public InputDigest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Adds a part; parts are told apart, so that moving a border changes the digest. */
  public InputDigest with(String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
    return this;
  }

  /** The digest of what was added; the instance is spent. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
