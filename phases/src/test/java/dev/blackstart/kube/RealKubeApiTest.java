package dev.blackstart.kube;

import dev.blackstart.world.Kubeconfig;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract against a real kube-apiserver and etcd, where their programs are at hand. */
class RealKubeApiTest extends KubeApiContract {
  @RegisterExtension static final StandingCluster CLUSTER = StandingCluster.real();

  @Override
  protected Kubeconfig kubeconfig() {
    return CLUSTER.kubeconfig();
  }
}
