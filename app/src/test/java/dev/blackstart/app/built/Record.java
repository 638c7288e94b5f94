package dev.blackstart.app.built;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What was typed and what was seen, kept in {@code app/target/console} for whoever wants to look.
 */
final class Record {
  private final Path file;
  private final StringBuilder text = new StringBuilder();

  Record(String name) {
    file = folder().resolve(name + ".txt");
  }

  static Path folder() {
    try {
      return Files.createDirectories(Application.ROOT.resolve("app/target/console"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized void did(String what) {
    add("» " + what + "\n");
  }

  synchronized void saw(String screen) {
    add(screen.stripTrailing().indent(2) + "\n");
  }

  /** Written at every step: a test that fails has its record too. */
  private void add(String part) {
    text.append(part);
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
