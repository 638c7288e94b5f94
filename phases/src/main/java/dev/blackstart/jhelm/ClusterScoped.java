package dev.blackstart.jhelm;

import java.util.Set;

/** The kinds of Kubernetes 1.35 and of common operators that live in no namespace. */
final class ClusterScoped {
  private static final Set<String> KINDS =
      Set.of(
          "APIService",
          "CertificateSigningRequest",
          "CiliumClusterwideNetworkPolicy",
          "CiliumL2AnnouncementPolicy",
          "CiliumLoadBalancerIPPool",
          "ClusterExternalSecret",
          "ClusterIssuer",
          "ClusterRole",
          "ClusterRoleBinding",
          "ClusterSecretStore",
          "CSIDriver",
          "CSINode",
          "CustomResourceDefinition",
          "DeviceClass",
          "FlowSchema",
          "GatewayClass",
          "IngressClass",
          "MutatingWebhookConfiguration",
          "Namespace",
          "Node",
          "PersistentVolume",
          "PriorityClass",
          "PriorityLevelConfiguration",
          "RuntimeClass",
          "StorageClass",
          "ValidatingAdmissionPolicy",
          "ValidatingAdmissionPolicyBinding",
          "ValidatingWebhookConfiguration",
          "VolumeAttachment",
          "VolumeAttributesClass",
          "VolumeSnapshotClass");

  private ClusterScoped() {}

  static boolean includes(String kind) {
    return KINDS.contains(kind);
  }
}
