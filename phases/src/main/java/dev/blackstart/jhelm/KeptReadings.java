package dev.blackstart.jhelm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What was read of charts, kept on disk for the next process: unpacking them and reading some
 * megabytes of YAML is most of what a run does that has nothing to do. Everything is found by a
 * digest of what it was made from, so nothing kept can be out of date; what cannot be written or
 * read is made again.
 */
public final class KeptReadings {
  /** Files of a few clusters' charts, in their last versions. */
  private static final int MOST = 300;

  private static final JsonMapper MAPPER = new JsonMapper();

  private final Optional<Path> folder;
  private final Predicate<String> harmless;

  private KeptReadings(Optional<Path> folder, Predicate<String> harmless) {
    this.folder = folder;
    this.harmless = harmless;
  }

  /**
   * @param folder made when something is kept first, for its owner alone
   * @param harmless says of a text that no secret is in it; any other is not kept
   */
  public static KeptReadings in(Path folder, Predicate<String> harmless) {
    return new KeptReadings(Optional.of(folder), harmless);
  }

  /** Nothing is kept. */
  public static KeptReadings nowhere() {
    return new KeptReadings(Optional.empty(), text -> false);
  }

  /**
   * @param digest of what it was made from
   */
  <T> Optional<T> find(String digest, TypeReference<T> type) {
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    Path file = file(folder.get(), digest);
    try {
      return Optional.of(MAPPER.readValue(Files.readAllBytes(file), type));
    } catch (IOException missingOrCutShort) {
      return Optional.empty();
    }
  }

  void keep(String digest, Object reading) {
    if (folder.isEmpty()) {
      return;
    }
    try {
      String json = MAPPER.writeValueAsString(reading);
      if (harmless.test(String.valueOf(reading))) {
        write(folder.get(), digest, json);
        prune(folder.get());
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a reading that is not made of JSON's types", e);
    } catch (IOException e) {
      // A full disk, or a home that cannot be written to: it is read again next time.
    }
  }

  private static void write(Path folder, String digest, String json) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    Path beside = HelmFolder.write(folder, "writing-", ".json", json);
    try {
      Files.move(beside, file(folder, digest), StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.delete(beside);
    }
  }

  private static void prune(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.toList();
    }
    if (files.size() > MOST) {
      List<Path> oldest =
          files.stream().sorted(Comparator.comparing(KeptReadings::age)).limit(MOST / 3).toList();
      for (Path file : oldest) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static FileTime age(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException gone) {
      return FileTime.fromMillis(0);
    }
  }

  private static Path file(Path folder, String digest) {
    return folder.resolve(digest + ".json");
  }
}
