package dev.blackstart.jhelm;

import dev.blackstart.kube.StandingCluster;
import dev.blackstart.world.Kubeconfig;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract against the embedded API server. */
class EmbeddedPostRenderTest extends PostRenderContract {
  @RegisterExtension static final StandingCluster CLUSTER = StandingCluster.embedded();

  @Override
  protected Kubeconfig kubeconfig() {
    return CLUSTER.kubeconfig();
  }
}
