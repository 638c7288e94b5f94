package dev.blackstart.rehearsal.api.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.resource.ResourceType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The part of an object's metadata that is the server's. */
public final class Metadata {
  private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";
  private static final int GENERATED = 5;
  private static final int LONGEST_GENERATED_BASE = 58;

  /** Built-in kinds that count the changes of their desired state. */
  private static final Set<String> COUNTING =
      Set.of(
          "deployments.apps",
          "daemonsets.apps",
          "statefulsets.apps",
          "replicasets.apps",
          "replicationcontrollers",
          "pods",
          "jobs.batch",
          "cronjobs.batch",
          "ingresses.networking.k8s.io",
          "ingressclasses.networking.k8s.io",
          "networkpolicies.networking.k8s.io",
          "poddisruptionbudgets.policy",
          "priorityclasses.scheduling.k8s.io",
          "endpointslices.discovery.k8s.io",
          "flowschemas.flowcontrol.apiserver.k8s.io",
          "prioritylevelconfigurations.flowcontrol.apiserver.k8s.io",
          "customresourcedefinitions.apiextensions.k8s.io",
          "mutatingwebhookconfigurations.admissionregistration.k8s.io",
          "validatingwebhookconfigurations.admissionregistration.k8s.io",
          "validatingadmissionpolicies.admissionregistration.k8s.io",
          "validatingadmissionpolicybindings.admissionregistration.k8s.io");

  private static final List<String> SERVERS_OWN =
      List.of(
          "uid",
          "creationTimestamp",
          "generation",
          "deletionTimestamp",
          "deletionGracePeriodSeconds");

  private Metadata() {}

  /** A moment as objects carry it. */
  public static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Gives a new object its identity. */
  static void begin(ResourceType type, ObjectNode object, Instant now) {
    ObjectNode metadata = object.withObjectProperty("metadata");
    metadata.remove(SERVERS_OWN);
    metadata.remove(List.of("selfLink", "resourceVersion", "managedFields"));
    metadata.put("uid", UUID.randomUUID().toString());
    metadata.put("creationTimestamp", time(now));
    if (counts(type)) {
      metadata.put("generation", 1);
    }
  }

  /** A name for an object that wants one generated. */
  static String generate(String base) {
    StringBuilder name = new StringBuilder(base);
    name.setLength(Math.min(name.length(), LONGEST_GENERATED_BASE));
    for (int i = 0; i < GENERATED; i++) {
      name.append(LETTERS.charAt(ThreadLocalRandom.current().nextInt(LETTERS.length())));
    }
    return name.toString();
  }

  /** Gives a changed object what the client may not change. */
  static void carryOver(ObjectNode current, ObjectNode next) {
    ObjectNode metadata = next.withObjectProperty("metadata");
    metadata.remove("selfLink");
    JsonNode before = current.path("metadata");
    for (String field : SERVERS_OWN) {
      if (before.has(field)) {
        metadata.set(field, before.get(field));
      } else {
        metadata.remove(field);
      }
    }
  }

  /** Counts a change of the desired state. */
  static void count(ResourceType type, ObjectNode current, ObjectNode next) {
    if (counts(type) && !desired(type, current).equals(desired(type, next))) {
      next.withObjectProperty("metadata")
          .put("generation", current.path("metadata").path("generation").asLong() + 1);
    }
  }

  private static boolean counts(ResourceType type) {
    return type.custom() || COUNTING.contains(type.stored().toString());
  }

  private static ObjectNode desired(ResourceType type, ObjectNode object) {
    ObjectNode desired = object.objectNode();
    desired.setAll(object);
    desired.remove(List.of("metadata", "apiVersion", "kind"));
    if (type.hasStatus()) {
      desired.remove("status");
    }
    return desired;
  }

  /** Whether nothing keeps an object that is to be deleted. */
  static boolean released(ResourceType type, ObjectNode object) {
    JsonNode metadata = object.path("metadata");
    boolean doomed = metadata.has("deletionTimestamp") && metadata.path("finalizers").isEmpty();
    if (type.isCore("namespaces")) {
      doomed &= object.path("spec").path("finalizers").isEmpty();
    }
    return doomed && metadata.path("deletionGracePeriodSeconds").asLong() == 0;
  }
}
