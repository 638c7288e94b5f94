package dev.blackstart.jhelm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.Release;
import dev.blackstart.kube.ClusterContract;
import dev.blackstart.world.Charts.Deployed;
import dev.blackstart.world.Charts.Unfinished;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What the Charts port promises of releases, against whatever API server a subclass brings. */
abstract class ChartsContract extends ClusterContract {
  private static final String TRICKY =
      """
      text: plain
      number: 3
      half: 0.5
      large: 12345678901
      octal: 0o644
      clock: 12:30
      on: yes
      quoted: "yes"
      nothing: null
      empty: {}
      list: [1, "1", true, {a: b}]
      ip: 10.25.11.11
      date: 2026-01-02
      lines: |
        one
        two
      """;

  private final WorkingTime time = new WorkingTime();
  private JHelmCharts charts;
  private String namespace;

  @BeforeEach
  void connect(TestInfo test) throws Exception {
    TestChart.write(folder.resolve("charts"), "1.0.0");
    TestChart.write(folder.resolve("newer"), "1.1.0");
    charts = new JHelmCharts(settings(folder), kube, time);
    namespace = namespace("c-", test);
  }

  static HelmSettings settings(Path folder) {
    return Workplaces.of(folder, folder.resolve("charts"), folder.resolve("newer"));
  }

  @AfterEach
  void disconnect() {
    charts.close();
  }

  private Release release(String version, String... values) {
    return SampleCharts.release("tested", namespace, version, values);
  }

  private Optional<Deployed> deployed() {
    return charts.deployed(namespace, "tested");
  }

  private boolean isAt(int revision, String status) {
    return deployed()
        .filter(helm -> helm.revision() == revision && helm.status().equals(status))
        .isPresent();
  }

  @Test
  void aReleaseIsInstalledIntoANamespaceThatIsNotThereYet() throws Exception {
    assertEquals(Optional.empty(), deployed());
    Release release = release("1.0.0", "key: value\n");
    charts.install(release);
    until(() -> isAt(1, "deployed"));
    Deployed helm = deployed().orElseThrow();
    assertEquals("tested", helm.chart());
    assertEquals("1.0.0", helm.chartVersion());
    assertEquals(charts.valuesDigest(release), helm.valuesDigest());
    assertEquals(
        List.of(
            new KubeObject.Ref("v1", "ConfigMap", namespace, "tested"),
            new KubeObject.Ref("rbac.authorization.k8s.io/v1", "ClusterRole", "", namespace)),
        helm.objects());
    assertEquals(
        "value",
        kube.get(new KubeObject.Ref("v1", "ConfigMap", namespace, "tested"))
            .orElseThrow()
            .text("data", "key"));
  }

  @Test
  void aReleaseThatIsThereIsUpgradedToWhatIsWantedAndNoMore() throws Exception {
    charts.install(release("1.0.0", "key: first\nother: gone\n"));
    Release second = release("1.1.0", "key: second\n");
    charts.install(second);
    until(() -> isAt(2, "deployed"));
    assertEquals("1.1.0", deployed().orElseThrow().chartVersion());
    assertEquals(charts.valuesDigest(second), deployed().orElseThrow().valuesDigest());
    charts.install(release("1.1.0"));
    until(() -> isAt(3, "deployed"));
    assertEquals(charts.valuesDigest(release("1.1.0")), deployed().orElseThrow().valuesDigest());
  }

  @Test
  void theDigestOfValuesIsThatOfWhatHelmStores() throws Exception {
    Release release = release("1.0.0", TRICKY, "empty: {inner: [1.0]}\ntext: later\n");
    charts.install(release);
    until(() -> isAt(1, "deployed"));
    assertEquals(charts.valuesDigest(release), deployed().orElseThrow().valuesDigest());
  }

  @Test
  void anInstallThatIsInterruptedDiesAtOnceAndIsHealed() throws Exception {
    Release release = release("1.0.0", "hook: true\n");
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread installing =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    charts.install(release);
                  } catch (InterruptedException | RuntimeException e) {
                    thrown.set(e);
                  }
                });
    until(() -> isAt(1, "pending-install"));
    until(() -> kube.get(hookJob()).isPresent());
    long child = charts.childProcess().orElseThrow();
    long begin = System.nanoTime();
    installing.interrupt();
    installing.join();
    assertTrue(System.nanoTime() - begin < Duration.ofSeconds(1).toNanos());
    assertTrue(thrown.get() instanceof InterruptedException, String.valueOf(thrown.get()));
    assertFalse(ProcessHandle.of(child).map(ProcessHandle::isAlive).orElse(false));

    Failure pending = assertThrows(Failure.class, () -> charts.install(release));
    assertTrue(pending.what().contains("pending-install"), pending.what());
    Unfinished left = charts.unfinished(namespace, "tested").orElseThrow();
    assertEquals(1, left.revision());
    assertEquals("pending-install", left.status());
    assertEquals(List.of(hookJob()), left.hooks());
    assertTrue(
        left.since().orElseThrow().isAfter(Instant.now().minus(Duration.ofMinutes(10))),
        left.toString());
    charts.heal(namespace, "tested");
    assertEquals(Optional.empty(), charts.unfinished(namespace, "tested"));
    until(() -> kube.get(hookJob()).isEmpty());
    charts.install(release("1.0.0", "hook: false\n"));
    until(() -> isAt(1, "deployed"));
  }

  @Test
  void anUpgradeThatDiedIsHealedToTheRevisionBefore() throws Exception {
    charts.install(release("1.0.0", "hook: false\n"));
    Thread upgrading =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    charts.install(release("1.1.0", "hook: true\n"));
                  } catch (InterruptedException e) {
                    // Meant.
                  }
                });
    until(() -> isAt(2, "pending-upgrade"));
    upgrading.interrupt();
    upgrading.join();
    charts.heal(namespace, "tested");
    until(() -> isAt(1, "deployed"));
    charts.install(release("1.1.0", "key: after\n"));
    until(() -> isAt(2, "deployed"));
  }

  private KubeObject.Ref hookJob() {
    return new KubeObject.Ref("batch/v1", "Job", namespace, "tested-hook");
  }

  @Test
  void aHookThatFailsIsToldWithItsName() throws Exception {
    CompletableFuture<Failure> failed = new CompletableFuture<>();
    fanout.background(
        () ->
            failed.complete(
                assertThrows(
                    Failure.class, () -> charts.install(release("1.0.0", "hook: true\n")))));
    until(() -> kube.get(hookJob()).isPresent());
    // Helm waits for the hook, so the run waits for the world.
    until(() -> time.working().isEmpty());
    TestChart.failJob(kubeconfig(), namespace, "tested-hook");
    Failure failure = failed.get(60, TimeUnit.SECONDS);
    assertTrue(failure.what().startsWith("release " + namespace + "/tested: "), failure.what());
    assertTrue(failure.what().contains("tested-hook"), failure.what());
    until(() -> isAt(1, "failed"));
    charts.install(release("1.0.0", "key: repaired\n"));
    until(() -> isAt(2, "deployed"));
  }

  @Test
  void whatTheServerRefusesIsToldWithoutSecrets() {
    Failure failure =
        assertThrows(
            Failure.class,
            () -> charts.install(release("1.0.0", "password: Sup3rS3cret\nbreak: true\n")));
    assertEquals(Failure.Kind.REFUSED, failure.kind());
    assertFalse(failure.what().contains("Sup3rS3cret"), failure.what());
    assertTrue(failure.what().contains("[redacted]"), failure.what());
    assertEquals(1, failure.what().lines().count());
  }

  @Test
  void aReleaseIsUninstalled() throws Exception {
    charts.install(release("1.0.0"));
    until(() -> isAt(1, "deployed"));
    charts.uninstall(namespace, "tested");
    until(() -> deployed().isEmpty());
    assertTrue(kube.get(new KubeObject.Ref("v1", "ConfigMap", namespace, "tested")).isEmpty());
    charts.uninstall(namespace, "tested");
  }

  @Test
  void nothingOfTheValuesStaysOnDisk() throws Exception {
    charts.install(release("1.0.0", "key: Sup3rS3cret\n"));
    try (var files = Files.walk(folder.resolve("work"))) {
      assertEquals(
          List.of(),
          files.filter(file -> file.getFileName().toString().contains("values")).toList());
    }
  }
}
