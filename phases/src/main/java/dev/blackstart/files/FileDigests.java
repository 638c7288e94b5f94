package dev.blackstart.files;

import dev.blackstart.run.InputDigest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The beginnings of the digests of a repository's files: enough to tell that one has changed. */
public final class FileDigests {
  /** Hexadecimal digits that are kept. */
  private static final int KEPT = 12;

  private static final Pattern LINE = Pattern.compile(":\\d+$");

  private final Path root;

  /**
   * @param root absolute root of the repository
   */
  public FileDigests(Path root) {
    this.root = root.normalize();
  }

  /** By path relative to the root; what is no readable file inside the repository is left out. */
  public Map<String, String> of(Collection<String> files) {
    Map<String, String> digests = new TreeMap<>();
    for (String name : files) {
      for (Path file : under(LINE.matcher(name).replaceFirst(""))) {
        put(file, digests);
      }
    }
    return digests;
  }

  private List<Path> under(String name) {
    Path file;
    try {
      file = root.resolve(name).normalize();
    } catch (InvalidPathException noPath) {
      return List.of();
    }
    if (name.isEmpty() || !file.startsWith(root) || file.equals(root)) {
      return List.of();
    }
    if (!Files.isDirectory(file)) {
      return List.of(file);
    }
    try (Stream<Path> all = Files.walk(file)) {
      return all.filter(Files::isRegularFile).toList();
    } catch (IOException | UncheckedIOException unreadable) {
      return List.of();
    }
  }

  private void put(Path file, Map<String, String> to) {
    try {
      String content = Files.readString(file, StandardCharsets.ISO_8859_1);
      String name = root.relativize(file).toString().replace('\\', '/');
      to.put(name, new InputDigest().with(content).hex().substring(0, KEPT));
    } catch (IOException gone) {
      // What cannot be read tells nothing; the digest of the phase's inputs still does.
    }
  }
}
