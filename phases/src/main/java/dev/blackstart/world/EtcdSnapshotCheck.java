package dev.blackstart.world;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Whether a snapshot of etcd's database is whole: pages of 512 bytes and behind them the SHA-256 of
 * all of them (etcd's maintenance API sends it like this).
 */
public final class EtcdSnapshotCheck {
  private static final int PAGE = 512;
  private static final int HASH = 32;
  private static final int BUFFER = 64 << 10;

  private EtcdSnapshotCheck() {}

  /**
   * What was found to be whole.
   *
   * @param bytes with the hash
   * @param sha256 of the database, 64 hexadecimal digits
   */
  public record Whole(long bytes, String sha256) {}

  /**
   * Reads it to the end.
   *
   * @param name what problems call it
   * @throws Failure INPUT when it is empty, cut off, or not what was hashed
   * @throws IOException when it cannot be read
   */
  public static Whole check(InputStream snapshot, String name) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER + HASH];
    int held = 0;
    long total = 0;
    int read = snapshot.readNBytes(buffer, 0, BUFFER);
    while (read > 0) {
      total += read;
      held += read;
      int settled = Math.max(0, held - HASH);
      digest.update(buffer, 0, settled);
      System.arraycopy(buffer, settled, buffer, 0, held - settled);
      held -= settled;
      read = snapshot.readNBytes(buffer, held, BUFFER);
    }
    if (total < PAGE + HASH || total % PAGE != HASH) {
      throw new Failure(
          Failure.Kind.INPUT,
          name
              + " is no whole snapshot of etcd: its "
              + total
              + " bytes are not pages of 512 and a hash of 32",
          "take another with blackstart etcd snapshot; a database file copied from a data directory"
              + " has no hash and is recovered with --skip-hash-check");
    }
    byte[] found = digest.digest();
    if (!MessageDigest.isEqual(found, Arrays.copyOf(buffer, HASH))) {
      throw new Failure(
          Failure.Kind.INPUT,
          name + " is not the snapshot it was: its SHA-256 does not match the one at its end",
          "take it from another copy, or take another with blackstart etcd snapshot");
    }
    return new Whole(total, HexFormat.of().formatHex(found));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
