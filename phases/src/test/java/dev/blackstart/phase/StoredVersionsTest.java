package dev.blackstart.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.CrdSource;
import dev.blackstart.cluster.Place;
import dev.blackstart.run.PaperWorld;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoredVersionsTest {
  private static final Place AT = new Place("helmfile.yaml", 3);

  private static ClusterSpec spec(Place at) {
    return Specs.crds(
        Specs.threeControlPlanes(), List.of(new CrdSource.FromFile("things.yaml", at)));
  }

  /** A definition whose last version is the one that is stored. */
  private static KubeObject crd(List<String> versions, List<String> stored) {
    return Specs.crd(
        Map.of("name", "things.example.org"),
        Map.of(
            "spec",
            Map.of(
                "versions",
                versions.stream()
                    .map(
                        name ->
                            Map.of(
                                "name",
                                name,
                                "served",
                                true,
                                "storage",
                                name.equals(versions.getLast())))
                    .toList()),
            "status",
            Map.of(
                "storedVersions",
                stored,
                "conditions",
                List.of(
                    Map.of("type", "NamesAccepted", "status", "True"),
                    Map.of("type", "Established", "status", "True")))));
  }

  /** A cluster that has one definition, beside a repository that brings another. */
  private static PaperWorld paper(KubeObject present, KubeObject wanted) {
    PaperWorld paper =
        new PaperWorld() {
          @Override
          public List<KubeObject> crds(CrdSource source) {
            return List.of(wanted);
          }

          @Override
          public boolean served(String group, String version, String plural) {
            return !version.equals("v2");
          }
        };
    paper.objects.put(present.ref(), present);
    return paper;
  }

  static PreflightFindingsTest.Case dropping(Place at) {
    return new PreflightFindingsTest.Case(
        spec(at),
        paper(
                crd(List.of("v1beta1", "v1"), List.of("v1beta1", "v1")),
                crd(List.of("v1"), List.of()))
            .world(),
        at + ": CRD things.example.org drops v1beta1, which objects may be stored in");
  }

  @Test
  void thePhaseSaysItBeforeItAppliesAnything() throws Exception {
    PaperWorld paper =
        paper(
            crd(List.of("v1beta1", "v1"), List.of("v1beta1", "v1")),
            crd(List.of("v1", "v2"), List.of()));

    Failure failure =
        Specs.run(paper, new ApplyCrds(spec(AT), Duration.ofMinutes(1))).failure().orElseThrow();

    assertEquals(
        "CRD things.example.org drops v1beta1, which objects may be stored in", failure.what());
    assertTrue(
        failure
            .remedy()
            .endsWith(
                "kubectl patch crd things.example.org --subresource=status --type=merge -p"
                    + " '{\"status\":{\"storedVersions\":[\"v1\"]}}'"),
        failure.remedy());
    assertEquals(List.of(), paper.acts);
  }

  @Test
  void whereTheDroppedVersionIsTheOneInUseAnotherComesFirst() {
    Failure failure =
        StoredVersions.refused(
                crd(List.of("v2"), List.of()), crd(List.of("v1beta1"), List.of("v1beta1")))
            .orElseThrow();

    assertEquals(
        "apply first a version of it that stores another version and still has v1beta1",
        failure.remedy());
  }

  @Test
  void aVersionThatIsNoLongerStoredMayGo() {
    assertEquals(
        List.of(),
        StoredVersions.dropped(
            spec(AT),
            paper(crd(List.of("v1beta1", "v1"), List.of("v1")), crd(List.of("v1"), List.of()))
                .world()));
  }
}
