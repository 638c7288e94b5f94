package dev.blackstart.rehearsal.actor.housekeeping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Reconciler;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import java.util.List;

/**
 * The endpoints of the Service {@code kubernetes}: every control plane's true address, as API
 * servers write them when they run where they say.
 */
public final class ApiEndpoints {
  private static final Key SERVICE = new Key("default", "kubernetes");
  private static final int PORT = 6443;

  private final Surroundings around;
  private final Informer pods;

  public ApiEndpoints(Surroundings around) {
    this.around = around;
    this.pods = around.informer(ResourceType.PODS);
    Reconciler queue =
        around.reconciler(key -> write(), ResourceType.PODS, ResourceType.NAMESPACES);
    pods.listen(
        change -> {
          boolean same =
              change.before().isPresent()
                  && change.now().isPresent()
                  && change
                      .before()
                      .get()
                      .condition("Ready")
                      .equals(change.now().get().condition("Ready"));
          if (isServer(change.any()) && !same) {
            queue.add(SERVICE);
          }
        });
  }

  private static boolean isServer(Resource pod) {
    return pod.namespace().equals("kube-system") && pod.label("component").equals("kube-apiserver");
  }

  private void write() {
    List<String> addresses =
        pods.in("kube-system").stream()
            .filter(pod -> isServer(pod) && pod.isTrue("Ready"))
            .map(pod -> pod.status().path("podIP").asText())
            .filter(address -> !address.isEmpty())
            .toList();
    if (addresses.isEmpty()) {
      return;
    }
    ObjectNode port = Json.object("name", "https", "port", PORT, "protocol", "TCP");
    ArrayNode subsets = Json.array();
    ObjectNode subset = subsets.addObject();
    ArrayNode listed = subset.putArray("addresses");
    addresses.forEach(address -> listed.add(Json.object("ip", address)));
    subset.set("ports", Json.array(port));
    ObjectNode labels = Json.object("endpointslice.kubernetes.io/skip-mirror", "true");
    put(ResourceType.ENDPOINTS, labels, Json.object("subsets", subsets));
    ArrayNode endpoints = Json.array();
    addresses.forEach(
        address ->
            endpoints.add(
                Json.object(
                    "addresses", Json.array(address),
                    "conditions", Json.object("ready", true))));
    put(
        ResourceType.ENDPOINT_SLICES,
        Json.object("kubernetes.io/service-name", SERVICE.name()),
        Json.object("addressType", "IPv4", "endpoints", endpoints, "ports", Json.array(port)));
  }

  private void put(ResourceType type, ObjectNode labels, ObjectNode body) {
    ObjectNode object =
        Json.object(
            "metadata",
            Json.object(
                "name", SERVICE.name(), "namespace", SERVICE.namespace(), "labels", labels));
    body.properties()
        .forEach((var member) -> object.set(member.getKey(), (JsonNode) member.getValue()));
    if (around.client().createIfAbsent(type, object).isEmpty()) {
      around.client().merge(type, SERVICE, body);
    }
  }
}
