package dev.blackstart.jhelm;

import dev.blackstart.world.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds the files of a mirror against its {@code SHA256SUMS}, as {@code sha256sum} writes it. A
 * mirror without one is taken as it is.
 */
final class MirrorSums {
  private static final String FILE = "SHA256SUMS";

  /** What was seen to be right, with its size and time then. */
  private final Map<Path, String> seen = new ConcurrentHashMap<>();

  /**
   * @throws Failure INPUT when the file is not the one that was mirrored
   */
  Path require(Path file) {
    try {
      Path sums = file.resolveSibling(FILE);
      if (!Files.isRegularFile(file) || !Files.isRegularFile(sums)) {
        return file;
      }
      String stamp = Files.size(file) + " " + Files.getLastModifiedTime(file);
      if (!stamp.equals(seen.get(file))) {
        String sum = sha256(Files.readAllBytes(file));
        if (!isListed(Files.readAllLines(sums), file.getFileName().toString(), sum)) {
          throw new Failure(
              Failure.Kind.INPUT,
              file + " is not the file that was mirrored: its SHA-256 is not that of " + FILE,
              "mirror it again: blackstart mirror --refresh --out " + file.getParent());
        }
        seen.put(file, stamp);
      }
      return file;
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.INPUT, file + " cannot be read: " + e.getMessage(), "check the mirror", e);
    }
  }

  /** A file that is not in the list was put there by hand, which is allowed. */
  private static boolean isListed(List<String> lines, String name, String sum) {
    return lines.stream()
        .map(line -> line.split("\\s+[*]?", 2))
        .filter(line -> line.length == 2 && line[1].equals(name))
        .findFirst()
        .map(line -> line[0].equals(sum))
        .orElse(true);
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
