package dev.blackstart.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Role;
import dev.blackstart.phase.Phases;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SelectionTest {
  private final List<Phase> phases =
      Phases.of(
          new ClusterSpec(
              "infra",
              Path.of("/"),
              new ClusterSpec.Family("", ""),
              List.of(new Node("infra-01", "10.25.11.11", Role.CONTROL_PLANE)),
              Map.of(),
              List.of(),
              List.of(),
              List.of(),
              Optional.empty(),
              Map.of(),
              List.of(),
              ClusterSpec.Particulars.NONE));

  @Test
  void withoutBoundsEverythingRuns() {
    assertEquals(new Selection.Range(0, phases.size() - 1), Selection.ALL.within(phases));
  }

  @Test
  void fromAndUntilAreInclusive() {
    assertEquals(new Selection.Range(2, 3), selection("apply", "etcd", null).within(phases));
  }

  @Test
  void onlyIsOnePhase() {
    assertEquals(new Selection.Range(3, 3), selection(null, null, "etcd").within(phases));
  }

  @Test
  void anUnknownPhaseIsNamedWithThoseThereAre() {
    Selection.UnknownPhase unknown =
        assertThrows(
            Selection.UnknownPhase.class, () -> selection("etdc", null, null).within(phases));

    assertEquals("no phase is called etdc", unknown.getMessage());
    assertEquals(
        "one of: preflight, configs, apply, etcd, kubeconfig, nodes, seeds, crds, verify",
        unknown.remedy());
  }

  @Test
  void anEndBeforeItsBeginningIsRefused() {
    assertThrows(
        Selection.UnknownPhase.class, () -> selection("etcd", "apply", null).within(phases));
  }

  private static Selection selection(String from, String until, String only) {
    return new Selection(
        Optional.ofNullable(from), Optional.ofNullable(until), Optional.ofNullable(only));
  }
}
