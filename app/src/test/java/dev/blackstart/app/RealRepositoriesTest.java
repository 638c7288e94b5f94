package dev.blackstart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.Finding;
import dev.blackstart.run.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repositories that people really run, rehearsed as they are. */
class RealRepositoriesTest {
  private static final Path SHARED =
      Path.of(System.getProperty("blackstart.root", ".."))
          .toAbsolutePath()
          .resolve("../shared")
          .normalize();
  private static final String DISK =
      "{machine: {install: {diskSelector: {model: Samsung SSD 860*}}}}";

  @TempDir Path state;
  private Operator operator;

  @BeforeEach
  void assumeSamples() {
    Assumptions.assumeTrue(
        Files.isDirectory(SHARED.resolve("samples")) && Files.isDirectory(SHARED.resolve("charts")),
        "../shared with its samples and charts is not there");
    operator = new Operator(state);
  }

  private int rehearse(String sample, String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "rehearse",
                "--repo",
                SHARED.resolve("samples").resolve(sample).toString(),
                "--charts",
                SHARED.resolve("charts").toString()));
    arguments.addAll(List.of(more));
    return operator.run(arguments.toArray(String[]::new));
  }

  private static String realControlPlane() {
    String assets = System.getenv("KUBEBUILDER_ASSETS");
    Assumptions.assumeTrue(
        assets != null && Files.isExecutable(Path.of(assets, "kube-apiserver")),
        "KUBEBUILDER_ASSETS names no folder with etcd and kube-apiserver");
    return assets;
  }

  private <T extends Event> List<T> events(Class<T> kind) throws Exception {
    return operator.journal().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Test
  void theReferenceRepositoryTurnsGreen() throws Exception {
    assertGreen(rehearse("home-ops", "--config-patch", DISK));
  }

  @Test
  void theReferenceRepositoryTurnsGreenOnARealControlPlane() throws Exception {
    assertGreen(
        rehearse("home-ops", "--config-patch", DISK, "--control-plane", realControlPlane()));
  }

  private void assertGreen(int exit) throws Exception {
    assertEquals(0, exit, operator.tail());
    assertEquals(List.of(), events(Event.PhaseFailed.class));
    Event.PhaseDone flux =
        events(Event.PhaseDone.class).stream()
            .filter(done -> done.phase().name().equals("flux"))
            .findFirst()
            .orElseThrow();
    // Its tree of 18, and the one that syncs them.
    assertEquals("19 of 19 Kustomizations, 7 of 7 HelmReleases, 7 not rehearsed", flux.because());
    Event.RunEnded ended = events(Event.RunEnded.class).getLast();
    assertEquals(7, ended.notRehearsed().size());
    assertTrue(ended.notRehearsed().contains("HelmRelease kube-system/metrics-server"));
  }

  @Test
  void aRepositoryWithoutAnInstallDiskIsRefusedBeforeAnythingIsTouched() throws Exception {
    assertEquals(3, rehearse("home-ops"), operator.tail());

    assertTrue(operator.tail().contains("install"), operator.tail());
    assertEquals(
        "preflight", events(Event.PhaseFailed.class).getFirst().phase().name(), operator.tail());
  }

  @Test
  void aBrokenTreeFailsInFluxWithEveryFaultItsFileAndItsRemedy() throws Exception {
    assertEquals(1, rehearse("k8s-gitops", "--cluster", "infra"), operator.tail());

    assertBroken(
        Set.of(
            "kube-system/coredns",
            "flux-system/cluster-networkpolicy-baseline",
            "flux-system/cloudnative-pg-shared-cluster",
            "flux-system/observability-victoria-logs",
            "flux-system/observability-victoria-metrics-vmagent"));
    String what = events(Event.PhaseFailed.class).getFirst().what();
    assertTrue(what.contains("what cannot become Ready: "), what);
    assertTrue(
        operator.said().stream()
            .anyMatch(line -> line.contains("fluent-bit-operator waits for Kustomization")));
  }

  @Test
  void aTreeThatCannotBeginTellsWhatWouldComeNextToo() throws Exception {
    assertEquals(1, rehearse("k8s-gitops", "--cluster", "apps"), operator.tail());

    assertBroken(
        Set.of(
            "kube-system/coredns",
            "flux-system/cluster-networkpolicy-baseline",
            "flux-system/cloudnative-pg-shared-cluster",
            "flux-system/cluster-apps-messaging-kafka",
            "flux-system/cluster-apps-infrastructure",
            "flux-system/observability-victoria-logs",
            "flux-system/observability-victoria-metrics-vmcluster"));
  }

  /** Every release is done, and of these objects each is told with a file and what to do. */
  private void assertBroken(Set<String> objects) throws Exception {
    List<Event.PhaseFailed> failed = events(Event.PhaseFailed.class);
    assertEquals("flux", failed.getFirst().phase().name(), operator.tail());
    assertEquals(1, failed.size());
    Set<String> untold = new TreeSet<>(objects);
    for (Event.FindingMade made : events(Event.FindingMade.class)) {
      Finding finding = made.finding();
      if (made.phase().name().equals("flux") && finding.at().matches("kubernetes/.*:[0-9]+")) {
        assertTrue(!finding.remedy().isBlank(), finding.toString());
        untold.removeIf(object -> finding.what().contains(object));
      }
    }
    assertEquals(Set.of(), untold, operator.tail());
  }
}
