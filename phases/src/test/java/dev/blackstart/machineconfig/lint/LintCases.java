package dev.blackstart.machineconfig.lint;

import dev.blackstart.repository.BrokenCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The cases below {@code lints}: each is one file that says what is changed in a cluster that is in
 * order. A line with {@code @} names a file, one with {@code !} takes a file away, {@code -} and
 * {@code +} change lines as a diff does, and below {@code =} stands what is found.
 */
public final class LintCases {
  private static final Path CASES =
      Path.of(System.getProperty("blackstart.root"), "phases/src/test/resources/lints");

  private LintCases() {}

  /** All of them, in order. */
  public static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  /** What a case is to yield, two lines a finding. */
  public static String expected(String name) throws IOException {
    String text = Files.readString(CASES.resolve(name));
    int at = text.indexOf("\n=\n");
    return at < 0 ? "" : text.substring(at + 3);
  }

  /** Writes what a case yields below its changes. */
  public static void write(String name, String found) throws IOException {
    String text = Files.readString(CASES.resolve(name));
    int at = text.indexOf("\n=\n");
    Files.writeString(
        CASES.resolve(name), (at < 0 ? text : text.substring(0, at + 1)) + "=\n" + found);
  }

  /** Makes the repository of a case; with no name the one they start from. */
  public static Path repository(String name, Path into) throws IOException {
    Path root = BrokenCases.repository("base", into);
    copy(CASES.resolve("base"), root);
    if (!name.isEmpty()) {
      Change change = new Change(root);
      for (String line :
          Files.readString(CASES.resolve(name)).split("\n=\n", 2)[0].split("\n", -1)) {
        change.line(line);
      }
      change.end();
    }
    return root;
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(from)) {
      all = files.filter(Files::isRegularFile).toList();
    }
    for (Path file : all) {
      Path target = to.resolve(from.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.writeString(target, Files.readString(file));
    }
  }

  private static final class Change {
    private final Path root;
    private Path file;
    private List<String> lines = new ArrayList<>();
    private int at = -1;

    Change(Path root) {
      this.root = root;
    }

    void line(String line) throws IOException {
      if (line.length() < 2) {
        return;
      }
      String rest = line.substring(2);
      switch (line.charAt(0)) {
        case '@' -> {
          end();
          file = root.resolve(rest);
          lines =
              Files.exists(file) ? new ArrayList<>(Files.readAllLines(file)) : new ArrayList<>();
          at = lines.size();
        }
        case '!' -> Files.delete(root.resolve(rest));
        case '-' -> {
          at = lines.indexOf(rest);
          if (at < 0) {
            throw new IllegalStateException(file + " has no line " + rest);
          }
          lines.remove(at);
        }
        case '+' -> lines.add(at++, rest);
        default -> throw new IllegalStateException("no change: " + line);
      }
    }

    void end() throws IOException {
      if (file != null) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, String.join("\n", lines) + "\n");
      }
    }
  }
}
