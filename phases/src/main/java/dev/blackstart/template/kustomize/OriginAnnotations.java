package dev.blackstart.template.kustomize;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where each object came from, as {@code buildMetadata: [originAnnotations]} asks it be told. */
final class OriginAnnotations {
  static final String WANTED = "originAnnotations";

  private static final String ORIGIN = "config.kubernetes.io/origin";

  private final String root;

  /**
   * @param root folder of the kustomization that is built
   */
  OriginAnnotations(String root) {
    this.root = root;
  }

  void add(Resource resource) {
    Map<String, Object> metadata =
        new LinkedHashMap<>(Values.asMap(resource.object().get("metadata")));
    Map<String, Object> annotations =
        new LinkedHashMap<>(Values.asMap(metadata.get("annotations")));
    annotations.put(ORIGIN, text(resource));
    metadata.put("annotations", annotations);
    resource.object().put("metadata", metadata);
  }

  private String text(Resource resource) {
    String path = relative(resource.origin());
    return resource.written().isPresent()
        ? "path: " + path + "\n"
        : """
        configuredIn: %s
        configuredBy:
          apiVersion: builtin
          kind: %sGenerator
        """
            .formatted(path, Values.scalar(resource.object().get("kind")));
  }

  private String relative(String path) {
    List<String> from = root.isEmpty() ? List.of() : List.of(root.split("/", -1));
    List<String> to = List.of(path.split("/", -1));
    int same = 0;
    while (same < from.size() && same < to.size() && from.get(same).equals(to.get(same))) {
      same++;
    }
    List<String> steps = new ArrayList<>();
    from.subList(same, from.size()).forEach(step -> steps.add(".."));
    steps.addAll(to.subList(same, to.size()));
    return String.join("/", steps);
  }
}
