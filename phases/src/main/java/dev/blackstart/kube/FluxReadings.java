package dev.blackstart.kube;

import dev.blackstart.world.KubeApi.FluxReading;
import dev.blackstart.world.KubeObject;
import java.util.Map;
import java.util.Optional;

/** What Flux's controllers say of their objects (Flux 2, conditions of kstatus). */
final class FluxReadings {
  static final Map<String, String> KINDS =
      Map.of(
          "Kustomization", "kustomize.toolkit.fluxcd.io/v1",
          "HelmRelease", "helm.toolkit.fluxcd.io/v2");

  private FluxReadings() {}

  static FluxReading of(KubeObject object) {
    Optional<KubeObject> condition = object.condition("Ready");
    int generation = object.number("metadata", "generation");
    boolean current =
        object.number("status", "observedGeneration") >= generation
            && condition
                .filter(ready -> ready.at("observedGeneration").isPresent())
                .map(ready -> ready.number("observedGeneration") >= generation)
                .orElse(true);
    boolean isTrue = condition.map(ready -> ready.text("status").equals("True")).orElse(false);
    return new FluxReading(
        object.ref(),
        isTrue && current,
        Boolean.TRUE.equals(object.at("spec", "suspend").orElse(false)),
        condition.map(ready -> ready.text("reason")).orElse(""),
        condition.map(ready -> message(ready, current)).orElse("Flux has not seen it yet"),
        condition.flatMap(ready -> ObjectFields.instant(ready.text("lastTransitionTime"))));
  }

  private static String message(KubeObject ready, boolean current) {
    String line = ready.text("message").strip().lines().findFirst().orElse("");
    return current ? line : "Flux has not seen the newest version yet; before: " + line;
  }
}
