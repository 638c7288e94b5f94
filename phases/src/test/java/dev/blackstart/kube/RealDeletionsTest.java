package dev.blackstart.kube;

import dev.blackstart.world.Kubeconfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * What holds what is being deleted, against a real kube-apiserver and etcd, where their programs
 * are at hand.
 */
class RealDeletionsTest extends DeletionsContract {
  private static TestCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = TestCluster.real();
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Override
  Kubeconfig kubeconfig() {
    return cluster.kubeconfig();
  }
}
