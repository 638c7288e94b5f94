package dev.blackstart.repository.talos;

import dev.blackstart.cluster.Role;
import dev.blackstart.repository.source.IpAddress;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.repository.talos.TalosFiles.NodeFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the nodes of a repository: below a folder {@code talos} lies a file for each, named after
 * its address. Folders on the way say which cluster a node belongs to and what it is for.
 */
public final class TalosDetection {
  private static final Pattern NODE_FILE =
      Pattern.compile("(" + IpAddress.V4 + ")\\.ya?ml(?:\\.j2)?");
  private static final Map<String, Role> ROLES =
      Map.of(
          "controlplane", Role.CONTROL_PLANE,
          "controlplanes", Role.CONTROL_PLANE,
          "control-plane", Role.CONTROL_PLANE,
          "control-planes", Role.CONTROL_PLANE,
          "master", Role.CONTROL_PLANE,
          "masters", Role.CONTROL_PLANE,
          "worker", Role.WORKER,
          "workers", Role.WORKER);

  /** Folder names that say nothing about a cluster. */
  private static final Set<String> GENERIC =
      Set.of(
          "talos",
          "clusters",
          "cluster",
          "kubernetes",
          "infrastructure",
          "provision",
          "bootstrap",
          "nodes",
          "node",
          "machines",
          "hosts",
          "patches");

  /** Top folders that speak of clusters without being any. */
  private static final Set<String> ASIDE = Set.of("docs", "doc", "examples", "archive", "tests");

  private TalosDetection() {}

  /** The Talos sides found, by their cluster's name; a side whose paths name none comes alone. */
  public static List<TalosFiles> detect(RepositoryFiles tree) {
    return detect(tree, List.of());
  }

  /**
   * The same without what lies in or below some folders.
   *
   * @param taken folders other families have found to be theirs
   */
  public static List<TalosFiles> detect(RepositoryFiles tree, List<String> taken) {
    Map<Optional<String>, List<NodeFile>> clusters = new LinkedHashMap<>();
    for (String path : tree.files()) {
      if (taken.stream().anyMatch(folder -> path.startsWith(folder + "/"))) {
        continue;
      }
      Matcher name = NODE_FILE.matcher(RepositoryFiles.name(path));
      if (isBelowTalos(path) && name.matches()) {
        clusters
            .computeIfAbsent(cluster(path), key -> new ArrayList<>())
            .add(new NodeFile(path, name.group(1), role(path)));
      }
    }
    List<TalosFiles> found = new ArrayList<>();
    clusters.forEach(
        (cluster, nodes) -> found.add(new TalosFiles(cluster, nodes, bases(tree, cluster, nodes))));
    return found;
  }

  /** Files a node of a cluster may start from, for clusters whose nodes have no files. */
  public static List<String> bases(RepositoryFiles tree, String cluster) {
    return bases(tree, Optional.of(cluster), List.of());
  }

  private static boolean isBelowTalos(String path) {
    List<String> folders = RepositoryFiles.folders(path);
    return folders.contains("talos") && !ASIDE.contains(folders.getFirst());
  }

  private static Optional<Role> role(String path) {
    return RepositoryFiles.folders(path).reversed().stream()
        .filter(ROLES::containsKey)
        .map(ROLES::get)
        .findFirst();
  }

  /** The first telling folder below {@code talos}, else the last one above it. */
  private static Optional<String> cluster(String path) {
    List<String> folders = RepositoryFiles.folders(path);
    int talos = folders.lastIndexOf("talos");
    List<String> below = telling(folders.subList(talos + 1, folders.size()));
    List<String> above = telling(folders.subList(0, talos));
    return below.isEmpty()
        ? above.stream().reduce((first, second) -> second)
        : Optional.of(below.getFirst());
  }

  private static List<String> telling(List<String> folders) {
    return folders.stream()
        .filter(folder -> !GENERIC.contains(folder) && !ROLES.containsKey(folder))
        .toList();
  }

  /** Beside or above the nodes first, then in a {@code talos} folder that is no cluster's own. */
  private static List<String> bases(
      RepositoryFiles tree, Optional<String> cluster, List<NodeFile> nodes) {
    if (!nodes.isEmpty()) {
      for (String folder = RepositoryFiles.folder(nodes.getFirst().path()); ; ) {
        List<String> here = basesIn(tree, folder);
        if (!here.isEmpty()) {
          return here;
        }
        if (folder.isEmpty()) {
          break;
        }
        folder = RepositoryFiles.folder(folder);
      }
    }
    List<String> shared = new ArrayList<>();
    for (String path : tree.files()) {
      Optional<String> owner =
          RepositoryFiles.folders(path).contains("talos") ? cluster(path) : Optional.of("");
      if (isBase(path) && (owner.isEmpty() || owner.equals(cluster))) {
        shared.add(path);
      }
    }
    return shared;
  }

  private static List<String> basesIn(RepositoryFiles tree, String folder) {
    return tree.files().stream()
        .filter(path -> RepositoryFiles.folder(path).equals(folder) && isBase(path))
        .toList();
  }

  /** A template of any name but a node's, or a plain file of a name Talos's own tools give. */
  private static boolean isBase(String path) {
    String name = RepositoryFiles.name(path);
    boolean template = name.endsWith(".yaml.j2") || name.endsWith(".yml.j2");
    boolean plain = name.matches("(machineconfig|controlplane|worker)\\.ya?ml");
    return (template || plain) && !NODE_FILE.matcher(name).matches() && isBelowTalos(path);
  }
}
