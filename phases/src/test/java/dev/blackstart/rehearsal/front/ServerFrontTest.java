package dev.blackstart.rehearsal.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.kube.Fabric8KubeApi;
import dev.blackstart.kube.TestCluster;
import dev.blackstart.rehearsal.actor.client.ApiAccess;
import dev.blackstart.rehearsal.actor.fault.Faults;
import dev.blackstart.rehearsal.pki.Issued;
import dev.blackstart.rehearsal.real.RealPrograms;
import dev.blackstart.run.Fanout;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Kubeconfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What our own port makes of an API server that answers badly. */
class ServerFrontTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final KubeObject MAP =
      new KubeObject(
          Map.of(
              "apiVersion",
              "v1",
              "kind",
              "ConfigMap",
              "metadata",
              Map.of("name", "a", "namespace", "default"),
              "data",
              Map.of("key", "value")));

  @TempDir Path folder;

  private interface Trial {
    void with(Fabric8KubeApi kube) throws Exception;
  }

  private void behind(String fault, Trial trial) throws Exception {
    ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    try (TestCluster cluster = TestCluster.embedded()) {
      Kubeconfig direct = cluster.kubeconfig();
      Issued admin = RealPrograms.admin();
      Issued serving =
          RealPrograms.AUTHORITY.server(
              List.of("localhost"), List.of("127.0.0.1"), Instant.now(), Duration.ofDays(1));
      ApiAccess access =
          new ApiAccess(
              URI.create(server(direct)),
              RealPrograms.AUTHORITY.certificatePem(),
              admin.chainPem(),
              admin.keyPem());
      try (ServerFront front =
              ServerFront.start(
                  access,
                  serving.chainPem(),
                  serving.keyPem(),
                  Faults.of(List.of(fault)),
                  executor,
                  InstantSource.system());
          Fanout fanout = new Fanout();
          Fabric8KubeApi kube =
              new Fabric8KubeApi(folder.resolve("kubeconfig"), new SystemTimeSource(), fanout)) {
        String before = "https://127.0.0.1:" + front.address().getPort();
        kube.adopt(new Kubeconfig(direct.yaml().replace(server(direct), before)));
        kube.apply(
            new KubeObject(
                Map.of(
                    "apiVersion",
                    "v1",
                    "kind",
                    "Namespace",
                    "metadata",
                    Map.of("name", "default"))));
        trial.with(kube);
      }
    } finally {
      executor.shutdownNow();
    }
  }

  private static String server(Kubeconfig kubeconfig) {
    Matcher matcher = Pattern.compile("server: (\\S+)").matcher(kubeconfig.yaml());
    assertTrue(matcher.find());
    return matcher.group(1);
  }

  @Test
  void aBusyServerIsAskedAgainUntilItTakesIt() throws Exception {
    behind(
        "api-busy=configmaps",
        kube -> {
          kube.apply(MAP);
          assertEquals("value", kube.get(MAP.ref()).orElseThrow().text("data", "key"));
        });
  }

  @Test
  void anUnwellServerIsNamedRatherThanTheObjectCalledMissing() throws Exception {
    behind(
        "api-unwell=configmaps",
        kube -> {
          assertEquals(Optional.empty(), kube.get(MAP.ref()));
          assertEquals(
              Optional.of(
                  "get ConfigMap default/a: Internal error occurred: etcdserver: no leader"),
              kube.trouble());
          Failure failure = Assertions.assertThrows(Failure.class, () -> kube.apply(MAP));
          assertEquals(
              "apply ConfigMap default/a: Internal error occurred: etcdserver: no leader",
              failure.what());
          assertTrue(failure.retryable());
        });
  }

  @Test
  void whatHappenedWhileAWatchWasCutIsSeen() throws Exception {
    behind(
        "watch-cut=configmaps",
        kube -> {
          assertFalse(has(kube, "none"));
          long end = System.nanoTime() + PATIENCE.toNanos();
          for (int number = 0; number < 8; number++) {
            String name = "seen-" + number;
            kube.apply(
                new KubeObject(
                    Map.of(
                        "apiVersion", "v1",
                        "kind", "ConfigMap",
                        "metadata", Map.of("name", name, "namespace", "default"))));
            while (!has(kube, name)) {
              assertTrue(System.nanoTime() < end, name + " is not seen");
              Thread.sleep(100);
            }
            Thread.sleep(700);
          }
        });
  }

  private static boolean has(Fabric8KubeApi kube, String name) {
    return kube.list("v1", "ConfigMap", "default").stream()
        .anyMatch(map -> map.name().equals(name));
  }

  @Test
  void aPathSaysWhichResourceItIsAbout() {
    assertEquals("secrets", Hardships.resource(URI.create("/api/v1/namespaces/a/secrets/b")));
    assertEquals("namespaces", Hardships.resource(URI.create("/api/v1/namespaces/a")));
    assertEquals(
        "customresourcedefinitions",
        Hardships.resource(
            URI.create("/apis/apiextensions.k8s.io/v1/customresourcedefinitions?limit=1")));
    assertEquals("", Hardships.resource(URI.create("/apis/apps/v1")));
    assertEquals("", Hardships.resource(URI.create("/readyz")));
  }
}
