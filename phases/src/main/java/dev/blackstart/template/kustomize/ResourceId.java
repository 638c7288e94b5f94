package dev.blackstart.template.kustomize;

import java.util.Map;

/**
 * What tells one object of a build from all others.
 *
 * @param group API group, empty for the core
 * @param version API version
 * @param kind kind
 * @param name name
 * @param namespace namespace as written; empty when none is
 */
record ResourceId(String group, String version, String kind, String name, String namespace) {
  static final String CLUSTER = "_non_namespaceable_";
  static final String DEFAULT = "default";

  static ResourceId of(Map<String, Object> object) {
    return of(
        Values.text(object, "apiVersion"),
        Values.text(object, "kind"),
        Values.text(object, "metadata", "name"),
        Values.text(object, "metadata", "namespace"));
  }

  static ResourceId of(String apiVersion, String kind, String name, String namespace) {
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    return new ResourceId(group, apiVersion.substring(slash + 1), kind, name, namespace);
  }

  String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  boolean isClusterScoped() {
    return ClusterScope.holds(apiVersion(), kind);
  }

  /** The namespace by which objects are told apart: none written is the default one. */
  String effectiveNamespace() {
    if (isClusterScoped()) {
      return CLUSTER;
    }
    return namespace.isEmpty() ? DEFAULT : namespace;
  }

  boolean same(ResourceId other) {
    return name.equals(other.name)
        && kind.equals(other.kind)
        && group.equals(other.group)
        && version.equals(other.version)
        && effectiveNamespace().equals(other.effectiveNamespace());
  }

  /** Whether a selector picks this type; its empty parts pick anything. */
  boolean isOf(String group, String version, String kind) {
    return (group.isEmpty() || group.equals(this.group))
        && (version.isEmpty() || version.equals(this.version))
        && (kind.isEmpty() || kind.equals(this.kind));
  }

  ResourceId with(String kind, String name, String namespace) {
    return new ResourceId(group, version, kind, name, namespace);
  }

  /** As kustomize's messages name the type. */
  String type() {
    return or(kind, "[noKind]") + "." + or(version, "[noVer]") + "." + or(group, "[noGrp]");
  }

  /** As kustomize's messages name it. */
  @Override
  public String toString() {
    return type() + "/" + or(name, "[noName]") + "." + or(namespace, "[noNs]");
  }

  private static String or(String text, String other) {
    return text.isEmpty() ? other : text;
  }
}
