package dev.blackstart.kube;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.run.Fanout;
import dev.blackstart.world.Kubeconfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** A contract that is kept through our port, against whatever API server a subclass brings. */
public abstract class ClusterContract {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir protected Path folder;
  protected final Fanout fanout = new Fanout();
  protected Fabric8KubeApi kube;

  /** Of an API server that answers. */
  protected abstract Kubeconfig kubeconfig();

  @BeforeEach
  protected final void adopt() {
    kube = new Fabric8KubeApi(folder.resolve("kubeconfig"), new SystemTimeSource(), fanout);
    kube.adopt(kubeconfig());
  }

  @AfterEach
  protected final void leave() {
    kube.close();
    fanout.close();
  }

  /** A namespace's name for a test of its own. */
  protected static String namespace(String prefix, TestInfo test) {
    String name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
    return prefix + name.substring(0, Math.min(40, name.length()));
  }

  /** Waits, looking again whenever the cluster changes. */
  protected final void until(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      long seen = kube.changes().version();
      assertTrue(System.nanoTime() < end, "did not come true");
      kube.changes().await(seen, Duration.ofMillis(50));
    }
  }
}
