package dev.blackstart.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository without machines that hands its cluster to Argo CD, with a Vault in between. */
class ArgoCdTest {
  private static final Path ROOT =
      Path.of(System.getProperty("blackstart.root", "..")).toAbsolutePath().normalize();
  private static final Path PLATFORM = ROOT.resolve("phases/src/test/resources/argo");
  private static final Path CHARTS = ROOT.resolveSibling("shared").resolve("charts");

  @TempDir Path folder;

  @Test
  void thePlanBeginsAtTheApiServerAndEndsWithTheApplications() {
    Answer plan = blackstart("plan", "--secrets", "generated");

    assertEquals(0, plan.exit(), plan.err());
    assertTrue(plan.out().contains("(no machines, argo-cd)"), plan.out());
    assertTrue(plan.out().contains("the cluster stands already"), plan.out());
    List<String> phases = new ArrayList<>();
    for (String phase :
        List.of("kubeconfig", "seeds", "argocd", "root-application", "vault", "applications")) {
      plan.out()
          .lines()
          .takeWhile(line -> !line.startsWith("stages of "))
          .filter(line -> line.startsWith("  " + phase + " "))
          .forEach(phases::add);
    }
    assertEquals(6, phases.size(), plan.out());
    assertFalse(plan.out().contains("etcd"), plan.out());
  }

  @Test
  void thePhasesEndWithTheStagesOfItsApplications() {
    List<String> lines = blackstart("phases").out().lines().map(String::strip).toList();

    int stage = lines.indexOf("stages of applications") + 2;
    assertTrue(lines.get(stage).startsWith("external-secrets  20 min of applications"), "" + lines);
    assertEquals("1 Application: argocd/external-secrets", lines.get(stage + 1));
    assertTrue(lines.get(stage + 2).startsWith("applications "), "" + lines);
  }

  @Test
  void aLiveRunWantsToKnowWhereTheClusterIs() {
    Answer refused = blackstart("bootstrap", "--plain");

    assertEquals(3, refused.exit());
    assertTrue(refused.err().contains("--adopt KUBECONFIG"), refused.err());
    assertFalse(Files.exists(folder.resolve("state")));
  }

  @Test
  void aKubeconfigThatIsNotThereIsUsage() {
    Answer refused = blackstart("bootstrap", "--plain", "--adopt", folder + "/none");

    assertEquals(2, refused.exit());
    assertTrue(refused.err().contains("is no file"), refused.err());
  }

  @Test
  void theRehearsalStandsInForTheClusterAndGoesThroughToTheLastApplication() {
    rehearsed("embedded");
  }

  @Test
  void aRealApiServerTakesTheSame() {
    String programs = System.getenv("KUBEBUILDER_ASSETS");
    Assumptions.assumeTrue(
        programs != null, "KUBEBUILDER_ASSETS names no folder with etcd and kube-apiserver");
    rehearsed(programs);
  }

  private void rehearsed(String controlPlane) {
    Assumptions.assumeTrue(
        Files.isDirectory(CHARTS), "the charts of ../shared are not here: nothing to install");

    Answer run =
        blackstart(
            "rehearse", "--plain", "--charts", CHARTS.toString(), "--control-plane", controlPlane);

    assertEquals(0, run.exit(), run.out() + run.err());
    assertTrue(run.out().contains("1 of 1 servers are unsealed"), run.out());
    assertTrue(run.out().contains("9 of 9 Applications are Synced and Healthy"), run.out());
    assertTrue(run.out().contains("6 nodes Ready, 1 releases deployed"), run.out());
  }

  private Answer blackstart(String verb, String... more) {
    List<String> arguments = new ArrayList<>(List.of(verb));
    arguments.addAll(
        List.of("--repo", PLATFORM.toString(), "--state", folder.resolve("state").toString()));
    arguments.addAll(List.of(more));
    return Answer.to(arguments);
  }
}
