package dev.blackstart.app.mirror;

import dev.blackstart.world.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The folder of a mirror: its files, and the sums of all of them as {@code sha256sum} writes. */
public final class MirrorFolder {
  static final String SUMS = "SHA256SUMS";

  private final Path folder;
  private final Map<String, String> sums = new TreeMap<>();

  public MirrorFolder(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /**
   * Puts a file there, whole or not at all.
   *
   * @return whether it was not there as it is
   */
  boolean put(String name, byte[] content) {
    Path file = folder.resolve(name);
    sums.put(name, sha256(content));
    try {
      if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), content)) {
        return false;
      }
      Path fresh = folder.resolve("." + name + ".new");
      Files.write(fresh, content);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return true;
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /** The sum of a file that was put there, hexadecimal. */
  String sum(String name) {
    return sums.get(name);
  }

  /** Writes the sums of all files, those of earlier mirrors in the same folder too. */
  void seal() {
    try {
      try (var files = Files.list(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String name = file.getFileName().toString();
          if (!name.startsWith(".") && !name.equals(SUMS) && !sums.containsKey(name)) {
            sums.put(name, sha256(Files.readAllBytes(file)));
          }
        }
      }
      StringBuilder text = new StringBuilder();
      sums.forEach((name, sum) -> text.append(sum).append("  ").append(name).append('\n'));
      Files.writeString(folder.resolve(SUMS), text);
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Failure unwritable(Path file, IOException e) {
    return new Failure(
        Failure.Kind.INPUT,
        "cannot write " + file + ": " + e.getMessage(),
        "choose another folder for --out, or make room",
        e);
  }
}
