package dev.blackstart.kube;

import dev.blackstart.world.Kubeconfig;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract against the embedded API server. */
class EmbeddedKubeApiTest extends KubeApiContract {
  @RegisterExtension static final StandingCluster CLUSTER = StandingCluster.embedded();

  @Override
  protected Kubeconfig kubeconfig() {
    return CLUSTER.kubeconfig();
  }
}
