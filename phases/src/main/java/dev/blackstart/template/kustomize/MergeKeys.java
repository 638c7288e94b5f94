package dev.blackstart.template.kustomize;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which lists of Kubernetes' kinds merge item by item, and by which keys (kustomize's schema,
 * 1.21). Lists of kinds it does not know, custom resources among them, are replaced whole.
 *
 * @param fields what is known of the fields of a mapping
 * @param items what is known of the items of a list
 * @param keys the fields that tell items of a list apart; empty for a list that is replaced
 * @param set whether the list is one of scalars that merges
 */
record MergeKeys(Map<String, MergeKeys> fields, MergeKeys items, List<String> keys, boolean set) {
  static final MergeKeys NONE = new MergeKeys(Map.of(), null, List.of(), false);

  private static final MergeKeys METADATA =
      fields(
          Map.of(
              "finalizers",
              new MergeKeys(Map.of(), NONE, List.of(), true),
              "ownerReferences",
              list(NONE, "uid")));

  private static final MergeKeys CONTAINER =
      fields(
          Map.of(
              "env", list(NONE, "name"),
              "ports", list(NONE, "containerPort", "protocol"),
              "volumeMounts", list(NONE, "mountPath"),
              "volumeDevices", list(NONE, "devicePath")));

  private static final MergeKeys POD =
      fields(
          Map.of(
              "containers", list(CONTAINER, "name"),
              "initContainers", list(CONTAINER, "name"),
              "ephemeralContainers", list(CONTAINER, "name"),
              "volumes", list(NONE, "name"),
              "imagePullSecrets", list(NONE, "name"),
              "hostAliases", list(NONE, "ip"),
              "topologySpreadConstraints", list(NONE, "topologyKey", "whenUnsatisfiable")));

  private static final MergeKeys TEMPLATE = fields(Map.of("metadata", METADATA, "spec", POD));
  private static final MergeKeys RUNNER = fields(Map.of("template", TEMPLATE));
  private static final MergeKeys CRON =
      fields(Map.of("jobTemplate", fields(Map.of("metadata", METADATA, "spec", RUNNER))));

  private static final Map<String, MergeKeys> KINDS =
      Map.ofEntries(
          Map.entry("v1/Pod", object("spec", POD)),
          Map.entry("v1/PodTemplate", object("template", TEMPLATE)),
          Map.entry("v1/ReplicationController", object("spec", RUNNER)),
          Map.entry(
              "v1/Service",
              object("spec", fields(Map.of("ports", list(NONE, "port", "protocol"))))),
          Map.entry("v1/ServiceAccount", object("secrets", list(NONE, "name"))),
          Map.entry("apps/v1/Deployment", object("spec", RUNNER)),
          Map.entry("apps/v1/ReplicaSet", object("spec", RUNNER)),
          Map.entry("apps/v1/DaemonSet", object("spec", RUNNER)),
          Map.entry("apps/v1/StatefulSet", object("spec", RUNNER)),
          Map.entry("batch/v1/Job", object("spec", RUNNER)),
          Map.entry("batch/v1/CronJob", object("spec", CRON)),
          Map.entry("batch/v1beta1/CronJob", object("spec", CRON)),
          Map.entry(
              "admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration",
              object("webhooks", list(NONE, "name"))),
          Map.entry(
              "admissionregistration.k8s.io/v1/MutatingWebhookConfiguration",
              object("webhooks", list(NONE, "name"))));

  private static final MergeKeys ANY_KIND = fields(Map.of("metadata", METADATA));

  private static final Set<String> GROUPS =
      Set.of(
          "",
          "apps",
          "batch",
          "autoscaling",
          "policy",
          "networking.k8s.io",
          "rbac.authorization.k8s.io",
          "storage.k8s.io",
          "apiextensions.k8s.io",
          "apiregistration.k8s.io",
          "admissionregistration.k8s.io",
          "coordination.k8s.io",
          "discovery.k8s.io",
          "events.k8s.io",
          "node.k8s.io",
          "scheduling.k8s.io",
          "certificates.k8s.io",
          "flowcontrol.apiserver.k8s.io");

  /** What is known of a kind. */
  static MergeKeys of(String apiVersion, String kind) {
    MergeKeys known = KINDS.get(apiVersion + "/" + kind);
    if (known != null) {
      return known;
    }
    int slash = apiVersion.indexOf('/');
    return GROUPS.contains(slash < 0 ? "" : apiVersion.substring(0, slash)) ? ANY_KIND : NONE;
  }

  MergeKeys field(String name) {
    return fields.getOrDefault(name, NONE);
  }

  boolean merges() {
    return set || !keys.isEmpty();
  }

  private static MergeKeys fields(Map<String, MergeKeys> fields) {
    return new MergeKeys(fields, null, List.of(), false);
  }

  private static MergeKeys object(String field, MergeKeys keys) {
    Map<String, MergeKeys> fields = new HashMap<>();
    fields.put("metadata", METADATA);
    fields.put(field, keys);
    return fields(Map.copyOf(fields));
  }

  private static MergeKeys list(MergeKeys items, String... keys) {
    return new MergeKeys(Map.of(), items, List.of(keys), false);
  }
}
