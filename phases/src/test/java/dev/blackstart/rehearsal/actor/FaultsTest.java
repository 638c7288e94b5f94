package dev.blackstart.rehearsal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.fault.Faults;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsTest {
  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: %1$s, namespace: default}
      spec:
        selector: {matchLabels: {app: %1$s}}
        template:
          metadata: {labels: {app: %1$s}}
          spec:
            hostNetwork: true
            tolerations: [{operator: Exists}]
            initContainers: [{name: first, image: "example.org/first:1"}]
            containers:
              - {name: main, image: "%2$s"}
              - {name: beside, image: "example.org/beside:1"}
      """;

  /** Missing as long as the kubelet has not told of it. */
  private static JsonNode main(Resource pod) {
    for (JsonNode status : pod.status().path("containerStatuses")) {
      if (status.path("name").asText().equals("main")) {
        return status;
      }
    }
    return MissingNode.getInstance();
  }

  private static String waits(Resource pod) {
    return main(pod).at("/state/waiting/reason").asText();
  }

  private static boolean all(List<Resource> pods, String reason) {
    return !pods.isEmpty() && pods.stream().allMatch(pod -> waits(pod).equals(reason));
  }

  @Test
  void whatIsAskedForGoesWrongAndNothingElse(@TempDir Path folder) throws Exception {
    Faults faults =
        Faults.of(List.of("image-missing=example.org/none*", "crash=default/ends-*", "quota=full"));
    try (Played played = new Played(folder, faults)) {
      played.await(ResourceType.NODES, "", "infra-16", node -> true);
      played.create(Played.NETWORK);
      played.awaitNetwork();
      played.create(DEPLOYMENT.formatted("none", "example.org/none:1"));
      played.create(DEPLOYMENT.formatted("ends", "example.org/ends:1"));
      played.create(DEPLOYMENT.formatted("well", "example.org/well:1"));
      played.create("apiVersion: v1\nkind: Namespace\nmetadata: {name: full}");
      played.create(
          DEPLOYMENT.formatted("web", "a:1").replace("namespace: default", "namespace: full"));

      Resource none =
          played.awaitPods("default", "none", pods -> all(pods, "ImagePullBackOff")).getFirst();
      assertTrue(
          main(none)
              .at("/state/waiting/message")
              .asText()
              .startsWith("Back-off pulling image \"example.org/none:1\": ErrImagePull: rpc error"),
          none.json().toPrettyString());
      assertEquals(
          "Completed",
          none.status().at("/initContainerStatuses/0/state/terminated/reason").asText());
      played.awaitEvent(
          "default", "Pod", "Failed", "Failed to pull image \"example.org/none:1\": rpc error");

      Resource ends =
          played
              .awaitPods(
                  "default",
                  "ends",
                  pods ->
                      all(pods, "CrashLoopBackOff")
                          && main(pods.getFirst()).path("restartCount").asInt() >= 3)
              .getFirst();
      assertEquals(1, main(ends).at("/lastState/terminated/exitCode").asInt());
      played.awaitEvent("default", "Pod", "BackOff", "Back-off restarting failed container main");

      played.await(ResourceType.DEPLOYMENTS, "full", "web", web -> web.isTrue("ReplicaFailure"));
      played.awaitEvent("full", "ReplicaSet", "FailedCreate", "exceeded quota");
      played.awaitPods(
          "default", "well", pods -> pods.stream().anyMatch(pod -> pod.isTrue("Ready")));
    }
  }

  @Test
  void whatIsNoFaultIsRefused() {
    assertEquals(
        "no fault is written image-mising=a",
        assertThrows(IllegalArgumentException.class, () -> Faults.of(List.of("image-mising=a")))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> Faults.of(List.of("crash")));
  }
}
