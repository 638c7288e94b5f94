package dev.blackstart.repository.talos;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.MachineConfigSource;
import dev.blackstart.cluster.MachineConfigSource.Layer;
import dev.blackstart.cluster.Node;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the patterns with braces that name the same files for all nodes of a cluster. */
public final class PathPatterns {
  private final ClusterSpec spec;

  public PathPatterns(ClusterSpec spec) {
    this.spec = spec;
  }

  /** What {@code talos.base} would be; nothing when no pattern fits every node. */
  public Optional<String> base() {
    return isComplete() ? pattern(source -> source.base().origin()) : Optional.empty();
  }

  /** What {@code talos.patches} would be, likewise. */
  public Optional<List<String>> patches() {
    if (!isComplete()) {
      return Optional.empty();
    }
    Set<Integer> counts = new LinkedHashSet<>();
    spec.machineConfigs().values().forEach(source -> counts.add(source.patches().size()));
    if (counts.size() != 1) {
      return Optional.empty();
    }
    List<String> patterns = new ArrayList<>();
    for (int i = 0; i < counts.iterator().next(); i++) {
      int index = i;
      Optional<String> pattern = pattern(source -> layer(source, index).origin());
      if (pattern.isEmpty()) {
        return Optional.empty();
      }
      patterns.add(pattern.get());
    }
    return Optional.of(patterns);
  }

  private boolean isComplete() {
    return !spec.nodes().isEmpty()
        && spec.nodes().stream()
            .allMatch(node -> spec.machineConfigs().containsKey(node.address()));
  }

  private static Layer layer(MachineConfigSource source, int index) {
    return source.patches().get(index);
  }

  /** Where a file lies that a node is given. */
  private interface Origin {
    String of(MachineConfigSource source);
  }

  private Optional<String> pattern(Origin origin) {
    Node first = spec.nodes().getFirst();
    return candidates(first, origin.of(source(first))).stream()
        .filter(
            pattern ->
                spec.nodes().stream()
                    .allMatch(
                        node -> {
                          String path = origin.of(source(node));
                          return filled(pattern, node, path).equals(path);
                        }))
        .findFirst();
  }

  private MachineConfigSource source(Node node) {
    return spec.machineConfigs().get(node.address());
  }

  /** The path as it is, then with ever more of it in braces. */
  private Set<String> candidates(Node node, String path) {
    Set<String> candidates = new LinkedHashSet<>(List.of(path));
    String stem = TalosPaths.name(path);
    List<String[]> names = new ArrayList<>();
    names.add(new String[] {node.role().machineType(), "{role}"});
    names.add(
        stem.equals(node.address())
            ? new String[] {stem, "{address}"}
            : new String[] {stem, "{node}"});
    names.add(new String[] {spec.name(), "{cluster}"});
    for (String[] name : names) {
      for (String known : List.copyOf(candidates)) {
        candidates.add(replaced(known, name[0], name[1]));
      }
    }
    return candidates;
  }

  /** Whole parts of a path only, the last one up to its first ending. */
  private static String replaced(String path, String name, String braces) {
    String[] parts = path.split("/");
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].equals(name)) {
        parts[i] = braces;
      } else if (i == parts.length - 1 && parts[i].startsWith(name + ".")) {
        parts[i] = braces + parts[i].substring(name.length());
      }
    }
    return String.join("/", parts);
  }

  private String filled(String pattern, Node node, String path) {
    String stem = TalosPaths.name(path);
    return new Placeholders(
            spec.name(), node.role().machineType(), node.address(), stem, node.name())
        .fill(pattern);
  }
}
