package dev.blackstart.template.kustomize;

import java.util.Map;
import java.util.Set;

/**
 * The kinds of Kubernetes itself that live in no namespace, as kustomize's schema (1.21) has them.
 */
public final class ClusterScope {
  private static final Map<String, Set<String>> KINDS =
      Map.ofEntries(
          Map.entry("v1", Set.of("ComponentStatus", "Namespace", "Node", "PersistentVolume")),
          Map.entry(
              "admissionregistration.k8s.io/v1",
              Set.of(
                  "MutatingWebhookConfiguration",
                  "ValidatingWebhookConfiguration",
                  "ValidatingAdmissionPolicy",
                  "ValidatingAdmissionPolicyBinding")),
          Map.entry(
              "admissionregistration.k8s.io/v1beta1",
              Set.of("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration")),
          Map.entry("apiextensions.k8s.io/v1", Set.of("CustomResourceDefinition")),
          Map.entry("apiextensions.k8s.io/v1beta1", Set.of("CustomResourceDefinition")),
          Map.entry("apiregistration.k8s.io/v1", Set.of("APIService")),
          Map.entry("apiregistration.k8s.io/v1beta1", Set.of("APIService")),
          Map.entry("certificates.k8s.io/v1", Set.of("CertificateSigningRequest")),
          Map.entry("certificates.k8s.io/v1beta1", Set.of("CertificateSigningRequest")),
          Map.entry(
              "flowcontrol.apiserver.k8s.io/v1beta1",
              Set.of("FlowSchema", "PriorityLevelConfiguration")),
          Map.entry("networking.k8s.io/v1", Set.of("IngressClass")),
          Map.entry("networking.k8s.io/v1beta1", Set.of("IngressClass")),
          Map.entry("node.k8s.io/v1", Set.of("RuntimeClass")),
          Map.entry("node.k8s.io/v1beta1", Set.of("RuntimeClass")),
          Map.entry("policy/v1beta1", Set.of("PodSecurityPolicy")),
          Map.entry("rbac.authorization.k8s.io/v1", Set.of("ClusterRole", "ClusterRoleBinding")),
          Map.entry(
              "rbac.authorization.k8s.io/v1beta1", Set.of("ClusterRole", "ClusterRoleBinding")),
          Map.entry("scheduling.k8s.io/v1", Set.of("PriorityClass")),
          Map.entry("scheduling.k8s.io/v1beta1", Set.of("PriorityClass")),
          Map.entry(
              "storage.k8s.io/v1",
              Set.of("CSIDriver", "CSINode", "StorageClass", "VolumeAttachment")),
          Map.entry(
              "storage.k8s.io/v1beta1",
              Set.of("CSIDriver", "CSINode", "StorageClass", "VolumeAttachment")));

  private ClusterScope() {}

  /** Whether objects of this kind live in no namespace. */
  public static boolean holds(String apiVersion, String kind) {
    return KINDS.getOrDefault(apiVersion, Set.of()).contains(kind);
  }
}
