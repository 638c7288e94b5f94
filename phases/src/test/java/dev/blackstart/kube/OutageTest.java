package dev.blackstart.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.rehearsal.pki.Authority;
import dev.blackstart.rehearsal.real.RealPrograms;
import dev.blackstart.run.Fanout;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Kubeconfig;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** API servers that are not there, not ours, or away for a while. */
class OutageTest {
  private static final KubeObject THING =
      KubeApiContract.object(
          "{apiVersion: v1, kind: ConfigMap, metadata: {name: thing, namespace: default}}");

  @TempDir Path folder;
  private final Fanout fanout = new Fanout();
  private Fabric8KubeApi kube;

  @BeforeEach
  void make() {
    kube = new Fabric8KubeApi(folder.resolve("kubeconfig"), new SystemTimeSource(), fanout);
  }

  @AfterEach
  void close() {
    kube.close();
    fanout.close();
  }

  private void until(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (!condition.getAsBoolean()) {
      long seen = kube.changes().version();
      assertTrue(System.nanoTime() < end, "did not come true");
      kube.changes().await(seen, Duration.ofMillis(200));
    }
  }

  private static Kubeconfig at(int port) {
    return TestCluster.kubeconfig(
        "https://127.0.0.1:" + port, RealPrograms.AUTHORITY.certificatePem(), RealPrograms.admin());
  }

  @Test
  void beforeAKubeconfigIsAdoptedReadingsAreEmptyAndActsFail() {
    assertFalse(kube.answers().ready());
    assertEquals(List.of(), kube.list("v1", "Node", ""));
    assertFalse(kube.served("", "v1", "nodes"));
    Failure failure = assertThrows(Failure.class, () -> kube.apply(THING));
    assertEquals(Failure.Kind.UNREACHABLE, failure.kind());
  }

  @Test
  void aRefusedConnectionIsNoErrorOfAReading() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    kube.adopt(at(port));
    assertEquals("connection refused", kube.answers().because());
    assertEquals(List.of(), kube.list("v1", "Node", ""));
    assertEquals(List.of(), kube.listOnce("v1", "Node", "", Map.of()));
    assertTrue(kube.get(THING.ref()).isEmpty());
    Failure failure = assertThrows(Failure.class, () -> kube.apply(THING));
    assertEquals(Failure.Kind.UNREACHABLE, failure.kind());
    assertEquals("apply ConfigMap default/thing: connection refused", failure.what());
  }

  @Test
  void aKubeconfigThatNamesNothingIsRefusedWithoutItsText() {
    Failure failure =
        assertThrows(
            Failure.class, () -> kube.adopt(new Kubeconfig("users: [{secret: Sup3rS3cret}]")));
    assertEquals(Failure.Kind.INPUT, failure.kind());
    assertFalse(failure.what().contains("Sup3rS3cret"), failure.what());
    assertTrue(kube.adopted().isEmpty());
  }

  @Test
  void aServerOfAnotherClusterIsNotBelieved() throws Exception {
    try (TestCluster cluster = TestCluster.embedded()) {
      Authority other = Authority.named("other", Instant.now(), Duration.ofDays(1));
      String server =
          cluster
              .kubeconfig()
              .yaml()
              .lines()
              .filter(l -> l.contains("server: "))
              .findFirst()
              .orElseThrow()
              .replace("server: ", "")
              .strip();
      kube.adopt(TestCluster.kubeconfig(server, other.certificatePem(), RealPrograms.admin()));
      assertFalse(kube.answers().ready());
      assertTrue(kube.answers().because().startsWith("TLS: "), kube.answers().because());
    }
  }

  @Test
  void watchesComeBackAfterTheApiServerWasAway() throws Exception {
    try (TestCluster cluster = TestCluster.real()) {
      kube.adopt(cluster.kubeconfig());
      assertFalse(kube.list("v1", "Namespace", "").isEmpty());
      cluster.restart();
      until(() -> kube.answers().ready());
      kube.apply(
          KubeApiContract.object("{apiVersion: v1, kind: Namespace, metadata: {name: after}}"));
      until(
          () ->
              kube.list("v1", "Namespace", "").stream()
                  .anyMatch(namespace -> namespace.name().equals("after")));
      cluster.close();
      until(() -> kube.list("v1", "Namespace", "").isEmpty());
    }
  }
}
