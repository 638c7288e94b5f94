package dev.blackstart.app.look;

import dev.blackstart.world.KubeApi;
import java.util.List;
import java.util.Optional;

/** An API server that does not answer: then nothing else can be said. */
final class Silence {
  private Silence() {}

  /** The only section there is, and absent when the API server answers. */
  static Optional<List<Section>> of(KubeApi kube) {
    if (kube.adopted().isEmpty()) {
      return Optional.of(section("there is no kubeconfig yet: no control plane was up so far"));
    }
    KubeApi.Answer answer = kube.answers();
    return answer.ready()
        ? Optional.empty()
        : Optional.of(section("the API server does not answer: " + answer.because()));
  }

  private static List<Section> section(String why) {
    Fact fact = Fact.of(Weight.WAITS, why).seenBy("kubectl get --raw '/readyz?verbose'");
    return List.of(new Section("Kubernetes", List.of(fact)));
  }
}
