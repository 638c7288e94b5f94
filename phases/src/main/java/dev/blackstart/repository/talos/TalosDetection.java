package dev.blackstart.repository.talos;

import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.repository.talos.TalosFiles.LayerFile;
import dev.blackstart.repository.talos.TalosFiles.NodeFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the nodes of a repository: below a folder {@code talos} lies a file for each, named after
 * its address or its name. Folders on the way say which cluster a node belongs to and what it is
 * for; what lies beside or above the nodes' files is what they start from.
 */
public final class TalosDetection {
  private final RepositoryFiles tree;
  private final Map<String, String> pieces = new LinkedHashMap<>();

  private TalosDetection(RepositoryFiles tree, List<String> taken) {
    this.tree = tree;
    for (String path : tree.files()) {
      if (TalosPaths.isCandidate(path)
          && taken.stream().noneMatch(folder -> path.startsWith(folder + "/"))) {
        String text = tree.readQuietly(path).orElse("");
        if (isPiece(path, text)) {
          pieces.put(path, text);
        }
      }
    }
  }

  /** The Talos sides found, by their cluster's name; a side whose paths name none comes alone. */
  public static List<TalosFiles> detect(RepositoryFiles tree) {
    return detect(tree, List.of());
  }

  /**
   * The same without what lies below some folders.
   *
   * @param taken folders other families have found to be theirs
   */
  public static List<TalosFiles> detect(RepositoryFiles tree, List<String> taken) {
    return new TalosDetection(tree, taken).sides();
  }

  /** A side whose nodes have no files of their own. */
  public static TalosFiles without(RepositoryFiles tree, String cluster) {
    return new TalosDetection(tree, List.of()).side(Optional.of(cluster), List.of());
  }

  /** A file named after an address is one even when it is still empty. */
  private static boolean isPiece(String path, String text) {
    return TalosPaths.address(path).isPresent()
        || TalosText.isTalos(text)
        || TalosPaths.name(path).matches("(?i)(?!talosconfig).*config.*|controlplane|worker");
  }

  private List<TalosFiles> sides() {
    Map<Optional<String>, List<NodeFile>> clusters = new LinkedHashMap<>();
    pieces.forEach(
        (path, text) -> {
          if (isNode(path, text)) {
            clusters
                .computeIfAbsent(TalosPaths.cluster(path), k -> new ArrayList<>())
                .add(node(path));
          }
        });
    List<TalosFiles> found = new ArrayList<>();
    clusters.forEach((cluster, nodes) -> found.add(side(cluster, nodes)));
    return found;
  }

  private NodeFile node(String path) {
    return new NodeFile(
        path,
        TalosPaths.name(path),
        TalosPaths.address(path),
        TalosPaths.role(path),
        TalosText.isWhole(pieces.get(path)));
  }

  private static boolean isNode(String path, String text) {
    return TalosPaths.address(path).isPresent()
        || TalosPaths.isAmongNodes(path) && TalosText.isTalos(text)
        || (TalosPaths.isInRoleFolder(path) || TalosText.isWhole(text))
            && TalosText.hostname(text).isPresent();
  }

  private TalosFiles side(Optional<String> cluster, List<NodeFile> nodes) {
    List<String> bases = bases(cluster, nodes);
    List<LayerFile> layers = new ArrayList<>();
    boolean patched = nodes.isEmpty() || nodes.stream().anyMatch(node -> !node.whole());
    if (patched
        && !bases.isEmpty()
        && bases.stream().allMatch(base -> TalosText.isWhole(pieces.get(base)))) {
      String folder = RepositoryFiles.folder(bases.getFirst());
      pieces.forEach(
          (path, text) -> {
            if (RepositoryFiles.folder(path).equals(folder)
                && TalosText.isTalos(text)
                && !bases.contains(path)
                && !isNode(path, text)) {
              layers.add(new LayerFile(path, RoleNames.file(TalosPaths.name(path))));
            }
          });
    }
    return new TalosFiles(cluster, nodes, bases, layers, unused(cluster, nodes, bases, layers));
  }

  private List<String> unused(
      Optional<String> cluster, List<NodeFile> nodes, List<String> bases, List<LayerFile> layers) {
    if (nodes.isEmpty()) {
      return List.of();
    }
    String root = TalosPaths.root(nodes.getFirst().path());
    return pieces.entrySet().stream()
        .filter(piece -> TalosText.isTalos(piece.getValue()))
        .map(Map.Entry::getKey)
        .filter(path -> TalosPaths.root(path).equals(root))
        .filter(path -> TalosPaths.cluster(path).equals(cluster))
        .filter(path -> !bases.contains(path) && !isNode(path, pieces.get(path)))
        .filter(path -> layers.stream().noneMatch(layer -> layer.path().equals(path)))
        .toList();
  }

  /** Beside or above the nodes first, then in a {@code talos} folder that is no cluster's own. */
  private List<String> bases(Optional<String> cluster, List<NodeFile> nodes) {
    if (!nodes.isEmpty()) {
      for (String folder = RepositoryFiles.folder(nodes.getFirst().path()); ; ) {
        String here = folder;
        List<String> found =
            whole(
                pieces.keySet().stream()
                    .filter(path -> RepositoryFiles.folder(path).equals(here))
                    .toList());
        if (!found.isEmpty()) {
          return found;
        }
        if (folder.isEmpty()) {
          break;
        }
        folder = RepositoryFiles.folder(folder);
      }
    }
    return whole(
        pieces.keySet().stream()
            .filter(
                path -> {
                  Optional<String> owner = TalosPaths.cluster(path);
                  return owner.isEmpty() || owner.equals(cluster);
                })
            .toList());
  }

  /** The whole configs among some files; without one, all that may be one in pieces. */
  private List<String> whole(List<String> among) {
    List<String> bases =
        among.stream().filter(path -> !isNode(path, pieces.get(path)) && isBase(path)).toList();
    List<String> whole =
        bases.stream().filter(path -> TalosText.isWhole(pieces.get(path))).toList();
    return whole.isEmpty() ? bases : whole;
  }

  /** A template of any name, a whole config, or a file of a name Talos's own tools give. */
  private boolean isBase(String path) {
    String name = RepositoryFiles.name(path);
    return name.endsWith(".j2")
        || TalosText.isWhole(pieces.get(path))
        || name.matches("(machineconfig|controlplane|worker)(\\.sops)?\\.ya?ml");
  }
}
