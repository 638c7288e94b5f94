package dev.blackstart.jhelm;

import dev.blackstart.kube.StandingCluster;
import dev.blackstart.world.Kubeconfig;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a later Helm takes over, against the embedded API server. */
class EmbeddedHelmFourTest extends HelmFourContract {
  @RegisterExtension static final StandingCluster CLUSTER = StandingCluster.embedded();

  @Override
  protected Kubeconfig kubeconfig() {
    return CLUSTER.kubeconfig();
  }
}
