package dev.blackstart.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the files of a test's repository. */
public final class Texts {
  private final Path root;

  public Texts(Path root) {
    this.root = root;
  }

  /** Writes a file below the root and returns these texts. */
  public Texts with(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }
}
