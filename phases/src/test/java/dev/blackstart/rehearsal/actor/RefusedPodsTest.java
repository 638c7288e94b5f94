package dev.blackstart.rehearsal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusedPodsTest {
  private static final String TEMPLATE =
      "{metadata: {labels: {app: %1$s}}, spec: {hostNetwork: true, containers: [{name: c, image:"
          + " \"c:1\"}]}}";

  @Test
  void aControllerWhosePodsAreRefusedSaysSoAndCountsNone(@TempDir Path folder) throws Exception {
    try (Played played = new Played(folder)) {
      played.await(ResourceType.NODES, "", "infra-16", node -> true);
      played.create(Played.NETWORK);
      played.awaitNetwork();
      played.create(
          """
          apiVersion: v1
          kind: Namespace
          metadata: {name: guarded, labels: {pod-security.kubernetes.io/enforce: baseline}}
          """);
      for (String kind : new String[] {"DaemonSet", "StatefulSet"}) {
        String name = kind.toLowerCase(java.util.Locale.ROOT);
        played.create(
            "apiVersion: apps/v1\nkind: %2$s\nmetadata: {name: %1$s, namespace: guarded}\nspec: {selector: {matchLabels: {app: %1$s}}, template: %3$s}\n"
                .formatted(name, kind, TEMPLATE.formatted(name)));
      }
      played.create(
          "apiVersion: batch/v1\n"
              + "kind: Job\n"
              + "metadata: {name: job, namespace: guarded}\n"
              + "spec: {template: {spec: {restartPolicy: Never, hostNetwork: true, containers:"
              + " [{name: c, image: \"c:1\"}]}}}\n");

      Resource set =
          played.await(
              ResourceType.DAEMON_SETS,
              "guarded",
              "daemonset",
              found -> found.status().path("desiredNumberScheduled").asInt() > 0);
      assertEquals(0, set.status().path("currentNumberScheduled").asInt());
      played.await(
          ResourceType.STATEFUL_SETS,
          "guarded",
          "statefulset",
          found -> found.status().path("observedGeneration").asInt() == 1);
      for (String kind : new String[] {"DaemonSet", "StatefulSet", "Job"}) {
        played.awaitEvent("guarded", kind, "FailedCreate", "violates PodSecurity");
      }
      assertTrue(played.client.list(ResourceType.PODS, "guarded").isEmpty());
    }
  }
}
