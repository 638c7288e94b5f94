package dev.blackstart.kube;

import dev.blackstart.world.KubeApi.FluxReading;
import dev.blackstart.world.KubeApi.FluxTies;
import dev.blackstart.world.KubeObject;
import java.util.HashMap;
import java.util.Map;
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

  /** The sources of a cluster at one moment, each kind read when it is first asked for. */
  static final class AtOnce {
    private final Rollouts.Reader reader;
    private final Map<String, Map<String, KubeObject>> kinds = new HashMap<>();

    AtOnce(Rollouts.Reader reader) {
      this.reader = reader;
    }

    private Optional<KubeObject> find(String kind, String namespace, String name) {
      return Optional.ofNullable(
          kinds.computeIfAbsent(kind, this::read).get(namespace + "/" + name));
    }

    private Map<String, KubeObject> read(String kind) {
      Map<String, KubeObject> sources = new HashMap<>();
      for (KubeObject source : reader.all(API, kind)) {
        sources.put(source.namespace() + "/" + source.name(), source);
      }
      return sources;
    }
  }

  /**
   * The reading, with its source's complaint when that is what it waits for; where a server said no
   * that is as good as stalled: no further attempt changes it.
   */
  static FluxReading explained(FluxReading reading, KubeObject object, AtOnce sources) {
    if (reading.ready() || reading.suspended()) {
      return reading;
    }
    return complaint(object, "sourceRef", sources)
        .or(() -> complaint(object, "chartRef", sources))
        .filter(why -> !reading.message().contains(why))
        .map(why -> with(reading, why))
        .orElse(reading);
  }

  private static Optional<String> complaint(KubeObject object, String field, AtOnce sources) {
    String kind = object.text("spec", field, "kind");
    if (!KINDS.contains(kind)) {
      return Optional.empty();
    }
    String written = object.text("spec", field, "namespace");
    String namespace = written.isEmpty() ? object.namespace() : written;
    return sources
        .find(kind, namespace, object.text("spec", field, "name"))
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
