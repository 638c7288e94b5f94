package dev.blackstart.repository.talos;

import dev.blackstart.cluster.Role;
import dev.blackstart.repository.source.IpAddress;
import dev.blackstart.repository.source.RepositoryFiles;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the path of a file below a folder {@code talos} tells. */
final class TalosPaths {
  private static final String TALOS = "talos";
  private static final Pattern FILE =
      Pattern.compile("(?<name>.+?)(?:\\.sops)?\\.ya?ml(?:\\.j2|\\.jinja2?)?");
  private static final Set<String> OF_NODES =
      Set.of("nodes", "node", "hosts", "host", "machines", "static-configs", "static");
  private static final String PATCHES = "patches";

  /** Folder names that say nothing about a cluster. */
  private static final Set<String> GENERIC =
      Set.of(
          TALOS,
          PATCHES,
          "clusters",
          "cluster",
          "kubernetes",
          "infrastructure",
          "provision",
          "bootstrap",
          "setup",
          "config",
          "configs",
          "machineconfig",
          "machineconfigs",
          "machine-configs",
          "rendered",
          "generated",
          "global",
          "common",
          "base",
          "all",
          "shared",
          "storage",
          "network",
          "networking",
          "integrations",
          "extensions",
          "schematics",
          "addons");

  private TalosPaths() {}

  /** Whether a file is one a machine config may be made of, by its place and name. */
  static boolean isCandidate(String path) {
    return RepositoryFiles.folders(path).contains(TALOS)
        && !TalosFolders.isAside(path)
        && FILE.matcher(RepositoryFiles.name(path)).matches();
  }

  /** The file's name without its endings. */
  static String name(String path) {
    Matcher name = FILE.matcher(RepositoryFiles.name(path));
    return name.matches() ? name.group("name") : RepositoryFiles.name(path);
  }

  /** The address a file is named after. */
  static Optional<String> address(String path) {
    return Optional.of(name(path)).filter(IpAddress::matches);
  }

  /** The role the nearest folder of such a name tells. */
  static Optional<Role> role(String path) {
    return RepositoryFiles.folders(path).reversed().stream()
        .flatMap(folder -> RoleNames.folder(folder).stream())
        .findFirst();
  }

  /** Whether a file lies in a folder that is kept for nodes. */
  static boolean isAmongNodes(String path) {
    return below(path).stream().anyMatch(OF_NODES::contains);
  }

  /** Whether a file lies in a role's folder that is no folder of patches. */
  static boolean isInRoleFolder(String path) {
    List<String> below = below(path);
    return !below.contains(PATCHES)
        && below.stream().anyMatch(f -> RoleNames.folder(f).isPresent());
  }

  /** The first telling folder below {@code talos}, else the last one above it. */
  static Optional<String> cluster(String path) {
    List<String> folders = RepositoryFiles.folders(path);
    List<String> above = telling(folders.subList(0, folders.lastIndexOf(TALOS)));
    List<String> below = telling(below(path));
    return below.isEmpty()
        ? above.stream().reduce((first, second) -> second)
        : Optional.of(below.getFirst());
  }

  /** The {@code talos} folder a file lies below. */
  static String root(String path) {
    List<String> folders = RepositoryFiles.folders(path);
    return String.join("/", folders.subList(0, folders.lastIndexOf(TALOS) + 1));
  }

  private static List<String> below(String path) {
    List<String> folders = RepositoryFiles.folders(path);
    return folders.subList(folders.lastIndexOf(TALOS) + 1, folders.size());
  }

  private static List<String> telling(List<String> folders) {
    return folders.stream()
        .filter(
            folder ->
                !GENERIC.contains(folder)
                    && !OF_NODES.contains(folder)
                    && RoleNames.folder(folder).isEmpty())
        .toList();
  }
}
