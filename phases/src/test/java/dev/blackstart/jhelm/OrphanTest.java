package dev.blackstart.jhelm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.files.SystemTimeSource;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
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
    helm.onExit().get(5, TimeUnit.SECONDS);
    assertEquals(List.of(), folders());
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
    try (var found = Files.list(folder)) {
      return found.toList();
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

  /** A process that has used Helm and stays. */
  static final class Parent {
    public static void main(String[] arguments) throws Exception {
      Path folder = Path.of(arguments[0]);
      JHelmCharts charts =
          new JHelmCharts(
              new HelmSettings(
                  List.of(SampleCharts.STAND_INS),
                  false,
                  folder,
                  folder.resolve("kubeconfig"),
                  folder,
                  "v1.35.0",
                  java.time.Duration.ofMinutes(1)),
              new NoCluster(),
              new SystemTimeSource());
      charts.render(
          new dev.blackstart.cluster.Release(
              "coredns",
              "kube-system",
              ChartRef.oci("oci://x/coredns", "1.45.0"),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              new dev.blackstart.cluster.Place("helmfile.yaml", 1)));
      System.out.println(charts.childProcess().orElseThrow());
      Thread.currentThread().join();
    }
  }
}
