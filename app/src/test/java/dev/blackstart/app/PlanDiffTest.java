package dev.blackstart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.blackstart.app.cli.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan says beside a cluster that stands. */
class PlanDiffTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void aPlanTellsWhatEachReleaseWouldChange(@TempDir Path folder) throws Exception {
    try (StandingCluster cluster = new StandingCluster(folder)) {
      cluster.rehearse("--until", "cilium");

      JsonNode same = diff(cluster);
      assertTrue(same.path(0).path("same").asBoolean(), same.toString());
      assertEquals("kube-system/cilium", same.path(0).path("release").asText());
      assertEquals(1, same.path(0).path("revision").asInt());
      assertEquals("new", same.path(1).path("objects").path(0).path("change").asText());

      cluster.change("clusters/apps/values/cilium.yaml", "id: 2", "id: 3");
      JsonNode changed = diff(cluster).path(0);
      assertTrue(changed.path("other_values").asBoolean(), changed.toString());
      String text = cluster.onLiveMachines("plan", "--diff").out();
      assertTrue(text.contains("~ ConfigMap kube-system/cilium-config"), text);
      assertTrue(text.contains("data.cluster-id: 2 -> 3"), text);
      assertTrue(text.contains("0 of 7 releases are as the repository wants them"), text);
      assertTrue(text.contains("  cilium 1.18.5           sha256:"), text);
    }
  }

  private static JsonNode diff(StandingCluster cluster) throws Exception {
    Answer answer = cluster.onLiveMachines("plan", "--diff", "--json");
    assertEquals(0, answer.exit(), answer.err());
    return JSON.readTree(answer.out()).path("diff");
  }
}
