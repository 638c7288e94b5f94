package dev.blackstart.kube;

import dev.blackstart.world.KubeApi.FluxReading;
import dev.blackstart.world.KubeApi.FluxTies;
import dev.blackstart.world.KubeObject;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What keeps a source from being fetched. A Kustomization or HelmRelease that lacks its source says
 * only that there is no artifact; the source says why.
 */
final class FluxSources {
  private static final String API = "source.toolkit.fluxcd.io/v1";
  private static final Set<String> KINDS = Set.of("GitRepository", "OCIRepository", "Bucket");

  /** A server's no, in the words of git, SSH and registries. */
  private static final Pattern NO =
      Pattern.compile(
          "unable to authenticate|authentication required|authorization failed|invalid credentials"
              + "|repository not found|denied|unauthorized|forbidden|remote ref|reference not found"
              + "|knownhosts|manifest unknown",
          Pattern.CASE_INSENSITIVE);

  /** What passes: servers and networks that are unwell, and a Secret that may still come. */
  private static final Pattern PASSES =
      Pattern.compile(
          "timeout|timed out|no such host|connection re|\\b50[0-9]\\b|\\b429\\b|secret",
          Pattern.CASE_INSENSITIVE);

  private FluxSources() {}

  /**
   * The reading, with its source's complaint when that is what it waits for; where a server said no
   * that is as good as stalled: no further attempt changes it.
   */
  static FluxReading explained(FluxReading reading, KubeObject object, Rollouts.Reader reader) {
    if (reading.ready() || reading.suspended()) {
      return reading;
    }
    return complaint(object, "sourceRef", reader)
        .or(() -> complaint(object, "chartRef", reader))
        .filter(why -> !reading.message().contains(why))
        .map(why -> with(reading, why))
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

  private static FluxReading with(FluxReading reading, String why) {
    FluxTies ties = reading.ties();
    boolean no = NO.matcher(why).find() && !PASSES.matcher(why).find();
    return new FluxReading(
        reading.ref(),
        reading.ready(),
        reading.suspended(),
        reading.reason(),
        reading.message() + "; " + why,
        reading.since(),
        new FluxTies(ties.dependsOn(), ties.applies(), ties.stalled() || no, ties.retry()));
  }
}
