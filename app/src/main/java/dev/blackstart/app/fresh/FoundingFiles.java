package dev.blackstart.app.fresh;

import dev.blackstart.app.Refusal;
import dev.blackstart.files.PrivateFile;
import dev.blackstart.repository.fresh.NewFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files that are written together or not at all, never over another. */
final class FoundingFiles {
  private static final String KEY = "age.key";

  private final Path root;
  private final Map<String, NewFile> files = new LinkedHashMap<>();
  private final List<String> written = new ArrayList<>();
  private final List<String> kept = new ArrayList<>();

  FoundingFiles(Path root) {
    this.root = root;
  }

  void add(NewFile file) {
    files.put(file.path(), file);
  }

  /** Paths of what was written, in order. */
  List<String> written() {
    return List.copyOf(written);
  }

  /** Paths of what was there. */
  List<String> kept() {
    return List.copyOf(kept);
  }

  /**
   * @throws Refusal 2 when a file of the cluster's own is there
   */
  void refuseTaken() {
    for (NewFile file : files.values()) {
      if (!file.shared() && exists(file.path())) {
        throw new Refusal(
            2,
            root.resolve(file.path()) + " exists, it is not written over",
            "move it away, or choose another name for the cluster");
      }
    }
  }

  /**
   * Writes all of them; when one cannot be written, what was written before is taken away.
   *
   * @param key a key file that only its owner may read
   */
  void write(Optional<String> key) {
    Path now = root;
    try {
      Files.createDirectories(root);
      if (key.isPresent()) {
        now = root.resolve(KEY);
        if (exists(KEY)) {
          throw new IOException("it exists");
        }
        PrivateFile.write(now, key.get());
        written.add(KEY);
      }
      for (NewFile file : files.values()) {
        now = root.resolve(file.path());
        if (exists(file.path())) {
          kept.add(file.path());
          continue;
        }
        Files.createDirectories(now.getParent());
        Files.writeString(now, file.text(), StandardOpenOption.CREATE_NEW);
        written.add(file.path());
      }
    } catch (IOException failed) {
      takeBack();
      throw new Refusal(
          3,
          now + " cannot be written: " + failed.getMessage(),
          "let your user write there; nothing of what was begun is left");
    }
  }

  private boolean exists(String path) {
    return Files.exists(root.resolve(path), LinkOption.NOFOLLOW_LINKS);
  }

  private void takeBack() {
    for (String path : written.reversed()) {
      try {
        Files.deleteIfExists(root.resolve(path));
      } catch (IOException stays) {
        // What cannot be taken back is found there by the next try, which names it.
      }
    }
  }
}
