package dev.blackstart.jhelm.remote;

import dev.blackstart.world.Failure.Kind;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 sums of what came. */
public final class Sums {
  private Sums() {}

  /** Hexadecimal. */
  public static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * @param digest with or without {@code sha256:} before it
   * @param from who sent it
   * @throws Unavailable when the content is another
   */
  static void require(byte[] content, String digest, String from) throws Unavailable {
    String wanted = digest.replaceFirst("^sha256:", "");
    String came = sha256(content);
    if (!came.equals(wanted)) {
      throw new Unavailable(
          Kind.REFUSED,
          "%s sent something else than its digest says: sha256:%.12s instead of sha256:%.12s"
              .formatted(from, came, wanted),
          "try again; if it stays so, somebody between you and it, or it, is not to be trusted");
    }
  }
}
