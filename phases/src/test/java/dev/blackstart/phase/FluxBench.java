package dev.blackstart.phase;

import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.kube.Fabric8KubeApi;
import dev.blackstart.run.Fanout;
import dev.blackstart.run.Orders;
import dev.blackstart.run.PaperWorld;
import dev.blackstart.run.RunClock;
import dev.blackstart.run.RunId;
import dev.blackstart.run.Runner;
import dev.blackstart.run.Selection;
import dev.blackstart.world.World;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the phase {@code flux} costs on a cluster with thousands of objects, such as {@code
 * dev.blackstart.kube.FluxCrowd} keeps changing: prints its own CPU and memory, and how many events
 * it told.
 */
final class FluxBench {
  private FluxBench() {}

  /**
   * @param arguments a kubeconfig, and for how many seconds to watch
   */
  public static void main(String[] arguments) throws Exception {
    SystemTimeSource time = new SystemTimeSource();
    AtomicInteger told = new AtomicInteger();
    PaperWorld paper = new PaperWorld();
    Orders orders = new Orders(List.of(), Map.of());
    Duration watch = Duration.ofSeconds(Long.parseLong(arguments[1]));
    try (Fanout fanout = new Fanout();
        Fabric8KubeApi kube = new Fabric8KubeApi(Path.of(arguments[0]), time, fanout)) {
      long began = System.nanoTime();
      int seen = kube.flux().size();
      System.out.printf(
          Locale.ROOT, "%d objects after %.1f s%n", seen, (System.nanoTime() - began) / 1e9);
      World world =
          new World(
              World.Kind.LIVE,
              paper,
              paper.operations(),
              kube,
              paper,
              paper,
              references -> Map.of(),
              paper,
              time);
      Runner runner =
          new Runner(
              world,
              List.of(),
              event -> told.incrementAndGet(),
              new RunClock(time, new RunId("bench"), time.now()),
              fanout,
              orders);
      ReconcileFlux phase = new ReconcileFlux(Specs.threeControlPlanes(), watch);
      double before = cpu();
      long from = System.nanoTime();
      runner.run(List.of(phase), new Selection.Range(0, 0), Map.of());
      double wall = (System.nanoTime() - from) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "phase: %.1f s, %.1f %% of a core, %d events, peak %s%n",
          wall,
          100 * (cpu() - before) / wall,
          told.get(),
          peak());
    }
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
