package dev.blackstart.repository.talos;

import dev.blackstart.repository.source.RepositoryFiles;
import java.util.List;
import java.util.Set;

/** Folders that speak of clusters without being any. */
public final class TalosFolders {
  private static final Set<String> ASIDE =
      Set.of(
          "docs",
          "doc",
          "example",
          "examples",
          "archive",
          "archived",
          "old",
          "test",
          "tests",
          "testdata",
          "template",
          "templates");

  private TalosFolders() {}

  /** Whether a path leads through such a folder. */
  public static boolean isAside(String path) {
    List<String> folders = RepositoryFiles.folders(path);
    return folders.stream().anyMatch(ASIDE::contains);
  }
}
