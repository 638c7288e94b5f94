package dev.blackstart.kube;

import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Takes a node out of service and back, as {@code kubectl cordon} and {@code drain} do. */
final class Drains {
  private static final String MIRROR = "kubernetes.io/config.mirror";

  private Drains() {}

  static boolean cordon(Cluster now, String node, boolean closed)
      throws IOException, InterruptedException {
    Reply reply =
        now.connection()
            .patch(
                "/api/v1/nodes/" + ObjectFields.encoded(node),
                "application/merge-patch+json",
                Map.of("spec", Map.of("unschedulable", closed)));
    if (!reply.ok()) {
      throw KubeFailures.of((closed ? "cordon " : "uncordon ") + node, reply);
    }
    return true;
  }

  static List<Waiting> drain(Cluster now, String node) throws IOException, InterruptedException {
    String selector = ObjectFields.encoded("spec.nodeName=" + node);
    Reply reply = now.connection().get("/api/v1/pods?fieldSelector=" + selector);
    if (!reply.ok()) {
      throw KubeFailures.of("list the pods of " + node, reply);
    }
    List<Waiting> left = new ArrayList<>();
    for (KubeObject pod : ObjectFields.of(new KubeObject(reply.json()), "v1", "Pod")) {
      if (leaves(pod)) {
        evict(now, pod).ifPresent(left::add);
      }
    }
    return left;
  }

  /** Whether it would run elsewhere: others live and die with their node, or are over. */
  private static boolean leaves(KubeObject pod) {
    String phase = pod.text("status", "phase");
    boolean over = phase.equals("Succeeded") || phase.equals("Failed");
    return !over
        && pod.at("metadata", "annotations", MIRROR).isEmpty()
        && ObjectFields.each(pod, "metadata", "ownerReferences").stream()
            .noneMatch(owner -> owner.kind().equals("DaemonSet"));
  }

  private static Optional<Waiting> evict(Cluster now, KubeObject pod)
      throws IOException, InterruptedException {
    String who = pod.ref().toString();
    Optional<String> going = pod.at("metadata", "deletionTimestamp").map(any -> "is shutting down");
    if (going.isPresent()) {
      return Optional.of(new Waiting(who, going.get()));
    }
    Reply reply =
        now.connection()
            .post(
                "/api/v1/namespaces/"
                    + ObjectFields.encoded(pod.namespace())
                    + "/pods/"
                    + ObjectFields.encoded(pod.name())
                    + "/eviction",
                Map.of(
                    "apiVersion",
                    "policy/v1",
                    "kind",
                    "Eviction",
                    "metadata",
                    Map.of("name", pod.name(), "namespace", pod.namespace())));
    if (reply.ok()) {
      return Optional.of(new Waiting(who, "was asked to leave"));
    }
    return switch (reply.code()) {
      case 404 -> Optional.empty();
      case 429 -> Optional.of(new Waiting(who, refusal(reply)));
      default -> throw KubeFailures.of("evict " + who, reply);
    };
  }

  /** The budget that forbids it, as the API server names it. */
  private static String refusal(Reply reply) {
    KubeObject status = new KubeObject(Json.readLeniently(reply.body()));
    String causes =
        ObjectFields.each(status, "details", "causes").stream()
            .map(cause -> cause.text("message"))
            .collect(Collectors.joining("; "));
    return causes.isEmpty() ? reply.message() : causes;
  }
}
