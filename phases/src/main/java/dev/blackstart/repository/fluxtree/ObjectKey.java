package dev.blackstart.repository.fluxtree;

import java.util.Map;
import java.util.Set;

/**
 * What tells an object of a cluster from all others; of which API version it is written does not.
 *
 * @param group empty for the core
 * @param namespace empty when none is written
 */
record ObjectKey(String group, String kind, String namespace, String name) {
  static final String KUSTOMIZE = "kustomize.toolkit.fluxcd.io";
  static final String HELM = "helm.toolkit.fluxcd.io";
  static final String SOURCE = "source.toolkit.fluxcd.io";

  /** Groups whose kinds live in namespaces unless their name says otherwise. */
  private static final Set<String> NAMESPACED =
      Set.of(
          "apps",
          "autoscaling",
          "batch",
          "cert-manager.io",
          "external-secrets.io",
          "gateway.networking.k8s.io",
          "monitoring.coreos.com");

  private static final Set<String> NATIVE =
      Set.of(
          "/ConfigMap",
          "/Endpoints",
          "/LimitRange",
          "/PersistentVolumeClaim",
          "/Pod",
          "/ResourceQuota",
          "/Secret",
          "/Service",
          "/ServiceAccount",
          "networking.k8s.io/Ingress",
          "networking.k8s.io/NetworkPolicy",
          "policy/PodDisruptionBudget",
          "rbac.authorization.k8s.io/Role",
          "rbac.authorization.k8s.io/RoleBinding");

  static ObjectKey of(Map<String, Object> object) {
    String apiVersion = Fields.text(object, "apiVersion");
    int slash = apiVersion.indexOf('/');
    return new ObjectKey(
        slash < 0 ? "" : apiVersion.substring(0, slash),
        Fields.text(object, "kind"),
        Fields.text(object, "metadata", "namespace"),
        Fields.text(object, "metadata", "name"));
  }

  /** Whether it is of a kind that lives in a namespace, beyond doubt. */
  boolean isSurelyNamespaced() {
    boolean ofCluster = kind.startsWith("Cluster") || kind.equals("GatewayClass");
    return group.endsWith(".toolkit.fluxcd.io")
        || NAMESPACED.contains(group) && !ofCluster
        || NATIVE.contains(group + "/" + kind);
  }

  boolean is(String group, String kind) {
    return this.group.equals(group) && this.kind.equals(kind);
  }

  ObjectKey in(String other) {
    return new ObjectKey(group, kind, other, name);
  }

  /** {@code namespace/name}, the name alone when there is no namespace. */
  @Override
  public String toString() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }
}
