package dev.blackstart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.files.StateFolder;
import dev.blackstart.run.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole path, from bare machines to green Flux. */
class RehearsalTest {
  private static final Path ROOT =
      Path.of(System.getProperty("blackstart.root", "..")).toAbsolutePath().normalize();

  @TempDir Path state;

  @Test
  void theAppsClusterComesUpOnTheEmbeddedWorldAndLeavesNothingBehind() throws Exception {
    Operator operator = new Operator(state);

    int exit = operator.run("rehearse", "--cluster", "apps");

    assertEquals(0, exit, operator.tail());
    assertEquals(List.of(), failures(operator));
    assertFalse(Files.exists(operator.runFolder().resolve("kubeconfig")));
    try (Stream<Path> left = Files.list(operator.runFolder())) {
      assertEquals(
          List.of("choices.json", "journal.jsonl", "world.log"),
          left.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void aWorldThatStandsForAConsoleIsEndedWhenTheConsoleIsLeft() throws Exception {
    Operator operator = new Operator(state);
    StateFolder folder = new StateFolder(state);

    int exit = operator.run("rehearse", Rehearsals.WHILE_SHOWN, "--until", "configs");

    assertEquals(0, exit, operator.tail());
    assertEquals(1, new RunHistory(folder).standing().size());
    new StandingWorlds(folder).endLeftOver();
    assertEquals(List.of(), new RunHistory(folder).standing());
  }

  @Test
  void theInfraClusterComesUpWithTheUpstreamChartsOnARealControlPlane() throws Exception {
    String assets = System.getenv("KUBEBUILDER_ASSETS");
    Path charts = ROOT.resolve("../shared/charts").normalize();
    Assumptions.assumeTrue(
        assets != null && Files.isExecutable(Path.of(assets, "kube-apiserver")),
        "KUBEBUILDER_ASSETS names no folder with etcd and kube-apiserver");
    Assumptions.assumeTrue(Files.isDirectory(charts), "../shared/charts is not there");
    Operator operator = new Operator(state);

    int exit = operator.run("rehearse", "--charts", charts.toString(), "--control-plane", assets);

    assertEquals(0, exit, operator.tail());
    assertEquals(List.of(), failures(operator));
  }

  @Test
  void startingLaterThanTheFactsAllowIsRefusedBeforeAnythingIsTouched() throws Exception {
    Operator operator = new Operator(state);

    int exit = operator.run("rehearse", "--from", "cilium");

    assertEquals(3, exit, operator.tail());
    assertTrue(operator.tail().contains("apply does not hold"), operator.tail());
  }

  private static List<Event> failures(Operator operator) throws Exception {
    return operator.journal().stream().filter(Event.PhaseFailed.class::isInstance).toList();
  }
}
