package dev.blackstart.repository.helmfile;

import dev.blackstart.cluster.Place;
import dev.blackstart.repository.source.ReadingProblem;
import dev.blackstart.repository.source.RepositoryFiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the helmfiles of a cluster: a folder {@code helmfile.d}, a folder {@code helmfile} with
 * bases beside them, or files named {@code helmfile….yaml}.
 */
public final class HelmfileDetection {
  private static final Pattern SINGLE =
      Pattern.compile("helmfile([-_.][^/.]+)?\\.ya?ml(\\.gotmpl)?");
  private static final Pattern WITH_RELEASES =
      Pattern.compile("(?m)^ {0,2}[\"']?(releases|helmfiles)[\"']?\\s*:");
  private static final Pattern LEFT_BEHIND =
      Pattern.compile("(?i)archived?|old|deprecated|backups?|examples?|tests?|testdata|docs?");
  private static final Pattern BEFORE = Pattern.compile("helmfile[-_.](pre|crds?)\\b[^/]*$");
  private static final Pattern AFTER = Pattern.compile("helmfile[-_.]post\\b[^/]*$");
  private static final Set<String> CRDS = Set.of("crd", "crds");

  private HelmfileDetection() {}

  /**
   * The folder a cluster is bootstrapped from: one on a path that names the cluster, else one on a
   * path that names no cluster at all; of several one that is called bootstrap, then the one
   * nearest to the root.
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
    List<String> many = inFolder(tree, below(folder, "helmfile.d"));
    if (many.isEmpty()) {
      many =
          inFolder(tree, below(folder, "helmfile")).stream()
              .filter(path -> hasReleases(tree, path))
              .toList();
    }
    if (many.isEmpty()) {
      many = singles(tree, folder);
    }
    List<String> crds =
        CRDS.stream()
            .flatMap(name -> inFolder(tree, below(folder, name)).stream())
            .filter(HelmfileDetection::isSingle)
            .toList();
    return Stream.concat(crds.stream(), many.stream()).toList();
  }

  /** Whether a file has what only helmfiles have, by its text. */
  public static boolean isHelmfile(RepositoryFiles tree, String path) {
    return GoTemplates.isTemplate(path) || (isYaml(path) && hasReleases(tree, path));
  }

  /**
   * The helmfile of a folder between those that say they come before it or after it; another one
   * beside it is another way to do the same.
   */
  private static List<String> singles(RepositoryFiles tree, String folder) {
    List<String> all = inFolder(tree, folder).stream().filter(HelmfileDetection::isSingle).toList();
    List<String> main = all.stream().filter(HelmfileDetection::isMain).toList();
    if (main.isEmpty()) {
      return all;
    }
    Stream<String> before = all.stream().filter(path -> BEFORE.matcher(path).find());
    Stream<String> after = all.stream().filter(path -> AFTER.matcher(path).find());
    return Stream.of(before, main.stream(), after).flatMap(each -> each).toList();
  }

  private static boolean isMain(String path) {
    return RepositoryFiles.name(path).matches("helmfile\\.ya?ml(\\.gotmpl)?");
  }

  /** All helmfiles that lie in a folder, by name; of a plain one and its template the template. */
  static List<String> inFolder(RepositoryFiles tree, String folder) {
    return tree.files().stream()
        .filter(path -> RepositoryFiles.folder(path).equals(folder) && isYaml(path))
        .filter(path -> !tree.isFile(path + ".gotmpl"))
        .toList();
  }

  /** Folders that hold a helmfile.d, a folder helmfile or a helmfile. */
  private static List<String> folders(RepositoryFiles tree) {
    Set<String> found = new LinkedHashSet<>();
    for (String path : tree.files()) {
      if (!isYaml(path) || isLeftBehind(path)) {
        continue;
      }
      String folder = RepositoryFiles.folder(path);
      String name = RepositoryFiles.name(folder);
      if (name.equals("helmfile.d") || (name.equals("helmfile") && hasReleases(tree, path))) {
        found.add(RepositoryFiles.folder(folder));
      } else if (isSingle(path)) {
        found.add(CRDS.contains(name) ? RepositoryFiles.folder(folder) : folder);
      }
    }
    List<String> ranked = new ArrayList<>(found);
    ranked.sort(
        Comparator.comparing((String folder) -> !segments(folder).contains("bootstrap"))
            .thenComparing(folder -> segments(folder).size())
            .thenComparing(Comparator.naturalOrder()));
    return ranked;
  }

  private static boolean hasReleases(RepositoryFiles tree, String path) {
    try {
      return WITH_RELEASES.matcher(tree.read(path, new Place(path, 0))).find();
    } catch (ReadingProblem unreadable) {
      return false;
    }
  }

  private static boolean isLeftBehind(String path) {
    return RepositoryFiles.folders(path).stream()
        .anyMatch(folder -> LEFT_BEHIND.matcher(folder).matches());
  }

  private static boolean isYaml(String path) {
    return path.matches(".*\\.ya?ml(\\.gotmpl)?");
  }

  private static boolean isSingle(String path) {
    return SINGLE.matcher(RepositoryFiles.name(path)).matches();
  }

  private static String below(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  private static List<String> segments(String folder) {
    return List.of(folder.split("/"));
  }
}
