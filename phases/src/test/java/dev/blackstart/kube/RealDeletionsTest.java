package dev.blackstart.kube;

import dev.blackstart.world.Kubeconfig;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What holds what is being deleted, against a real kube-apiserver and etcd, where their programs
 * are at hand.
 */
class RealDeletionsTest extends DeletionsContract {
  @RegisterExtension static final StandingCluster CLUSTER = StandingCluster.real();

  @Override
  protected Kubeconfig kubeconfig() {
    return CLUSTER.kubeconfig();
  }
}
