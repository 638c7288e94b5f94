package dev.blackstart.kube;

import dev.blackstart.world.Kubeconfig;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What holds what is being deleted, against the embedded API server. */
class EmbeddedDeletionsTest extends DeletionsContract {
  @RegisterExtension static final StandingCluster CLUSTER = StandingCluster.embedded();

  @Override
  protected Kubeconfig kubeconfig() {
    return CLUSTER.kubeconfig();
  }
}
