package dev.blackstart.cluster.hook;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Names kubectl takes for kinds, with what they stand for (kubectl api-resources, 1.35). */
final class KubectlResources {
  /**
   * @param namespaced whether its objects lie in namespaces
   */
  record Kind(String apiVersion, String kind, boolean namespaced) {}

  private static final Map<String, Kind> KINDS = new LinkedHashMap<>();

  static {
    add("v1", "Namespace", false, "namespace", "namespaces", "ns");
    add("v1", "Node", false, "node", "nodes", "no");
    add("v1", "Pod", true, "pod", "pods", "po");
    add("v1", "Secret", true, "secret", "secrets");
    add("v1", "ConfigMap", true, "configmap", "configmaps", "cm");
    add("v1", "Service", true, "service", "services", "svc");
    add("v1", "ServiceAccount", true, "serviceaccount", "serviceaccounts", "sa");
    add("v1", "PersistentVolumeClaim", true, "persistentvolumeclaim", "pvc");
    add("apps/v1", "Deployment", true, "deployment", "deployments", "deploy");
    add("apps/v1", "DaemonSet", true, "daemonset", "daemonsets", "ds");
    add("apps/v1", "StatefulSet", true, "statefulset", "statefulsets", "sts");
    add("batch/v1", "Job", true, "job", "jobs");
    add("storage.k8s.io/v1", "StorageClass", false, "storageclass", "storageclasses", "sc");
    add("apiregistration.k8s.io/v1", "APIService", false, "apiservice", "apiservices");
    add(
        "apiextensions.k8s.io/v1",
        "CustomResourceDefinition",
        false,
        "customresourcedefinition",
        "customresourcedefinitions",
        "crd",
        "crds");
    add("helm.toolkit.fluxcd.io/v2", "HelmRelease", true, "helmrelease", "helmreleases", "hr");
    add(
        "kustomize.toolkit.fluxcd.io/v1",
        "Kustomization",
        true,
        "kustomization",
        "kustomizations",
        "ks");
    add("source.toolkit.fluxcd.io/v1", "GitRepository", true, "gitrepository", "gitrepositories");
    add("source.toolkit.fluxcd.io/v1", "OCIRepository", true, "ocirepository", "ocirepositories");
    add("fluxcd.controlplane.io/v1", "FluxInstance", true, "fluxinstance", "fluxinstances");
    add("cert-manager.io/v1", "Certificate", true, "certificate", "certificates", "cert");
    add("cert-manager.io/v1", "ClusterIssuer", false, "clusterissuer", "clusterissuers");
    add(
        "external-secrets.io/v1",
        "ClusterSecretStore",
        false,
        "clustersecretstore",
        "clustersecretstores",
        "css");
    add("external-secrets.io/v1", "ExternalSecret", true, "externalsecret", "externalsecrets");
  }

  private KubectlResources() {}

  private static void add(String apiVersion, String kind, boolean namespaced, String... names) {
    for (String name : names) {
      KINDS.put(name, new Kind(apiVersion, kind, namespaced));
    }
  }

  /** The kind of a name such as {@code ds} or {@code deployments.apps}. */
  static Kind kind(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    int dot = lower.indexOf('.');
    Kind kind = KINDS.get(dot < 0 ? lower : lower.substring(0, dot));
    if (kind == null) {
      throw new UnknownForm("its kind " + name + " is not known");
    }
    return kind;
  }
}
