package dev.blackstart.rehearsal.flux;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.actor.client.Key;
import java.util.Comparator;
import java.util.List;

/**
 * Names an object that a Kustomization manages or waits for.
 *
 * @param namespace empty for an object of the cluster
 */
public record ManagedObject(
    String group, String version, String kind, String namespace, String name)
    implements Comparable<ManagedObject> {
  private static final List<String> FIRST =
      List.of(
          "CustomResourceDefinition",
          "Namespace",
          "ClusterRole",
          "ClusterClass",
          "RuntimeClass",
          "PriorityClass",
          "StorageClass",
          "VolumeSnapshotClass",
          "IngressClass",
          "GatewayClass",
          "ClusterRoleBinding",
          "ResourceQuota",
          "ServiceAccount",
          "Role",
          "RoleBinding",
          "ConfigMap",
          "Secret",
          "Service",
          "LimitRange",
          "Deployment",
          "StatefulSet",
          "CronJob",
          "PodDisruptionBudget");
  private static final List<String> LAST =
      List.of("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration");
  private static final Comparator<ManagedObject> ORDER =
      Comparator.comparingInt(ManagedObject::rank)
          .thenComparing(ManagedObject::group)
          .thenComparing(ManagedObject::kind)
          .thenComparing(ManagedObject::namespace)
          .thenComparing(ManagedObject::name);

  /** Names it by what it says of itself. */
  public static ManagedObject of(JsonNode object) {
    return of(
        object.path("apiVersion").asText(),
        object.path("kind").asText(),
        object.path("metadata").path("namespace").asText(),
        object.path("metadata").path("name").asText());
  }

  static ManagedObject of(String apiVersion, String kind, String namespace, String name) {
    int slash = apiVersion.indexOf('/');
    return new ManagedObject(
        slash < 0 ? "" : apiVersion.substring(0, slash),
        apiVersion.substring(slash + 1),
        kind,
        namespace,
        name);
  }

  /** What an entry of an inventory names: {@code namespace_name_group_Kind}. */
  static ManagedObject ofEntry(JsonNode entry) {
    String id = entry.path("id").asText();
    int kind = id.lastIndexOf('_');
    int group = id.lastIndexOf('_', kind - 1);
    int namespace = id.indexOf('_');
    return new ManagedObject(
        id.substring(group + 1, kind),
        entry.path("v").asText(),
        id.substring(kind + 1),
        id.substring(0, namespace),
        id.substring(namespace + 1, group).replace("__", ":"));
  }

  String entryId() {
    return namespace + "_" + name.replace(":", "__") + "_" + group + "_" + kind;
  }

  /** As objects name it. */
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  Key key() {
    return new Key(namespace, name);
  }

  /** Whether two names mean one object, in whatever version. */
  boolean same(ManagedObject other) {
    return entryId().equals(other.entryId());
  }

  private int rank() {
    int first = FIRST.indexOf(kind);
    return first >= 0 ? first - FIRST.size() : LAST.indexOf(kind) + 1;
  }

  @Override
  public int compareTo(ManagedObject other) {
    return ORDER.compare(this, other);
  }

  /** As Flux's messages name it. */
  @Override
  public String toString() {
    return kind + "/" + (namespace.isEmpty() ? "" : namespace + "/") + name;
  }
}
