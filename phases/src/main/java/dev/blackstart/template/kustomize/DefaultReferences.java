package dev.blackstart.template.kustomize;

import dev.blackstart.template.kustomize.TransformerRules.NameReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The fields of Kubernetes' own kinds that hold the name of another object. */
final class DefaultReferences {
  private static final String RBAC = "rbac.authorization.k8s.io";
  private static final String ADMISSION = "admissionregistration.k8s.io";
  private static final String TEMPLATE = "spec/template/";
  private static final String CRON = "spec/jobTemplate/spec/template/";

  /** Where the kinds that run pods keep the pod's specification. */
  private static final Map<String, String> PODS =
      Map.of(
          "Pod", "spec/",
          "PodTemplate", "template/spec/",
          "Deployment", TEMPLATE + "spec/",
          "ReplicaSet", TEMPLATE + "spec/",
          "DaemonSet", TEMPLATE + "spec/",
          "StatefulSet", TEMPLATE + "spec/",
          "Job", TEMPLATE + "spec/",
          "CronJob", CRON + "spec/");

  /** The same without PodTemplate and ReplicaSet but with ReplicationController, as upstream. */
  private static final Map<String, String> RUNNERS =
      Map.of(
          "Pod", "spec/",
          "Deployment", TEMPLATE + "spec/",
          "ReplicationController", TEMPLATE + "spec/",
          "DaemonSet", TEMPLATE + "spec/",
          "StatefulSet", TEMPLATE + "spec/",
          "Job", TEMPLATE + "spec/",
          "CronJob", CRON + "spec/");

  static final List<NameReference> ALL = nameReferences();

  private DefaultReferences() {}

  private static List<NameReference> nameReferences() {
    List<NameReference> references = new ArrayList<>();
    for (String kind :
        List.of("Deployment", "ReplicationController", "ReplicaSet", "StatefulSet")) {
      references.add(
          reference(
              "", "", kind, FieldSpec.of("HorizontalPodAutoscaler", "spec/scaleTargetRef/name")));
    }
    references.add(
        new NameReference(
            "",
            "v1",
            "ConfigMap",
            inPods(
                PODS,
                List.of(
                    "volumes/configMap/name",
                    "containers/env/valueFrom/configMapKeyRef/name",
                    "initContainers/env/valueFrom/configMapKeyRef/name",
                    "containers/envFrom/configMapRef/name",
                    "initContainers/envFrom/configMapRef/name",
                    "volumes/projected/sources/configMap/name"),
                FieldSpec.of("Node", "spec/configSource/configMap"),
                FieldSpec.of("Role", "rules/resourceNames"),
                FieldSpec.of("ClusterRole", "rules/resourceNames"),
                FieldSpec.of(
                    "Ingress",
                    "metadata/annotations/nginx.ingress.kubernetes.io\\/fastcgi-params-configmap"))));
    references.add(
        new NameReference(
            "",
            "v1",
            "Secret",
            inPods(
                PODS,
                List.of(
                    "volumes/secret/secretName",
                    "containers/env/valueFrom/secretKeyRef/name",
                    "initContainers/env/valueFrom/secretKeyRef/name",
                    "containers/envFrom/secretRef/name",
                    "initContainers/envFrom/secretRef/name",
                    "imagePullSecrets/name",
                    "volumes/projected/sources/secret/name"),
                FieldSpec.of("Ingress", "spec/tls/secretName"),
                FieldSpec.of("Ingress", "metadata/annotations/ingress.kubernetes.io\\/auth-secret"),
                FieldSpec.of(
                    "Ingress", "metadata/annotations/nginx.ingress.kubernetes.io\\/auth-secret"),
                FieldSpec.of(
                    "Ingress",
                    "metadata/annotations/nginx.ingress.kubernetes.io\\/auth-tls-secret"),
                FieldSpec.of("ServiceAccount", "imagePullSecrets/name"),
                FieldSpec.of("StorageClass", "parameters/secretName"),
                FieldSpec.of("StorageClass", "parameters/adminSecretName"),
                FieldSpec.of("StorageClass", "parameters/userSecretName"),
                FieldSpec.of("StorageClass", "parameters/secretRef"),
                FieldSpec.of("Role", "rules/resourceNames"),
                FieldSpec.of("ClusterRole", "rules/resourceNames"),
                new FieldSpec(
                    "serving.knative.dev",
                    "v1",
                    "Service",
                    TEMPLATE + "spec/containers/env/valueFrom/secretKeyRef/name",
                    false),
                FieldSpec.of("PersistentVolume", "spec/azureFile/secretName"))));
    references.add(
        reference(
            "",
            "v1",
            "Service",
            in("apps", "StatefulSet", "spec/serviceName"),
            FieldSpec.of("Ingress", "spec/rules/http/paths/backend/serviceName"),
            FieldSpec.of("Ingress", "spec/backend/serviceName"),
            FieldSpec.of("Ingress", "spec/rules/http/paths/backend/service/name"),
            FieldSpec.of("Ingress", "spec/defaultBackend/service/name"),
            in("apiregistration.k8s.io", "APIService", "spec/service/name"),
            in(ADMISSION, "ValidatingWebhookConfiguration", "webhooks/clientConfig/service"),
            in(ADMISSION, "MutatingWebhookConfiguration", "webhooks/clientConfig/service")));
    references.add(reference(RBAC, "", "Role", in(RBAC, "RoleBinding", "roleRef/name")));
    references.add(
        reference(
            RBAC,
            "",
            "ClusterRole",
            in(RBAC, "RoleBinding", "roleRef/name"),
            in(RBAC, "ClusterRoleBinding", "roleRef/name")));
    references.add(
        new NameReference(
            "",
            "v1",
            "ServiceAccount",
            inPods(
                RUNNERS,
                List.of("serviceAccountName"),
                in(RBAC, "RoleBinding", "subjects"),
                in(RBAC, "ClusterRoleBinding", "subjects"))));
    references.add(
        new NameReference(
            "",
            "v1",
            "PersistentVolumeClaim",
            inPods(RUNNERS, List.of("volumes/persistentVolumeClaim/claimName"))));
    references.add(
        reference(
            "",
            "v1",
            "PersistentVolume",
            FieldSpec.of("PersistentVolumeClaim", "spec/volumeName"),
            FieldSpec.of("ClusterRole", "rules/resourceNames")));
    references.add(
        reference(
            "storage.k8s.io",
            "v1",
            "StorageClass",
            FieldSpec.of("PersistentVolume", "spec/storageClassName"),
            FieldSpec.of("PersistentVolumeClaim", "spec/storageClassName"),
            FieldSpec.of("StatefulSet", "spec/volumeClaimTemplates/spec/storageClassName")));
    references.add(
        new NameReference(
            "scheduling.k8s.io",
            "v1",
            "PriorityClass",
            inPods(RUNNERS, List.of("priorityClassName"))));
    references.add(
        reference(
            ADMISSION,
            "",
            "ValidatingAdmissionPolicy",
            in(ADMISSION, "ValidatingAdmissionPolicyBinding", "spec/policyName")));
    return List.copyOf(references);
  }

  private static FieldSpec in(String group, String kind, String path) {
    return new FieldSpec(group, "", kind, path, false);
  }

  private static NameReference reference(
      String group, String version, String kind, FieldSpec... referrers) {
    return new NameReference(group, version, kind, List.of(referrers));
  }

  private static List<FieldSpec> inPods(
      Map<String, String> pods, List<String> fields, FieldSpec... more) {
    List<FieldSpec> specs = new ArrayList<>(List.of(more));
    pods.forEach(
        (kind, path) -> fields.forEach(field -> specs.add(FieldSpec.of(kind, path + field))));
    return List.copyOf(specs);
  }
}
