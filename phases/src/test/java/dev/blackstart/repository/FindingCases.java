package dev.blackstart.repository;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The cases below {@code findings}: each is a few files on top of a small repository that is in
 * order, a list of files it lacks, a list of files of 100 MB, and the findings expected, two lines
 * each.
 */
public final class FindingCases {
  private static final Path CASES =
      Path.of(System.getProperty("blackstart.root"), "phases/src/test/resources/findings");
  private static final String BASE = "base";

  private FindingCases() {}

  /** The ids, which are the names of the cases. */
  public static List<String> names() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders
          .map(folder -> folder.getFileName().toString())
          .filter(name -> !name.equals(BASE))
          .sorted()
          .toList();
    }
  }

  /** What a case is to yield, two lines a finding. */
  public static String expected(String name) throws IOException {
    return Files.readString(CASES.resolve(name).resolve("expected"));
  }

  /** Makes the repository of a case. */
  static Path repository(String name, Path into) throws IOException {
    Path root = into.resolve("repository");
    copy(CASES.resolve(BASE), root);
    copy(CASES.resolve(name), root);
    delete(root);
    Path large = root.resolve("large");
    if (Files.exists(large)) {
      for (String path : Files.readAllLines(large)) {
        makeLarge(root.resolve(path));
      }
      Files.delete(large);
    }
    Files.delete(root.resolve("expected"));
    return root;
  }

  /** Takes away what the list of a case names, and the list. */
  static void delete(Path root) throws IOException {
    Path deleted = root.resolve("deleted");
    if (Files.exists(deleted)) {
      for (String path : Files.readAllLines(deleted)) {
        Files.delete(root.resolve(path));
      }
      Files.delete(deleted);
    }
  }

  /** Takes no room on disk: nothing but its end is written. */
  private static void makeLarge(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    try (RandomAccessFile text = new RandomAccessFile(file.toFile(), "rw")) {
      text.setLength(100_000_000);
    }
  }

  /** Everything found, two lines each, the repository's own path left out. */
  static String found(Repository repository) {
    Set<Finding> all = new LinkedHashSet<>(repository.findings());
    repository.clusters().values().stream().map(ClusterSpec::findings).forEach(all::addAll);
    return all.stream()
        .map(
            finding ->
                finding.level().name().toLowerCase(Locale.ROOT)
                    + " "
                    + finding.id()
                    + " "
                    + finding.at()
                    + ": "
                    + finding.what()
                    + "\n  "
                    + finding.remedy()
                    + "\n")
        .collect(Collectors.joining())
        .replace(repository.root().toString(), "REPOSITORY");
  }

  static void copy(Path from, Path to) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(from)) {
      all = files.toList();
    }
    for (Path file : all) {
      Path target = to.resolve(from.relativize(file).toString());
      if (Files.isDirectory(file)) {
        Files.createDirectories(target);
      } else {
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
