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
  private static String deployment(String namespace, String name, String image) {
    return DeploymentCase.of(
        namespace,
        name,
        1,
        """
        hostNetwork: true,
        tolerations: [{operator: Exists}],
        initContainers: [{name: first, image: "example.org/first:1"}],
        containers: [{name: main, image: "%s"}, {name: beside, image: "example.org/beside:1"}]
        """
            .replace("\n", " ")
            .formatted(image));
  }

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
      played.create(deployment("default", "none", "example.org/none:1"));
      played.create(deployment("default", "ends", "example.org/ends:1"));
      played.create(deployment("default", "well", "example.org/well:1"));
      played.create("apiVersion: v1\nkind: Namespace\nmetadata: {name: full}");
      played.create(deployment("full", "web", "a:1"));

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
