package dev.blackstart.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Finding.Level;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.SupportedKubernetes;
import dev.blackstart.run.NoOperations;
import dev.blackstart.run.PaperWorld;
import dev.blackstart.world.Failure;
import dev.blackstart.world.MachineReport;
import dev.blackstart.world.MachineReport.Reach;
import dev.blackstart.world.MachineStage;
import dev.blackstart.world.NamedImage;
import dev.blackstart.world.NamedImage.Part;
import dev.blackstart.world.NodeOperations;
import dev.blackstart.world.RenderedConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Which versions may follow which, with the lines that name them. */
class VersionRulesTest {
  private static final ClusterSpec SPEC = Specs.threeControlPlanes();
  private static final List<Part> KUBERNETES =
      List.of(Part.KUBELET, Part.API_SERVER, Part.CONTROLLER_MANAGER, Part.SCHEDULER);

  @Test
  void oneMinorVersionOfTalosForwardIsFine() {
    assertEquals(List.of(), talos("v1.11.6", "v1.34.2", "v1.12.0"));
    assertEquals(List.of(), talos("v1.12.0", "v1.35.0", "v1.12.11"));
  }

  @Test
  void aMinorVersionOfTalosIsNeverSkippedNorTakenBack() {
    assertEquals(
        List.of(
            "ERROR node.yaml:3: Talos of infra-01 is v1.10.7, wanted is v1.12.11: that skips a"
                + " minor version; go one minor version at a time, next is v1.11"),
        talos("v1.10.7", "v1.33.0", "v1.12.11"));
    assertEquals(
        List.of(
            "ERROR node.yaml:3: Talos of infra-01 is v1.12.11, wanted is v1.11.6: that is a minor"
                + " version back; name a version that is not older than what runs"),
        talos("v1.12.11", "v1.34.0", "v1.11.6"));
    assertTrue(talos("v1.12.11", "v1.35.0", "v1.12.9").getFirst().startsWith("WARNING"));
  }

  @Test
  void talosIsNotUpgradedBeyondTheKubernetesThatRuns() {
    assertEquals(
        List.of(
            "ERROR node.yaml:3: Talos v1.12.0 runs Kubernetes 1.30 to 1.35, and infra-01 runs"
                + " v1.29.4; upgrade Kubernetes first: blackstart upgrade k8s"),
        talos("v1.11.6", "v1.29.4", "v1.12.0"));
    assertTrue(
        talos("v1.12.11", "v1.35.0", "v1.13.0").getFirst().startsWith("WARNING node.yaml:3"));
  }

  @Test
  void kubernetesGoesOneMinorVersionAtATimeComponentByComponent() {
    assertEquals(List.of(), kubernetes("v1.12.11", "v1.34.2", "v1.35.0", "v1.35.0"));
    List<String> skipped = kubernetes("v1.12.11", "v1.33.2", "v1.35.0", "v1.35.0");
    assertEquals(4, skipped.size(), skipped.toString());
    assertTrue(
        skipped.get(1).startsWith("ERROR node.yaml:5: kube-apiserver of infra-01 is v1.33.2"),
        skipped.toString());
  }

  @Test
  void kubernetesStaysWithinWhatTheTalosBeneathRunsAndBothAreNamed() {
    assertEquals(
        List.of(
            "ERROR node.yaml:4: Kubernetes v1.36.0 is asked for, and infra-01 has Talos v1.12.11,"
                + " which runs 1.30 to 1.35; node.yaml:3 names v1.12.11; upgrade Talos first:"
                + " blackstart upgrade talos"),
        kubernetes("v1.12.11", "v1.35.0", "v1.36.0", "v1.36.0"));
  }

  @Test
  void aKubeletIsNeverNewerThanTheApiServers() {
    assertEquals(
        List.of(
            "ERROR node.yaml:4: the kubelet is to be v1.35.0, newer than kube-apiserver v1.34.9 of"
                + " node.yaml:5; name one version for all of Kubernetes"),
        kubernetes("v1.12.11", "v1.34.2", "v1.35.0", "v1.34.9"));
  }

  @Test
  void anImageWithoutAVersionIsRefusedByItsLine() {
    Failure failure =
        Assertions.assertThrows(Failure.class, () -> talos("v1.12.0", "v1.35.0", "latest").size());
    assertTrue(failure.what().startsWith("node.yaml:3: the image"), failure.what());
  }

  @Test
  void whatTalosRunsIsKnownFromOneFiveToOneTwelve() {
    assertEquals(Optional.empty(), SupportedKubernetes.by(4));
    assertEquals("1.26 to 1.28", SupportedKubernetes.by(5).orElseThrow().toString());
    assertEquals("1.30 to 1.35", SupportedKubernetes.by(12).orElseThrow().toString());
    assertEquals(Optional.empty(), SupportedKubernetes.by(13));
  }

  private static List<String> talos(String runs, String kubelet, String wanted) {
    Paper paper = new Paper(runs, kubelet, wanted, "v1.35.0", "v1.35.0");
    return told(VersionRules.talos(List.of(SPEC.nodes().getFirst()), paper.world()));
  }

  private static List<String> kubernetes(
      String talos, String runs, String wantedKubelet, String wantedServer) {
    Paper paper = new Paper(talos, runs, talos, wantedKubelet, wantedServer);
    return told(VersionRules.kubernetes(SPEC, List.of(SPEC.nodes().getFirst()), paper.world()));
  }

  private static List<String> told(List<Finding> findings) {
    return findings.stream()
        .map(
            finding ->
                (finding.level() == Level.ERROR ? "ERROR " : finding.level() + " ")
                    + finding.at()
                    + ": "
                    + finding.what()
                    + "; "
                    + finding.remedy())
        .toList();
  }

  /** Nodes of ours that run these versions, and a repository that wants others. */
  private static final class Paper extends PaperWorld {
    private static final String RUNNING = "running";

    private final String talos;
    private final String kubernetes;
    private final String wantedTalos;
    private final String wantedKubelet;
    private final String wantedServer;

    Paper(
        String talos,
        String kubernetes,
        String wantedTalos,
        String wantedKubelet,
        String wantedServer) {
      this.talos = talos;
      this.kubernetes = kubernetes;
      this.wantedTalos = wantedTalos;
      this.wantedKubelet = wantedKubelet;
      this.wantedServer = wantedServer;
    }

    @Override
    public MachineReport report(Node node) {
      return new MachineReport(
          node,
          Reach.OURS,
          MachineStage.RUNNING,
          true,
          List.of(),
          Optional.empty(),
          Optional.of(talos),
          List.of(),
          "",
          now());
    }

    @Override
    public NodeOperations operations() {
      return new NoOperations() {
        @Override
        public RenderedConfig runningConfig(Node node) {
          return new RenderedConfig(RUNNING, RUNNING, List.of());
        }
      };
    }

    @Override
    public List<NamedImage> images(Node node, RenderedConfig running) {
      return KUBERNETES.stream().map(part -> image(part, kubernetes)).toList();
    }

    @Override
    public List<NamedImage> images(Node node) {
      List<NamedImage> images = new ArrayList<>(List.of(image(Part.INSTALLER, wantedTalos)));
      KUBERNETES.forEach(
          part -> images.add(image(part, part == Part.KUBELET ? wantedKubelet : wantedServer)));
      return images;
    }

    private static NamedImage image(Part part, String version) {
      return new NamedImage(
          part,
          "registry.example/" + part.component() + ":" + version,
          "node.yaml:" + (3 + part.ordinal()));
    }
  }
}
