package dev.blackstart.rehearsal.flux;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.actor.client.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the fields of a Kustomization mean when they say nothing, and what it waits for. */
final class KustomizationSettings {
  private KustomizationSettings() {}

  /** Whether this is only a look after the interval. */
  static boolean isCurrent(Resource kustomization, String revision) {
    JsonNode status = kustomization.status();
    return kustomization.isTrue(FluxStatus.READY)
        && status.path("lastAppliedRevision").asText().equals(revision)
        && status.path("observedGeneration").asLong() == kustomization.generation();
  }

  static List<ManagedObject> toCheck(Resource kustomization, List<ManagedObject> applied) {
    List<ManagedObject> objects = new ArrayList<>();
    if (kustomization.spec().path("wait").asBoolean()) {
      objects.addAll(applied);
    } else {
      for (JsonNode check : kustomization.spec().path("healthChecks")) {
        objects.add(
            ManagedObject.of(
                check.path("apiVersion").asText(),
                check.path("kind").asText(),
                check.path("namespace").asText(),
                check.path("name").asText()));
      }
    }
    objects.removeIf(
        object ->
            object.kind().equals("Kustomization") && object.key().equals(kustomization.key()));
    return objects;
  }

  /** Whether what it applied goes when it goes. */
  static boolean prunesAtItsEnd(Resource kustomization) {
    JsonNode spec = kustomization.spec();
    String policy = spec.path("deletionPolicy").asText("MirrorPrune");
    boolean prunes =
        policy.equals("MirrorPrune") ? spec.path("prune").asBoolean() : !policy.equals("Orphan");
    return prunes && !spec.path("suspend").asBoolean();
  }

  static Duration interval(Resource kustomization) {
    return Durations.of(kustomization.spec().path("interval"), Duration.ofMinutes(10));
  }

  static Duration retry(Resource kustomization) {
    return Durations.of(kustomization.spec().path("retryInterval"), interval(kustomization));
  }

  static Duration timeout(Resource kustomization) {
    Duration timeout =
        Durations.of(
            kustomization.spec().path("timeout"), interval(kustomization).minusSeconds(30));
    return timeout.compareTo(Duration.ofSeconds(30)) < 0 ? Duration.ofSeconds(30) : timeout;
  }
}
