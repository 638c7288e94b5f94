package dev.blackstart.repository.helmfile;

import dev.blackstart.repository.source.RepositoryFiles;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the helmfiles of a cluster. */
public final class HelmfileDetection {
  private HelmfileDetection() {}

  /**
   * The folder a cluster is bootstrapped from: one on a path that names the cluster, else one on a
   * path that names no cluster at all.
   *
   * @param others names of the repository's other clusters
   */
  public static Optional<String> folder(RepositoryFiles tree, String cluster, Set<String> others) {
    List<String> folders = folders(tree);
    return folders.stream()
        .filter(folder -> segments(folder).contains(cluster))
        .findFirst()
        .or(
            () ->
                folders.stream()
                    .filter(folder -> segments(folder).stream().noneMatch(others::contains))
                    .findFirst());
  }

  /** The helmfiles of a bootstrap folder in the order helmfile takes them: by name. */
  public static List<String> helmfiles(RepositoryFiles tree, String folder) {
    List<String> many =
        tree.files().stream()
            .filter(path -> isIn(path, below(folder, "helmfile.d")) && isHelmfile(path))
            .toList();
    return many.isEmpty()
        ? tree.files().stream().filter(path -> isIn(path, folder) && isSingle(path)).toList()
        : many;
  }

  /** Folders that hold a helmfile.d or a helmfile.yaml. */
  private static List<String> folders(RepositoryFiles tree) {
    Set<String> found = new LinkedHashSet<>();
    for (String path : tree.files()) {
      String folder = RepositoryFiles.folder(path);
      if (RepositoryFiles.name(folder).equals("helmfile.d") && isHelmfile(path)) {
        found.add(RepositoryFiles.folder(folder));
      } else if (isSingle(path)) {
        found.add(folder);
      }
    }
    return List.copyOf(found);
  }

  private static boolean isHelmfile(String path) {
    return path.matches(".*\\.ya?ml(\\.gotmpl)?");
  }

  private static boolean isSingle(String path) {
    return RepositoryFiles.name(path).matches("helmfile\\.ya?ml(\\.gotmpl)?");
  }

  private static boolean isIn(String path, String folder) {
    return RepositoryFiles.folder(path).equals(folder);
  }

  private static String below(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  private static List<String> segments(String folder) {
    return List.of(folder.split("/"));
  }
}
