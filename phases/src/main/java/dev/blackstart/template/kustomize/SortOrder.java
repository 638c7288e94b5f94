package dev.blackstart.template.kustomize;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The order of a build's objects where one is asked for. */
final class SortOrder {
  private static final List<String> FIRST =
      List.of(
          "Namespace",
          "ResourceQuota",
          "StorageClass",
          "CustomResourceDefinition",
          "ServiceAccount",
          "PodSecurityPolicy",
          "Role",
          "ClusterRole",
          "RoleBinding",
          "ClusterRoleBinding",
          "ConfigMap",
          "Secret",
          "Endpoints",
          "Service",
          "LimitRange",
          "PriorityClass",
          "PersistentVolume",
          "PersistentVolumeClaim",
          "Deployment",
          "StatefulSet",
          "CronJob",
          "PodDisruptionBudget");
  private static final List<String> LAST =
      List.of("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration");

  private SortOrder() {}

  /** The order that {@code sortOptions} asks for; as they came when it asks for none. */
  static List<Resource> sorted(KustomizationFile file, List<Resource> resources) {
    Map<String, Object> options = Values.asMap(file.get("sortOptions"));
    String order = Values.text(options, "order");
    return switch (order) {
      case "", "fifo" -> resources;
      case "legacy" -> {
        Map<String, Object> legacy = Values.asMap(options.get("legacySortOptions"));
        yield legacy.isEmpty()
            ? sorted(resources, FIRST, LAST)
            : sorted(resources, kinds(legacy, "orderFirst"), kinds(legacy, "orderLast"));
      }
      default ->
          throw new KustomizeProblem(
              file.place("sortOptions"),
              "the field 'sortOptions.order' must be one of [fifo, legacy]");
    };
  }

  private static List<String> kinds(Map<String, Object> options, String field) {
    return Values.asList(options.get(field)).stream().map(Values::scalar).toList();
  }

  private static List<Resource> sorted(
      List<Resource> resources, List<String> first, List<String> last) {
    Comparator<Resource> byRank = Comparator.comparingInt(r -> rank(r.id().kind(), first, last));
    return resources.stream()
        .sorted(byRank.thenComparing(r -> type(r.id())).thenComparing(r -> place(r.id())))
        .toList();
  }

  private static int rank(String kind, List<String> first, List<String> last) {
    if (first.contains(kind)) {
      return first.indexOf(kind) - first.size();
    }
    return last.contains(kind) ? last.indexOf(kind) + 1 : 0;
  }

  private static String type(ResourceId id) {
    return or(id.group(), "~G") + "_" + or(id.version(), "~V") + "_" + or(id.kind(), "~K");
  }

  private static String place(ResourceId id) {
    return or(id.namespace(), "~X") + "|" + or(id.name(), "~N");
  }

  private static String or(String text, String other) {
    return text.isEmpty() ? other : text;
  }
}
