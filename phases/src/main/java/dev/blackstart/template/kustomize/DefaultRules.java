package dev.blackstart.template.kustomize;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The fields kustomize's transformers touch by themselves (its builtin plugin constants). */
final class DefaultRules {
  private static final String TEMPLATE = "spec/template/";
  private static final String CRON = "spec/jobTemplate/spec/template/";

  static final List<FieldSpec> NAME = List.of(FieldSpec.of("", "metadata/name"));

  static final List<FieldSpec> NAMESPACE =
      List.of(
          FieldSpec.creating("", "Namespace", "metadata/name"),
          FieldSpec.creating("apiregistration.k8s.io", "APIService", "spec/service/namespace"),
          new FieldSpec(
              "apiextensions.k8s.io",
              "",
              "CustomResourceDefinition",
              "spec/conversion/webhook/clientConfig/service/namespace",
              false));

  static final List<FieldSpec> REPLICAS =
      List.of(
          FieldSpec.creating("", "Deployment", "spec/replicas"),
          FieldSpec.creating("", "ReplicationController", "spec/replicas"),
          FieldSpec.creating("", "ReplicaSet", "spec/replicas"),
          FieldSpec.creating("", "StatefulSet", "spec/replicas"));

  static final List<FieldSpec> IMAGES =
      List.of("spec/", "spec/template/spec/").stream()
          .flatMap(
              pod ->
                  List.of(
                          "containers[]/image",
                          "initContainers[]/image",
                          "volumes[]/image/reference")
                      .stream()
                      .map(field -> FieldSpec.creating("", "", pod + field)))
          .toList();

  static final List<FieldSpec> CLAIM_LABELS =
      List.of(
          FieldSpec.creating("apps", "StatefulSet", "spec/volumeClaimTemplates[]/metadata/labels"));

  static final List<FieldSpec> TEMPLATE_LABELS =
      Stream.concat(onTemplates("labels").stream(), CLAIM_LABELS.stream()).toList();

  static final List<FieldSpec> COMMON_ANNOTATIONS = onTemplates("annotations");

  static final List<FieldSpec> COMMON_LABELS = commonLabels();

  private DefaultRules() {}

  private static List<FieldSpec> onTemplates(String field) {
    String template = TEMPLATE + "metadata/" + field;
    return List.of(
        FieldSpec.creating("", "", "metadata/" + field),
        new FieldSpec("", "v1", "ReplicationController", template, true),
        FieldSpec.creating("", "Deployment", template),
        FieldSpec.creating("", "ReplicaSet", template),
        FieldSpec.creating("", "DaemonSet", template),
        FieldSpec.creating(field.equals("labels") ? "apps" : "", "StatefulSet", template),
        FieldSpec.creating("batch", "Job", template),
        FieldSpec.creating("batch", "CronJob", "spec/jobTemplate/metadata/" + field),
        FieldSpec.creating("batch", "CronJob", CRON + "metadata/" + field));
  }

  private static List<FieldSpec> commonLabels() {
    List<FieldSpec> specs = new ArrayList<>(TEMPLATE_LABELS);
    specs.add(new FieldSpec("", "v1", "Service", "spec/selector", true));
    specs.add(new FieldSpec("", "v1", "ReplicationController", "spec/selector", true));
    for (String kind : List.of("Deployment", "ReplicaSet", "DaemonSet")) {
      specs.add(FieldSpec.creating("", kind, "spec/selector/matchLabels"));
    }
    specs.add(FieldSpec.creating("apps", "StatefulSet", "spec/selector/matchLabels"));
    for (String kind : List.of("Deployment", "StatefulSet")) {
      for (String affinity : List.of("podAffinity", "podAntiAffinity")) {
        String path = TEMPLATE + "spec/affinity/" + affinity;
        String preferred = "/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm";
        String required = "/requiredDuringSchedulingIgnoredDuringExecution";
        specs.add(onExisting("apps", kind, path + preferred + "/labelSelector/matchLabels"));
        specs.add(onExisting("apps", kind, path + required + "/labelSelector/matchLabels"));
      }
      specs.add(
          onExisting(
              "apps", kind, TEMPLATE + "spec/topologySpreadConstraints/labelSelector/matchLabels"));
    }
    specs.add(onExisting("batch", "Job", "spec/selector/matchLabels"));
    specs.add(onExisting("batch", "CronJob", "spec/jobTemplate/spec/selector/matchLabels"));
    specs.add(onExisting("policy", "PodDisruptionBudget", "spec/selector/matchLabels"));
    for (String peer : List.of("", "ingress/from/", "egress/to/")) {
      specs.add(
          onExisting(
              "networking.k8s.io", "NetworkPolicy", "spec/" + peer + "podSelector/matchLabels"));
    }
    return List.copyOf(specs);
  }

  private static FieldSpec onExisting(String group, String kind, String path) {
    return new FieldSpec(group, "", kind, path, false);
  }
}
