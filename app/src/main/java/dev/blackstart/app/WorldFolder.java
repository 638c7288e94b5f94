package dev.blackstart.app;

import dev.blackstart.files.StateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where a world keeps what must not outlive it: keys, etcd's data, unpacked libraries. */
final class WorldFolder {
  private WorldFolder() {}

  static Path create(Path run) {
    Path folder = run.resolve("world");
    remove(folder);
    return StateFolder.create(folder);
  }

  static void remove(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> below = Files.walk(folder)) {
      for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      // A file that is still in use goes with the next sweep.
    }
  }
}
