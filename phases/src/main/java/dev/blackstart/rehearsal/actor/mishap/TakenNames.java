package dev.blackstart.rehearsal.actor.mishap;

import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Reconciler;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.actor.fault.FaultKind;

/**
 * Brings definitions whose short name is another's plural, as old operators leave them behind: the
 * API server accepts names from one definition only, so the other is never served.
 */
public final class TakenNames {
  private static final String PREFIX = "left-behind-";

  private final Surroundings around;

  public TakenNames(Surroundings around) {
    this.around = around;
    Reconciler queue = around.reconciler(this::take, ResourceType.DEFINITIONS);
    around.faults().named(FaultKind.CRD_REFUSED).forEach(name -> queue.add(Key.cluster(name)));
  }

  private void take(Key definition) {
    String[] parts = definition.name().split("\\.", 2);
    String group = parts.length > 1 ? parts[1] : "";
    around
        .client()
        .createIfAbsent(
            ResourceType.DEFINITIONS,
            Json.object(
                "metadata",
                Json.object(
                    "name",
                    PREFIX + definition.name(),
                    "annotations",
                    Json.object(
                        "api-approved.kubernetes.io", "unapproved, left behind by a rehearsal")),
                "spec",
                Json.object(
                    "group",
                    group,
                    "scope",
                    "Namespaced",
                    "names",
                    Json.object(
                        "plural", PREFIX + parts[0],
                        "singular", PREFIX + parts[0] + "-one",
                        "kind", "LeftBehind" + parts[0],
                        "shortNames", Json.array(parts[0])),
                    "versions",
                    Json.array(
                        Json.object(
                            "name",
                            "v1",
                            "served",
                            true,
                            "storage",
                            true,
                            "schema",
                            Json.object("openAPIV3Schema", Json.object("type", "object")))))));
  }
}
