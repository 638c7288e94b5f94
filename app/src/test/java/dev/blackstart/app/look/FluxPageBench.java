package dev.blackstart.app.look;

import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.kube.Fabric8KubeApi;
import dev.blackstart.run.Fanout;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What the console's page of Flux costs on a cluster with thousands of objects. */
final class FluxPageBench {
  private static final Duration BETWEEN = Duration.ofSeconds(2);

  private FluxPageBench() {}

  /**
   * @param arguments a kubeconfig, and how often to look
   */
  public static void main(String[] arguments) throws Exception {
    SystemTimeSource time = new SystemTimeSource();
    try (Fanout fanout = new Fanout();
        Fabric8KubeApi kube = new Fabric8KubeApi(Path.of(arguments[0]), time, fanout)) {
      long began = System.nanoTime();
      int facts = look(kube, time);
      System.out.printf(
          Locale.ROOT, "first page, %d facts, %.1f s%n", facts, (System.nanoTime() - began) / 1e9);
      int looks = Integer.parseInt(arguments[1]);
      double before = cpu();
      long from = System.nanoTime();
      for (int i = 0; i < looks; i++) {
        time.pause(BETWEEN);
        facts = look(kube, time);
      }
      double wall = (System.nanoTime() - from) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "page: %d facts, %.1f s, %.1f %% of a core, peak %s%n",
          facts,
          wall,
          100 * (cpu() - before) / wall,
          peak());
    }
  }

  private static int look(Fabric8KubeApi kube, SystemTimeSource time) {
    return new FluxLook(kube, List.of(), time.wall())
        .sections().stream().mapToInt(section -> section.facts().size()).sum();
  }

  private static double cpu() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
            .getProcessCpuTime()
        / 1e9;
  }

  private static String peak() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .findFirst()
        .orElse("unknown");
  }
}
