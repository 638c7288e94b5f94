package dev.blackstart.jhelm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.kube.Fabric8KubeApi;
import dev.blackstart.kube.TestCluster;
import dev.blackstart.run.Fanout;
import dev.blackstart.world.KubeApi;
import dev.blackstart.world.KubeObject;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No Helm child and no folder of 98 MB outlives the process it works for. */
class OrphanTest {
  @TempDir Path folder;

  @Test
  void whenTheParentIsKilledItsChildEndsAndClearsItsFolder() throws Exception {
    Process parent = parent();
    long child = Long.parseLong(parent.inputReader().readLine());
    ProcessHandle helm = ProcessHandle.of(child).orElseThrow();
    assertEquals(1, folders().size());
    parent.destroyForcibly().waitFor();
    helm.onExit().get(60, TimeUnit.SECONDS);
    assertEquals(List.of(), folders());
  }

  @Test
  void whenTheParentIsKilledAnInstallUnderWayEndsToo() throws Exception {
    try (TestCluster cluster = TestCluster.embedded()) {
      Path kubeconfig = folder.resolve("kubeconfig");
      Files.writeString(kubeconfig, cluster.kubeconfig().yaml());
      TestChart.write(folder.resolve("charts"), "1.0.0");
      Process parent = parent();
      long child = Long.parseLong(parent.inputReader().readLine());
      ProcessHandle helm = ProcessHandle.of(child).orElseThrow();
      parent.destroyForcibly().waitFor();
      helm.onExit().get(60, TimeUnit.SECONDS);
      assertEquals(List.of(), folders());
    }
  }

  @Test
  void whatWasLeftByADeadProcessIsSweptAndWhatIsInUseIsNot() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Path left = Files.createDirectories(folder.resolve("helm-" + dead.pid() + "-1"));
    Files.writeString(left.resolve("library"), "98 MB");
    Path used =
        Files.createDirectories(folder.resolve("helm-" + ProcessHandle.current().pid() + "-1"));
    HelmFolder.sweep(folder);
    assertFalse(Files.exists(left));
    assertTrue(Files.exists(used));
  }

  private List<Path> folders() throws Exception {
    try (var found = Files.newDirectoryStream(folder, "helm-*")) {
      List<Path> folders = new ArrayList<>();
      found.forEach(folders::add);
      return folders;
    }
  }

  private Process parent() throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dblackstart.root=" + SampleCharts.ROOT,
            "-cp",
            classpath(),
            Parent.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String classpath() {
    return OrphanTest.class.getClassLoader() instanceof URLClassLoader loader
        ? Stream.of(loader.getURLs())
            .map(URL::getPath)
            .collect(Collectors.joining(File.pathSeparator))
        : System.getProperty("java.class.path");
  }

  /** A process that has used Helm and stays; with a cluster, in the middle of an install. */
  static final class Parent {
    public static void main(String[] arguments) throws Exception {
      Path folder = Path.of(arguments[0]);
      Path kubeconfig = folder.resolve("kubeconfig");
      HelmSettings settings =
          new HelmSettings(
              List.of(SampleCharts.STAND_INS, folder.resolve("charts")),
              false,
              folder,
              kubeconfig,
              folder,
              "v1.35.0",
              Duration.ofMinutes(1));
      Fanout fanout = new Fanout();
      KubeApi kube = new Fabric8KubeApi(kubeconfig, new SystemTimeSource(), fanout);
      JHelmCharts charts = new JHelmCharts(settings, kube, new SystemTimeSource());
      if (Files.exists(kubeconfig)) {
        fanout.background(() -> install(charts));
        while (kube.get(new KubeObject.Ref("batch/v1", "Job", "orphan", "tested-hook")).isEmpty()) {
          Thread.sleep(50);
        }
      } else {
        charts.render(SampleCharts.release("coredns", "kube-system", "1.45.0"));
      }
      System.out.println(charts.childProcess().orElseThrow());
      Thread.currentThread().join();
    }

    private static void install(JHelmCharts charts) {
      try {
        charts.install(SampleCharts.release("tested", "orphan", "1.0.0", "hook: true\n"));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
