package dev.blackstart.kube;

import dev.blackstart.world.Kubeconfig;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An API server that stands for a whole test class. */
public final class StandingCluster implements BeforeAllCallback, AfterAllCallback {
  private interface Start {
    TestCluster now() throws Exception;
  }

  private final Start start;
  private TestCluster cluster;

  private StandingCluster(Start start) {
    this.start = start;
  }

  /** The embedded one. */
  public static StandingCluster embedded() {
    return new StandingCluster(TestCluster::embedded);
  }

  /** A real kube-apiserver and etcd; the class is skipped where their programs are missing. */
  public static StandingCluster real() {
    return new StandingCluster(TestCluster::real);
  }

  public Kubeconfig kubeconfig() {
    return cluster.kubeconfig();
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    cluster = start.now();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (cluster != null) {
      cluster.close();
    }
  }
}
