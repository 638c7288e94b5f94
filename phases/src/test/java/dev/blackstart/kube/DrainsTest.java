package dev.blackstart.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.run.Fanout;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node is taken out of service as kubectl does it. */
class DrainsTest {
  private static TestCluster cluster;

  @TempDir Path folder;
  private final Fanout fanout = new Fanout();
  private Fabric8KubeApi kube;

  @BeforeAll
  static void start() throws Exception {
    cluster = TestCluster.embedded();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @BeforeEach
  void connect() {
    kube = new Fabric8KubeApi(folder.resolve("kubeconfig"), new SystemTimeSource(), fanout);
    kube.adopt(cluster.kubeconfig());
    apply("{apiVersion: v1, kind: Node, metadata: {name: worker-1, labels: {rack: a}}}");
  }

  @AfterEach
  void disconnect() {
    kube.close();
    fanout.close();
  }

  @Test
  void aNodeIsClosedAndOpened() {
    kube.cordon("worker-1", true);
    assertTrue(closed());
    kube.cordon("worker-1", true);
    assertTrue(closed());
    kube.cordon("worker-1", false);
    assertFalse(closed());
    Failure nobody = assertThrows(Failure.class, () -> kube.cordon("worker-9", true));
    assertTrue(nobody.what().contains("worker-9"), nobody.what());
  }

  @Test
  void podsThatRunElsewhereLeaveAndTheOthersStay() {
    pod("web", "labels: {app: web}");
    pod("agent", "ownerReferences: [{apiVersion: apps/v1, kind: DaemonSet, name: agent, uid: b}]");
    pod("static", "annotations: {kubernetes.io/config.mirror: c}");
    pod("elsewhere", "labels: {app: x}", "worker-2");

    List<Waiting> left = kube.drain("worker-1");

    assertEquals(List.of("Pod default/web"), left.stream().map(Waiting::who).toList());
    assertEquals("was asked to leave", left.getFirst().reason());
    // What nobody runs goes at once, or shuts down until its kubelet says that it is gone.
    assertTrue(
        kube.drain("worker-1").stream()
            .allMatch(waiting -> waiting.reason().equals("is shutting down")));
    assertTrue(kube.get(new KubeObject.Ref("v1", "Pod", "default", "elsewhere")).isPresent());
  }

  @Test
  void aDisruptionBudgetIsKeptAndNamed() {
    pod("only", "labels: {app: only}", "worker-3");
    apply(
        "{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: keep, namespace:"
            + " default}, spec: {minAvailable: 1, selector: {matchLabels: {app: only}}}}");

    Waiting held =
        kube.drain("worker-3").stream()
            .filter(waiting -> waiting.who().endsWith("/only"))
            .findFirst()
            .orElseThrow();

    assertTrue(held.reason().contains("The disruption budget keep needs"), held.reason());
    assertTrue(kube.get(new KubeObject.Ref("v1", "Pod", "default", "only")).isPresent());
  }

  private boolean closed() {
    return kube.get(new KubeObject.Ref("v1", "Node", "", "worker-1"))
        .orElseThrow()
        .text("spec", "unschedulable")
        .equals("true");
  }

  private void pod(String name, String metadata) {
    pod(name, metadata, "worker-1");
  }

  private void pod(String name, String metadata, String node) {
    apply(
        "{apiVersion: v1, kind: Pod, metadata: {name: "
            + name
            + ", namespace: default, "
            + metadata
            + "}, spec: {nodeName: "
            + node
            + ", containers: [{name: main, image: web}]}}");
  }

  private void apply(String yaml) {
    kube.apply(KubeApiContract.object(yaml));
  }
}
