package dev.blackstart.jhelm;

import dev.blackstart.kube.TestCluster;
import dev.blackstart.world.Kubeconfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * What a later Helm takes over, against a real kube-apiserver and etcd, where their programs are at
 * hand.
 */
class RealHelmFourTest extends HelmFourContract {
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
