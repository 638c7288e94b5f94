package dev.blackstart.rehearsal.actor.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Conditions;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.actor.fault.FaultKind;
import java.util.Optional;

/** What an operator writes about an object that is as it should be. */
final class OperatorStatuses {
  private static final String CILIUM = "io.cilium/gateway-controller";

  private static final String GATEWAYS = "gateway.networking.k8s.io";
  private static final ResourceType CLASSES =
      new ResourceType(GATEWAYS, "v1", "gatewayclasses", "GatewayClass", false);
  private static final ResourceType GATEWAY =
      new ResourceType(GATEWAYS, "v1", "gateways", "Gateway", true);
  private static final Resource NOTHING = new Resource(Json.object());

  private final Surroundings around;

  OperatorStatuses(Surroundings around) {
    this.around = around;
  }

  /** Whether an object's operator has said all it has to say of this generation. */
  boolean isSaid(OperatorKind kind, Resource object) {
    return of(kind, object)
        .map(
            said ->
                said.properties().stream()
                    .allMatch(
                        field -> isSaid(object.status().path(field.getKey()), field.getValue())))
        .orElse(true);
  }

  /** Times aside. */
  private static boolean isSaid(JsonNode known, JsonNode said) {
    if (said.isObject()) {
      return said.properties().stream()
          .allMatch(
              field ->
                  field.getKey().equals("lastTransitionTime")
                      || isSaid(known.path(field.getKey()), field.getValue()));
    }
    if (said.isArray()) {
      boolean same = known.size() == said.size();
      for (int i = 0; same && i < said.size(); i++) {
        same = isSaid(known.get(i), said.get(i));
      }
      return same;
    }
    return known.asText().equals(said.asText());
  }

  /** The status; absent when the operator has nothing to do with this object. */
  Optional<ObjectNode> of(OperatorKind kind, Resource object) {
    return Optional.ofNullable(status(kind.type().kind(), object));
  }

  private ObjectNode status(String kind, Resource object) {
    return switch (kind) {
      case "PushSecret" -> ready(object, "Synced", "PushSecret synced successfully");
      case "ScaledObject", "ScaledJob" ->
          ready(object, kind + "Ready", kind + " is defined correctly and is ready for scaling");
      case "Cluster" -> database(object);
      case "Database" -> Json.object("applied", true, "observedGeneration", object.generation());
      case "Dragonfly" -> Json.object("phase", "ready");
      case "Prometheus", "Alertmanager" -> available(object);
      case "CephCluster" -> ceph(object);
      case "CephBlockPool", "CephFilesystem", "CephObjectStore" -> Json.object("phase", "Ready");
      case "GatewayClass" -> gatewayClass(object);
      case "Gateway" -> gateway(object);
      case "HTTPRoute" -> route(object);
      default ->
          Json.object("updateStatus", "operational", "observedGeneration", object.generation());
    };
  }

  private Conditions conditions(Resource object) {
    return new Conditions(object, around.wall());
  }

  private static ArrayNode plain(Conditions conditions) {
    return conditions.withoutUpdates();
  }

  private static ArrayNode observed(Conditions conditions, Resource object) {
    conditions
        .withoutUpdates()
        .forEach(
            condition -> ((ObjectNode) condition).put("observedGeneration", object.generation()));
    return conditions.list();
  }

  private ObjectNode ready(Resource object, String reason, String message) {
    Conditions conditions = conditions(object).with("Ready", true, reason, message);
    return Json.object("conditions", plain(conditions));
  }

  private ObjectNode database(Resource object) {
    int instances = object.spec().path("instances").asInt(1);
    String primary = object.name() + "-1";
    Conditions conditions =
        conditions(object).with("Ready", true, "ClusterIsReady", "Cluster is Ready");
    if (object.spec().has("backup")) {
      conditions.with(
          "ContinuousArchiving",
          true,
          "ContinuousArchivingSuccess",
          "Continuous archiving is working");
    }
    return Json.object(
        "phase", "Cluster in healthy state",
        "instances", instances,
        "readyInstances", instances,
        "currentPrimary", primary,
        "targetPrimary", primary,
        "conditions", plain(conditions));
  }

  private ObjectNode available(Resource object) {
    Conditions conditions =
        conditions(object).with("Available", true, "", "").with("Reconciled", true, "", "");
    return Json.object("conditions", observed(conditions, object));
  }

  private ObjectNode ceph(Resource object) {
    Conditions conditions =
        conditions(object).with("Ready", true, "ClusterCreated", "Cluster created successfully");
    return Json.object(
        "phase", "Ready",
        "state", "Created",
        "message", "Cluster created successfully",
        "ceph", Json.object("health", "HEALTH_OK"),
        "conditions", plain(conditions));
  }

  private ObjectNode gatewayClass(Resource object) {
    return object.spec().path("controllerName").asText().equals(CILIUM)
        ? Json.object(
            "conditions",
            observed(
                conditions(object).with("Accepted", true, "Accepted", "Valid GatewayClass"),
                object))
        : null;
  }

  /** Whether a Gateway is of a class that Cilium plays; others are nobody's here. */
  private boolean isCilium(Key gateway) {
    return around
        .client()
        .find(GATEWAY, gateway)
        .map(found -> Key.cluster(found.spec().path("gatewayClassName").asText()))
        .flatMap(name -> around.client().find(CLASSES, name))
        .map(found -> found.spec().path("controllerName").asText().equals(CILIUM))
        .orElse(false);
  }

  private ObjectNode gateway(Resource object) {
    if (!isCilium(object.key())) {
      return null;
    }
    ArrayNode listeners = Json.array();
    for (JsonNode listener : object.spec().path("listeners")) {
      Conditions said = new Conditions(NOTHING, around.wall());
      said.with("Programmed", true, "Programmed", "Listener Programmed");
      said.with("Accepted", true, "Accepted", "Listener Accepted");
      said.with("ResolvedRefs", true, "ResolvedRefs", "Resolved Refs");
      listeners.add(
          Json.object(
              "name", listener.path("name"),
              "attachedRoutes", 0,
              "supportedKinds",
                  Json.array(
                      Json.object("group", "gateway.networking.k8s.io", "kind", "HTTPRoute")),
              "conditions", observed(said, object)));
    }
    boolean stopped =
        around.faults().strikes(FaultKind.GATEWAY_DOWN, object.namespace(), object.name());
    Conditions conditions =
        conditions(object)
            .with("Accepted", true, "Accepted", "Gateway successfully scheduled")
            .with(
                "Programmed",
                !stopped,
                stopped ? "AddressNotAssigned" : "Programmed",
                stopped ? "Address is not ready yet" : "Gateway successfully reconciled");
    ObjectNode said =
        Json.object("conditions", observed(conditions, object), "listeners", listeners);
    if (!stopped) {
      addresses(object).ifPresent(given -> said.set("addresses", given));
    }
    return said;
  }

  /** Those its spec asks for; Cilium's Service for a Gateway is not played. */
  private static Optional<ArrayNode> addresses(Resource gateway) {
    ArrayNode given = Json.array();
    for (JsonNode asked : gateway.spec().path("addresses")) {
      given.add(
          Json.object(
              "type", asked.path("type").asText("IPAddress"), "value", asked.path("value")));
    }
    return given.isEmpty() ? Optional.empty() : Optional.of(given);
  }

  private ObjectNode route(Resource object) {
    ArrayNode parents = Json.array();
    for (JsonNode parent : object.spec().path("parentRefs")) {
      String namespace = parent.path("namespace").asText(object.namespace());
      if (!isCilium(new Key(namespace, parent.path("name").asText()))) {
        continue;
      }
      Conditions said = new Conditions(NOTHING, around.wall());
      said.with("Accepted", true, "Accepted", "Accepted HTTPRoute");
      said.with("ResolvedRefs", true, "ResolvedRefs", "Service reference is valid");
      parents.add(
          Json.object(
              "parentRef", parent.deepCopy(),
              "controllerName", CILIUM,
              "conditions", observed(said, object)));
    }
    return parents.isEmpty() ? null : Json.object("parents", parents);
  }
}
