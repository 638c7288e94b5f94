package dev.blackstart.repository;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.repository.settings.ReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The cases below {@code broken}: each is a few files on top of a small cluster that is in order,
 * and the findings expected, two lines each.
 */
public final class BrokenCases {
  private static final Path CASES =
      Path.of(System.getProperty("blackstart.root"), "phases/src/test/resources/broken");

  private BrokenCases() {}

  /** All but the one they start from. */
  public static List<String> names() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders
          .map(folder -> folder.getFileName().toString())
          .filter(name -> !name.equals("base"))
          .sorted()
          .toList();
    }
  }

  public static Path folder(String name) {
    return CASES.resolve(name);
  }

  public static String expected(String name) throws IOException {
    return Files.readString(folder(name).resolve("expected"));
  }

  /** Makes the repository of a case. */
  public static Path repository(String name, Path into) throws IOException {
    Path root = FindingCases.repository("base", into);
    FindingCases.copy(folder("base"), root);
    FindingCases.copy(folder(name), root);
    FindingCases.delete(root);
    Files.delete(root.resolve("expected"));
    return root;
  }

  /** Its only cluster, read in an empty environment. */
  public static ClusterSpec read(Path root) {
    Repository repository = RepositoryReader.read(root, new ReadOptions(Map.of(), Map.of()));
    return repository.cluster(repository.names().iterator().next());
  }

  /** Findings as the cases have them. */
  public static String text(List<Finding> findings, Path root) {
    return findings.stream()
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
        .replace(root.toString(), "REPOSITORY");
  }
}
