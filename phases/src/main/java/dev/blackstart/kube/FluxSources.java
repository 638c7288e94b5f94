package dev.blackstart.kube;

import dev.blackstart.world.KubeApi.FluxReading;
import dev.blackstart.world.KubeObject;
import java.util.Optional;
import java.util.Set;

/**
 * What keeps a source from being fetched. A Kustomization or HelmRelease that lacks its source says
 * only that there is no artifact; the source says why.
 */
final class FluxSources {
  private static final String API = "source.toolkit.fluxcd.io/v1";
  private static final Set<String> KINDS = Set.of("GitRepository", "OCIRepository", "Bucket");

  private FluxSources() {}

  /** The reading, with its source's complaint when that is what it waits for. */
  static FluxReading explained(FluxReading reading, KubeObject object, Rollouts.Reader reader) {
    if (reading.ready() || reading.suspended()) {
      return reading;
    }
    return complaint(object, "sourceRef", reader)
        .or(() -> complaint(object, "chartRef", reader))
        .filter(why -> !reading.message().contains(why))
        .map(why -> with(reading, reading.message() + "; " + why))
        .orElse(reading);
  }

  private static Optional<String> complaint(
      KubeObject object, String field, Rollouts.Reader reader) {
    String kind = object.text("spec", field, "kind");
    if (!KINDS.contains(kind)) {
      return Optional.empty();
    }
    String written = object.text("spec", field, "namespace");
    String namespace = written.isEmpty() ? object.namespace() : written;
    return reader.all(API, kind).stream()
        .filter(source -> source.namespace().equals(namespace))
        .filter(source -> source.name().equals(object.text("spec", field, "name")))
        .findFirst()
        .flatMap(
            source ->
                source
                    .condition("Ready")
                    .filter(ready -> ready.text("status").equals("False"))
                    .map(
                        ready ->
                            source.ref()
                                + ": "
                                + PodReasons.join(ready.text("reason"), ready.text("message"))));
  }

  private static FluxReading with(FluxReading reading, String message) {
    return new FluxReading(
        reading.ref(),
        reading.ready(),
        reading.suspended(),
        reading.reason(),
        message,
        reading.since(),
        reading.ties());
  }
}
