package dev.blackstart.kube;

import dev.blackstart.world.Failing;
import dev.blackstart.world.Failing.Cause;
import dev.blackstart.world.KubeApi.Rollout;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How far workloads are rolled out, from what their controllers report and from their pods. */
final class Rollouts {
  private final Reader reader;
  private final List<Waiting> waiting = new ArrayList<>();
  private final List<Failing> failing = new ArrayList<>();
  private int ready;
  private int total;

  /** Where objects are read from. */
  interface Reader {
    List<KubeObject> all(String apiVersion, String kind);
  }

  private Rollouts(Reader reader) {
    this.reader = reader;
  }

  static Rollout of(List<KubeObject.Ref> objects, Reader reader) {
    Rollouts rollouts = new Rollouts(reader);
    objects.forEach(rollouts::add);
    return new Rollout(
        rollouts.ready,
        rollouts.total,
        List.copyOf(rollouts.waiting),
        List.copyOf(rollouts.failing));
  }

  private void add(KubeObject.Ref ref) {
    switch (ref.apiVersion() + " " + ref.kind()) {
      case "apps/v1 Deployment" -> find(ref).ifPresent(this::deployment);
      case "apps/v1 DaemonSet" -> find(ref).ifPresent(this::daemonSet);
      case "apps/v1 StatefulSet" -> find(ref).ifPresent(this::statefulSet);
      case "batch/v1 Job" -> find(ref).ifPresent(this::job);
      case "v1 Pod" -> find(ref).ifPresent(this::pod);
      case "apiextensions.k8s.io/v1 CustomResourceDefinition" ->
          find(ref).ifPresent(this::definition);
      default -> {
        // Has nothing to roll out.
      }
    }
  }

  private Optional<KubeObject> find(KubeObject.Ref ref) {
    Optional<KubeObject> found =
        reader.all(ref.apiVersion(), ref.kind()).stream()
            .filter(object -> object.name().equals(ref.name()))
            .filter(object -> object.namespace().equals(ref.namespace()))
            .findFirst();
    if (found.isEmpty()) {
      total++;
      waiting.add(new Waiting(ref.toString(), "not in the cluster"));
    }
    return found;
  }

  private void deployment(KubeObject workload) {
    int wanted = replicas(workload);
    int there =
        Math.min(
            workload.number("status", "updatedReplicas"),
            workload.number("status", "availableReplicas"));
    if (count(workload, there, wanted)) {
      return;
    }
    String refused =
        workload
            .condition("ReplicaFailure")
            .filter(condition -> condition.text("status").equals("True"))
            .map(condition -> PodReasons.join(condition.text("reason"), condition.text("message")))
            .orElse("");
    explain(workload, wanted, refused);
  }

  private void statefulSet(KubeObject workload) {
    int wanted = replicas(workload);
    boolean updated =
        workload
            .text("status", "updateRevision")
            .equals(workload.text("status", "currentRevision"));
    int there =
        updated
            ? workload.number("status", "readyReplicas")
            : Math.min(
                workload.number("status", "readyReplicas"),
                workload.number("status", "updatedReplicas"));
    if (!count(workload, there, wanted)) {
      explain(workload, wanted, refusal(workload));
    }
  }

  private void daemonSet(KubeObject workload) {
    int wanted = workload.number("status", "desiredNumberScheduled");
    int there =
        Math.min(
            workload.number("status", "updatedNumberScheduled"),
            workload.number("status", "numberAvailable"));
    if (!count(workload, there, wanted)) {
      explain(workload, wanted, refusal(workload));
    }
  }

  private void job(KubeObject workload) {
    total++;
    if (isTrue(workload, "Complete")) {
      ready++;
      return;
    }
    Optional<KubeObject> failed =
        workload.condition("Failed").filter(c -> isTrue(workload, "Failed"));
    if (failed.isPresent()) {
      String who = workload.ref().toString();
      String why =
          "failed: " + PodReasons.join(failed.get().text("reason"), failed.get().text("message"));
      waiting.add(
          new Waiting(who, why, ObjectFields.instant(failed.get().text("lastTransitionTime"))));
      failing.add(new Failing(who, why, Cause.JOB, workload.text("metadata", "uid")));
    } else {
      explain(workload, 1, refusal(workload));
    }
  }

  /** Counts only where its names are another's: it is never served then. */
  private void definition(KubeObject definition) {
    definition
        .condition("NamesAccepted")
        .filter(condition -> condition.text("status").equals("False"))
        .ifPresent(
            condition -> {
              String who = definition.ref().toString();
              String why =
                  "its names are not accepted: "
                      + PodReasons.join(condition.text("reason"), condition.text("message"));
              total++;
              waiting.add(new Waiting(who, why));
              failing.add(new Failing(who, why, Cause.NAMES, definition.text("metadata", "uid")));
            });
  }

  private void pod(KubeObject pod) {
    total++;
    if (PodReasons.ready(pod) || pod.text("status", "phase").equals("Succeeded")) {
      ready++;
    } else {
      waiting.add(waitingFor(pod, pod.ref().toString()));
      fails(pod, pod);
    }
  }

  /** A pod of an older revision is on its way out, however it fares. */
  private void fails(KubeObject pod, KubeObject workload) {
    if (PodRevisions.isCurrent(pod, workload, reader)) {
      new PodFailures(reader.all("v1", "Event"))
          .of(pod, reasons(pod).why(pod))
          .ifPresent(failing::add);
    }
  }

  /**
   * @return whether the workload is rolled out
   */
  private boolean count(KubeObject workload, int there, int wanted) {
    boolean observed =
        workload.number("status", "observedGeneration")
            >= workload.number("metadata", "generation");
    if (!observed) {
      total += Math.max(1, wanted);
      waiting.add(new Waiting(workload.ref().toString(), "its controller has not seen it yet"));
      return true;
    }
    total += wanted;
    ready += Math.min(there, wanted);
    return there >= wanted;
  }

  /** Why its controller could not create a pod, where only an event tells; empty when it could. */
  private String refusal(KubeObject workload) {
    return new PodReasons(
            reader.all("v1", "Event").stream()
                .filter(event -> event.text("reason").equals("FailedCreate"))
                .toList())
        .newest(workload)
        .orElse("");
  }

  /** One entry for each pod that is not ready; one for the workload when pods are missing. */
  private void explain(KubeObject workload, int wanted, String refused) {
    List<KubeObject> pods = pods(workload);
    int before = waiting.size();
    new PodFailures(reader.all("v1", "Event")).refusal(workload, refused).ifPresent(failing::add);
    for (KubeObject pod : pods) {
      if (!PodReasons.ready(pod)) {
        fails(pod, workload);
        String node = pod.text("spec", "nodeName");
        waiting.add(
            workload.kind().equals("DaemonSet") && !node.isEmpty()
                ? onNode(pod, node, workload)
                : waitingFor(pod, pod.ref().toString()));
      }
    }
    if (pods.size() < wanted) {
      waiting.add(
          new Waiting(
              workload.ref().toString(),
              pods.size()
                  + " of "
                  + wanted
                  + " pods created"
                  + (refused.isEmpty() ? "" : ", " + refused)));
    } else if (waiting.size() == before) {
      waiting.add(
          new Waiting(workload.ref().toString(), "its pods are ready, but not all available yet"));
    }
  }

  private Waiting waitingFor(KubeObject pod, String who) {
    return new Waiting(who, reasons(pod).why(pod), PodReasons.since(pod));
  }

  private Waiting onNode(KubeObject pod, String node, KubeObject workload) {
    return new Waiting(node, workload.ref() + ": " + reasons(pod).why(pod), PodReasons.since(pod));
  }

  private PodReasons reasons(KubeObject pod) {
    return new PodReasons(
        reader.all("v1", "Event").stream()
            .filter(event -> event.namespace().equals(pod.namespace()))
            .toList());
  }

  /** By selector and controller, leaving out pods that are on their way out. */
  private List<KubeObject> pods(KubeObject workload) {
    Map<String, Object> labels =
        ObjectFields.inside(workload, "spec", "selector", "matchLabels").fields();
    return reader.all("v1", "Pod").stream()
        .filter(pod -> pod.namespace().equals(workload.namespace()))
        .filter(pod -> pod.at("metadata", "deletionTimestamp").isEmpty())
        .filter(
            pod ->
                labels.entrySet().stream()
                    .allMatch(
                        label ->
                            pod.text("metadata", "labels", label.getKey())
                                .equals(String.valueOf(label.getValue()))))
        .filter(pod -> controlledBy(pod, workload))
        .toList();
  }

  private static boolean controlledBy(KubeObject pod, KubeObject workload) {
    for (KubeObject owner : ObjectFields.each(pod, "metadata", "ownerReferences")) {
      if (Boolean.TRUE.equals(owner.at("controller").orElse(false))) {
        return workload.kind().equals("Deployment")
            ? owner.kind().equals("ReplicaSet")
                && owner.text("name").startsWith(workload.name() + "-")
            : owner.kind().equals(workload.kind()) && owner.text("name").equals(workload.name());
      }
    }
    return false;
  }

  private static int replicas(KubeObject workload) {
    return workload.at("spec", "replicas").isEmpty() ? 1 : workload.number("spec", "replicas");
  }

  private static boolean isTrue(KubeObject object, String condition) {
    return object.condition(condition).map(c -> c.text("status").equals("True")).orElse(false);
  }
}
