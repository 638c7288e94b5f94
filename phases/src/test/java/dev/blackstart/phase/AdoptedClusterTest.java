package dev.blackstart.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.run.PaperWorld;
import dev.blackstart.run.Runner;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Kubeconfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdoptedClusterTest {
  private final PaperWorld paper = new PaperWorld();
  private final ClusterSpec spec = Specs.of().adopting(Path.of("/k3s.yaml"));

  @Test
  void aRunWithoutMachinesBeginsAtTheApiServer() {
    assertEquals(
        List.of("preflight", "kubeconfig", "nodes", "seeds", "crds", "verify"),
        Phases.of(spec).stream().map(phase -> phase.id().name()).toList());
  }

  @Test
  void noMachineIsLookedForInPreflight() {
    List<String> checks = PreflightChecks.of(spec).stream().map(PreflightCheck::id).toList();

    assertEquals("api-server", checks.getFirst());
    assertFalse(checks.contains("reachable"), checks.toString());
    assertTrue(checks.contains("charts"), checks.toString());
  }

  @Test
  void withoutAKubeconfigTheOptionIsTheRemedy() throws InterruptedException {
    Runner.Result result = Specs.run(paper, new AdoptCluster(spec, Duration.ofMinutes(1)));

    Failure failure = result.failure().orElseThrow();
    assertEquals(Failure.Kind.INPUT, failure.kind());
    assertTrue(failure.remedy().contains("--adopt"), failure.remedy());
  }

  @Test
  void anApiServerThatAnswersIsAllThatIsAskedFor() throws InterruptedException {
    PaperWorld standing =
        new PaperWorld() {
          @Override
          public Optional<Kubeconfig> adopted() {
            return Optional.of(new Kubeconfig("kind: Config"));
          }

          @Override
          public Answer answers() {
            return new Answer(true, "v1.35.0");
          }
        };

    Runner.Result result = Specs.run(standing, new AdoptCluster(spec, Duration.ofMinutes(10)));

    assertEquals(Optional.empty(), result.failure());
  }

  @Test
  void everyNodeOfTheAdoptedClusterHasToBeReadyInTheEnd() {
    node("k3s-1", "True");
    node("k3s-2", "False");

    assertTrue(new AdoptedNodes(Duration.ofMinutes(1)).check(paper.world()).met());
    var verdict = new Verify(spec, Duration.ofMinutes(1)).check(paper.world());
    assertEquals("k3s-2: Kubernetes: not Ready: no CNI", verdict.waiting().getFirst().toString());
    assertEquals(1, verdict.waiting().size());
  }

  private void node(String name, String ready) {
    paper.apply(
        new KubeObject(
            Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Node",
                "metadata",
                Map.of("name", name),
                "status",
                Map.of(
                    "conditions",
                    List.of(Map.of("type", "Ready", "status", ready, "message", "no CNI"))))));
  }
}
