package dev.blackstart.phase;

import dev.blackstart.cluster.Finding;
import dev.blackstart.world.EtcdSnapshotCheck;
import dev.blackstart.world.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Whether a snapshot is the one that was meant, and whole. */
public final class SnapshotChecks {
  private SnapshotChecks() {}

  /**
   * SHA-256 of a whole snapshot file, hexadecimal.
   *
   * @param skipHashCheck whether it is a bare database, which carries no hash to be held against
   * @throws Failure INPUT when it cannot be read, or is not what was hashed when it was taken
   */
  public static String digest(Path file, boolean skipHashCheck) {
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      if (!skipHashCheck) {
        EtcdSnapshotCheck.check(in, file.toString());
      }
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.INPUT,
          "cannot read the snapshot " + file + ": " + e.getMessage(),
          "check the path after --from",
          e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** It has to be the same from the run's first moment to its last. */
  static List<Finding> same(Operation.Rebuild order) {
    String now = digest(Path.of(order.snapshot()), order.skipHashCheck());
    if (!now.equals(order.digest())) {
      throw new Failure(
          Failure.Kind.INPUT,
          order.snapshot() + " is another file than the one the run began with",
          "put that one back, or begin anew with this one");
    }
    return List.of();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
