package dev.blackstart.jhelm;

import dev.blackstart.kube.StandingCluster;
import dev.blackstart.world.Kubeconfig;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract against a real kube-apiserver and etcd, where their programs are at hand. */
class RealPostRenderTest extends PostRenderContract {
  @RegisterExtension static final StandingCluster CLUSTER = StandingCluster.real();

  @Override
  protected Kubeconfig kubeconfig() {
    return CLUSTER.kubeconfig();
  }
}
