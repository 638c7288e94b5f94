package dev.blackstart.rehearsal.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a resource path points at; parts that it does not have are empty.
 *
 * @param group empty for the core group
 */
record RequestTarget(
    String group,
    String version,
    String namespace,
    String plural,
    String name,
    String subresource) {

  /** Reads a path below {@code /api} or {@code /apis} that names at least a resource. */
  static Optional<RequestTarget> of(String path) {
    List<String> parts = new ArrayList<>(List.of(path.substring(1).split("/")));
    parts.removeIf(String::isEmpty);
    String group = "";
    int at = 1;
    if (parts.get(0).equals("apis")) {
      if (parts.size() < 2) {
        return Optional.empty();
      }
      group = parts.get(1);
      at = 2;
    }
    if (parts.size() <= at + 1) {
      return Optional.empty();
    }
    String version = parts.get(at);
    List<String> rest = parts.subList(at + 1, parts.size());
    boolean inNamespace =
        rest.get(0).equals("namespaces") && rest.size() > 2 && !ofNamespaceItself(group, rest);
    if (inNamespace) {
      return Optional.of(
          new RequestTarget(group, version, rest.get(1), rest.get(2), get(rest, 3), tail(rest, 4)));
    }
    return Optional.of(
        new RequestTarget(group, version, "", rest.get(0), get(rest, 1), tail(rest, 2)));
  }

  private static boolean ofNamespaceItself(String group, List<String> rest) {
    return group.isEmpty()
        && rest.size() == 3
        && (rest.get(2).equals("status") || rest.get(2).equals("finalize"));
  }

  private static String get(List<String> parts, int index) {
    return index < parts.size() ? parts.get(index) : "";
  }

  private static String tail(List<String> parts, int index) {
    return index < parts.size() ? String.join("/", parts.subList(index, parts.size())) : "";
  }
}
