package dev.blackstart.app.look;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.world.Charts;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.World;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is looked up about phases, in an API server that holds what controllers wrote. */
class PhaseLookTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:10:00Z");
  private static final String APPS = "/apis/apps/v1/namespaces/kube-system/";
  private static final String CORE = "/api/v1/namespaces/kube-system/";

  @TempDir Path folder;
  private EmbeddedCluster cluster;
  private final FixedCharts charts = new FixedCharts();

  @BeforeEach
  void start() throws Exception {
    cluster = new EmbeddedCluster(folder);
    EmbeddedCluster.until(() -> cluster.kube().answers().ready());
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void aReleaseTellsNodeByNodeWhoIsMissingAndWhy() {
    ciliumOnTwoOfThreeNodes();

    List<Section> sections = when("cilium", () -> text("cilium").contains("ImagePullBackOff"));

    assertEquals(
        List.of("Helm", "workloads", "cilium on each node", "last events", "objects"),
        sections.stream().map(Section::title).toList());
    assertEquals(
        List.of(
            "BAD infra-03       10.25.11.13      not ready: container agent: ImagePullBackOff: 429"
                + " Too Many Requests, 2 restarts, for 1:10",
            "GOOD infra-01       10.25.11.11      ready",
            "GOOD infra-02       10.25.11.12      ready"),
        sections.get(2).facts().stream().map(f -> f.weight() + " " + f.text()).toList());
    assertEquals(
        Optional.of("kubectl -n kube-system describe pod cilium-c"),
        sections.get(2).facts().getFirst().command());
  }

  @Test
  void theNewestEventOfAReleasesPodsIsLast() {
    ciliumOnTwoOfThreeNodes();
    event("e2", "Pulling", "Normal", "2026-01-01T12:08:00Z");
    event("e1", "Failed", "Warning", "2026-01-01T12:09:00Z");
    event("e0", "Scheduled", "Normal", "2026-01-01T12:07:00Z");

    List<Section> sections = when("cilium", () -> text("cilium").contains("Failed: "));

    assertEquals(
        List.of(
            "PLAIN 3:00 ago     Pod kube-system/cilium-c  Scheduled: said",
            "PLAIN 2:00 ago     Pod kube-system/cilium-c  Pulling: said",
            "WAITS 1:00 ago     Pod kube-system/cilium-c  Failed: said"),
        sections.get(3).facts().stream().map(f -> f.weight() + " " + f.text()).toList());
  }

  @Test
  void whatHelmHasNotIsNotInstalled() {
    List<Section> sections = look("cilium");

    assertEquals("deployed  not installed yet", sections.getFirst().facts().getFirst().text());
    assertEquals(Weight.WAITS, sections.getFirst().facts().getFirst().weight());
  }

  @Test
  void aReleaseOfAnotherVersionThanWantedIsNotGood() {
    deployed("1.17.0");

    assertEquals(Weight.WAITS, look("cilium").getFirst().facts().getFirst().weight());
  }

  @Test
  void seedsAreKnownByTheirNamesWithoutTheirSecrets() {
    List<String> seeds = look("seeds").getFirst().facts().stream().map(Fact::text).toList();

    assertEquals(
        List.of(
            "Namespace kube-system            is there  from seeds.yaml",
            "Secret kube-system/token         not in the cluster  from seeds.yaml"),
        seeds);
  }

  @Test
  void aNodeThatIsNotReadySaysWhatItsKubeletSays() {
    cluster.given(
        "/api/v1/nodes",
        """
        apiVersion: v1
        kind: Node
        metadata: {name: infra-01}
        status:
          nodeInfo: {kubeletVersion: v1.35.0}
          conditions:
            - type: Ready
              status: 'False'
              reason: KubeletNotReady
              message: cni plugin not initialized
              lastTransitionTime: '2026-01-01T12:09:00Z'
        """);

    List<Section> sections = when("nodes", () -> text("nodes").contains("KubeletNotReady"));

    List<String> lines = sections.getFirst().facts().stream().map(Fact::text).toList();
    assertTrue(
        lines.getFirst().endsWith("KubeletNotReady: cni plugin not initialized, for 1:00"),
        lines.toString());
    assertTrue(lines.get(1).endsWith("not registered yet"), lines.toString());
  }

  @Test
  void theDefinitionsTheRepositoryBringsAndTheClusterHasNotComeFirst() {
    charts.crds.add(
        EmbeddedCluster.object("{kind: CustomResourceDefinition, metadata: {name: rockets.x.io}}"));
    charts.crds.add(
        EmbeddedCluster.object("{kind: CustomResourceDefinition, metadata: {name: moons.x.io}}"));
    cluster.definition("x.io", "v1", "Rocket", "rockets");
    CrdLook crds = new CrdLook(world(), SmallSpec.cluster());

    EmbeddedCluster.until(() -> crds.sections().getLast().title().startsWith("1 definition"));
    List<Section> sections = crds.sections();

    assertEquals("wanted by the repository: 1 of 2 missing", sections.getFirst().title());
    assertEquals(
        "moons.x.io  not in the cluster; helmfile.yaml:8 brings it",
        sections.getFirst().facts().getFirst().text());
    Fact group = sections.getLast().facts().getFirst();
    assertEquals(Weight.GOOD, group.weight(), group.text());
    assertTrue(group.text().endsWith("established, accepted and served (v1)"), group.text());
  }

  private void ciliumOnTwoOfThreeNodes() {
    deployed("1.18.5");
    cluster.given(
        APPS + "daemonsets",
        """
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: {name: cilium, namespace: kube-system}
        spec:
          selector: {matchLabels: {app: cilium}}
          template:
            metadata: {labels: {app: cilium}}
            spec: {containers: [{name: agent, image: x}]}
        status:
          observedGeneration: 1
          currentNumberScheduled: 3
          numberMisscheduled: 0
          numberReady: 2
          desiredNumberScheduled: 3
          updatedNumberScheduled: 3
          numberAvailable: 2
        """);
    pod("cilium-a", "infra-01", "True", "ready: true");
    pod("cilium-b", "infra-02", "True", "ready: true");
    pod(
        "cilium-c",
        "infra-03",
        "False",
        "ready: false, restartCount: 2, state: {waiting: {reason: ImagePullBackOff,"
            + " message: 429 Too Many Requests}}");
  }

  private void pod(String name, String node, String ready, String container) {
    // What nobody owns any more is collected.
    String owner =
        cluster
            .kube()
            .get(new KubeObject.Ref("apps/v1", "DaemonSet", "kube-system", "cilium"))
            .orElseThrow()
            .text("metadata", "uid");
    cluster.given(
        CORE + "pods",
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: %s
          namespace: kube-system
          labels: {app: cilium}
          ownerReferences:
            - {apiVersion: apps/v1, kind: DaemonSet, name: cilium, uid: %s, controller: true}
        spec: {nodeName: %s, containers: [{name: agent, image: x}]}
        status:
          phase: Running
          conditions: [{type: Ready, status: '%s', lastTransitionTime: '2026-01-01T12:08:50Z'}]
          containerStatuses:
            - {name: agent, image: x, imageID: x, restartCount: 0, %s}
        """
            .formatted(name, owner, node, ready, container)
            .replace("restartCount: 0, ready: false,", "ready: false,"));
  }

  private void event(String name, String reason, String type, String at) {
    cluster.given(
        CORE + "events",
        """
        apiVersion: v1
        kind: Event
        metadata: {name: %s, namespace: kube-system}
        involvedObject: {apiVersion: v1, kind: Pod, namespace: kube-system, name: cilium-c}
        reason: %s
        type: %s
        message: said
        lastTimestamp: '%s'
        """
            .formatted(name, reason, type, at));
  }

  private void deployed(String version) {
    charts.deployed.add(
        new Charts.Deployed(
            "kube-system",
            "cilium",
            1,
            "deployed",
            "cilium",
            version,
            "digest",
            List.of(
                new KubeObject.Ref("apps/v1", "DaemonSet", "kube-system", "cilium"),
                new KubeObject.Ref("v1", "ConfigMap", "kube-system", "cilium-config"))));
  }

  private List<Section> when(String phase, Supplier<Boolean> seen) {
    EmbeddedCluster.until(seen::get);
    return look(phase);
  }

  private String text(String phase) {
    return look(phase).toString();
  }

  private List<Section> look(String phase) {
    ClusterSpec spec = SmallSpec.cluster();
    return new PhaseLook(world(), spec, new CrdLook(world(), spec)).sections(phase, NOW);
  }

  /** A look at the Kubernetes side asks neither machines nor secrets. */
  private World world() {
    return new World(
        World.Kind.REHEARSAL,
        null,
        null,
        cluster.kube(),
        charts,
        null,
        null,
        null,
        new SystemTimeSource());
  }
}
