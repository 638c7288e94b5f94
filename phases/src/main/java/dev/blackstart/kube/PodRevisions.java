package dev.blackstart.kube;

import dev.blackstart.world.KubeObject;
import java.util.Comparator;

/** Whether a pod is made from what its workload asks for now, by the labels controllers give. */
final class PodRevisions {
  private PodRevisions() {}

  /** What cannot be told counts as made from the newest. */
  static boolean isCurrent(KubeObject pod, KubeObject workload, Rollouts.Reader reader) {
    return switch (workload.kind()) {
      case "Deployment" ->
          same(
              label(pod, "pod-template-hash"),
              reader.all("apps/v1", "ReplicaSet").stream()
                  .filter(set -> set.namespace().equals(workload.namespace()))
                  .filter(set -> owned(set, workload))
                  .max(Comparator.comparingInt(PodRevisions::revision))
                  .map(set -> label(set, "pod-template-hash"))
                  .orElse(""));
      case "StatefulSet" ->
          same(label(pod, "controller-revision-hash"), workload.text("status", "updateRevision"));
      case "DaemonSet" ->
          same(
              label(pod, "pod-template-generation"),
              workload.text("metadata", "annotations", "deprecated.daemonset.template.generation"));
      default -> true;
    };
  }

  private static boolean same(String some, String other) {
    return some.isEmpty() || other.isEmpty() || some.equals(other);
  }

  private static String label(KubeObject object, String name) {
    return object.text("metadata", "labels", name);
  }

  private static int revision(KubeObject set) {
    String revision = set.text("metadata", "annotations", "deployment.kubernetes.io/revision");
    return revision.matches("\\d{1,9}") ? Integer.parseInt(revision) : 0;
  }

  private static boolean owned(KubeObject set, KubeObject workload) {
    return ObjectFields.each(set, "metadata", "ownerReferences").stream()
        .anyMatch(owner -> owner.text("uid").equals(workload.text("metadata", "uid")));
  }
}
