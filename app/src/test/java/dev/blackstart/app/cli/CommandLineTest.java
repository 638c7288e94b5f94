package dev.blackstart.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line contract, verb by verb, as somebody types it. */
class CommandLineTest {
  private static final Path ROOT =
      Path.of(System.getProperty("blackstart.root", "..")).toAbsolutePath().normalize();

  @TempDir Path folder;

  @Test
  void aLiveVerbNeverRunsOnTheBundledExample() {
    Answer answer = blackstart("bootstrap", "--repo", ROOT.resolve("docs/example").toString());

    assertEquals(3, answer.exit());
    assertEquals(2, answer.err().lines().count(), answer.err());
    assertTrue(answer.err().contains("the bundled example has no machines"), answer.err());
  }

  @Test
  void anUnknownVerbOrOptionIsUsage() {
    assertEquals(2, blackstart("bootstarp").exit());
    assertEquals(2, blackstart("plan", "--clutser", "infra").exit());
    assertEquals(2, blackstart("--json").exit());
  }

  @Test
  void withNoVerbAndNoTerminalTheClustersAreLines() {
    Answer answer = blackstart("--plain");

    assertEquals(0, answer.exit(), answer.err());
    assertTrue(answer.out().contains("cluster infra: 3 control planes, 3 workers"), answer.out());
    assertTrue(answer.out().contains("10.25.11.11"), answer.out());
    assertTrue(answer.out().contains("no run yet"), answer.out());
  }

  @Test
  void anOptionBeforeTheVerbIsToldToStandAfterIt() {
    Answer answer = blackstart("--cluster", "infra", "plan");

    assertEquals(2, answer.exit());
    assertTrue(answer.err().contains("write --cluster after the verb"), answer.err());
  }

  @Test
  void anUnknownClusterIsNamedWithThoseThereAre() {
    Answer answer = blackstart("plan", "--cluster", "prod");

    assertEquals(2, answer.exit());
    assertTrue(answer.err().contains("no cluster prod"), answer.err());
    assertTrue(answer.err().contains("infra"), answer.err());
  }

  @Test
  void anUnknownPhaseIsUsageAndNothingIsStarted() {
    Answer answer = blackstart("rehearse", "--from", "ciilum");

    assertEquals(2, answer.exit());
    assertTrue(answer.err().contains("no phase is called ciilum"), answer.err());
    assertFalse(Files.exists(folder.resolve("state")));
  }

  @Test
  void aControlPlaneFolderWithoutItsProgramsIsRefused() {
    Answer answer = blackstart("rehearse", "--control-plane", folder.toString());

    assertEquals(3, answer.exit());
    assertTrue(answer.err().contains("etcd"), answer.err());
  }

  @Test
  void aFolderThatIsNoRepositoryIsRefused() {
    Answer answer = blackstart("rehearse", "--repo", folder.toString());

    assertEquals(3, answer.exit());
    assertFalse(answer.err().contains("\tat "), answer.err());
  }

  @Test
  void nothingToResumeIsSaid() {
    Answer answer = blackstart("resume");

    assertEquals(2, answer.exit());
    assertTrue(answer.err().contains("no run to resume"), answer.err());
  }

  @Test
  void thePlanIsOneJsonObjectOfTheContractAndWritesNothing() throws Exception {
    Answer answer = blackstart("plan", "--json");

    assertEquals(0, answer.exit(), answer.err());
    JsonNode plan = new ObjectMapper().readTree(answer.out());
    assertEquals("infra", plan.path("cluster").asText());
    assertEquals(6, plan.path("nodes").size());
    assertEquals("10.25.11.11", plan.path("nodes").get(0).path("address").asText());
    assertEquals(
        List.of(
            "preflight",
            "configs",
            "apply",
            "etcd",
            "kubeconfig",
            "nodes",
            "seeds",
            "crds",
            "cilium",
            "coredns",
            "spegel",
            "cert-manager",
            "external-secrets",
            "flux-operator",
            "flux-instance",
            "flux",
            "verify"),
        StreamSupport.stream(plan.path("phases").spliterator(), false)
            .map(phase -> phase.path("id").asText())
            .toList());
    assertEquals(7, plan.path("releases").size());
    try (Stream<Path> written = Files.list(folder)) {
      assertEquals(0, written.count());
    }
  }

  @Test
  void thePlanCanBeRenderedWithGeneratedSecretsForItsOwnerOnly() throws Exception {
    Path to = folder.resolve("rendered");

    Answer answer =
        blackstart(
            "plan", "--cluster", "apps", "--render", to.toString(), "--secrets", "generated");

    assertEquals(0, answer.exit(), answer.err());
    try (Stream<Path> configs = Files.list(to.resolve("machineconfig"))) {
      for (Path config : configs.toList()) {
        assertFalse(Files.readString(config).contains("op://"), config.toString());
        assertEquals(2, Files.getPosixFilePermissions(config).size(), config.toString());
      }
    }
  }

  @Test
  void aRenderingThatFailsLeavesNothingBehind() throws Exception {
    Path to = folder.resolve("rendered");

    Answer answer =
        blackstart(
            "plan",
            "--cluster",
            "apps",
            "--render",
            to.toString(),
            "--secrets",
            "generated",
            "--config-patch",
            "machine: {type: gateway}");

    assertEquals(3, answer.exit());
    assertFalse(Files.exists(to), answer.err());
  }

  @Test
  void historyAndPhasesAreJsonToo() throws Exception {
    assertEquals(
        0, new ObjectMapper().readTree(blackstart("runs", "--json").out()).path("runs").size());
    assertEquals(
        17,
        new ObjectMapper().readTree(blackstart("phases", "--json").out()).path("phases").size());
  }

  @Test
  void completionIsPrintedForBothShells() {
    assertTrue(blackstart("completion", "bash").out().contains("_complete_blackstart"));
    assertTrue(blackstart("completion", "zsh").out().contains("bashcompinit"));
  }

  private Answer blackstart(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    if (arguments.length > 0 && !arguments[0].equals("completion")) {
      all.addAll(List.of("--state", folder.resolve("state").toString()));
    }
    return Answer.to(all);
  }
}
