package dev.blackstart.rehearsal.actor.housekeeping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.LabelSelector;
import dev.blackstart.rehearsal.actor.client.Pace;
import dev.blackstart.rehearsal.actor.client.Reconciler;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.actor.fault.FaultKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists the pods behind each Service, as EndpointSlices and as Endpoints. */
public final class Endpoints {
  private final Surroundings around;
  private final Informer services;
  private final Informer pods;
  private final Informer slices;
  private final Map<Key, ArrayNode> written = new HashMap<>();

  public Endpoints(Surroundings around) {
    this.around = around;
    this.services = around.informer(ResourceType.SERVICES);
    this.pods = around.informer(ResourceType.PODS);
    this.slices = around.informer(ResourceType.ENDPOINT_SLICES);
    Reconciler queue =
        around.reconciler(
            this::reconcile,
            ResourceType.SERVICES,
            ResourceType.PODS,
            ResourceType.ENDPOINT_SLICES);
    services.listen(change -> queue.add(change.any().key()));
    pods.listen(
        change -> {
          if (matters(change)) {
            services.in(change.any().namespace()).stream()
                .filter(service -> selects(service, change.any()))
                .forEach(service -> queue.add(service.key()));
          }
        });
  }

  /** Most changes of a pod concern nobody who calls it. */
  private static boolean matters(Informer.Change change) {
    return change.before().isEmpty()
        || change.now().isEmpty()
        || !state(change.before().get()).equals(state(change.now().get()));
  }

  private static List<String> state(Resource pod) {
    return List.of(
        pod.condition("Ready"),
        pod.status().path("podIP").asText(),
        String.valueOf(pod.deleting()),
        pod.labels().toString());
  }

  static boolean selects(Resource service, Resource pod) {
    JsonNode selector = service.spec().path("selector");
    return !selector.isEmpty() && LabelSelector.contains(selector, pod.labels());
  }

  private void reconcile(Key key) {
    Optional<Resource> found = services.get(key);
    if (found.isEmpty()) {
      written.remove(key);
      around.client().delete(ResourceType.ENDPOINTS, key, Json.object());
      return;
    }
    Resource service = found.get();
    if (service.deleting() || service.spec().path("selector").isEmpty()) {
      return;
    }
    boolean struck =
        around.faults().strikes(FaultKind.WEBHOOK_DOWN, service.namespace(), service.name());
    List<Resource> members =
        pods.in(service.namespace()).stream()
            .filter(pod -> !struck)
            .filter(pod -> selects(service, pod) && !pod.deleting())
            .filter(pod -> !pod.status().path("podIP").asText().isEmpty())
            .filter(pod -> !pod.status().path("phase").asText().equals("Succeeded"))
            .toList();
    ServicePorts ports = new ServicePorts(service, members);
    ArrayNode endpoints = Json.array();
    members.forEach(pod -> endpoints.add(endpoint(service, pod)));
    ArrayNode whole = Json.array(endpoints, ports.slicePorts());
    if (!whole.equals(written.get(key))) {
      writeSlice(service, endpoints, ports);
      writeEndpoints(service, members, ports);
      written.put(key, whole);
    }
  }

  private static boolean ready(Resource service, Resource pod) {
    return pod.isTrue("Ready") || service.spec().path("publishNotReadyAddresses").asBoolean();
  }

  private static ObjectNode endpoint(Resource service, Resource pod) {
    boolean ready = ready(service, pod);
    return Json.object(
        "addresses", Json.array(pod.status().path("podIP").asText()),
        "conditions", Json.object("ready", ready, "serving", ready, "terminating", false),
        "nodeName", pod.spec().path("nodeName"),
        "targetRef", target(pod));
  }

  private static ObjectNode target(Resource pod) {
    return Json.object(
        "kind", "Pod", "namespace", pod.namespace(), "name", pod.name(), "uid", pod.uid());
  }

  private void writeSlice(Resource service, ArrayNode endpoints, ServicePorts ports) {
    Optional<Resource> known = slices.controlledBy(service).stream().findFirst();
    ObjectNode labels = Json.object();
    service.labels().forEach(labels::put);
    labels.put("kubernetes.io/service-name", service.name());
    labels.put("endpointslice.kubernetes.io/managed-by", "endpointslice-controller.k8s.io");
    if (service.spec().path("clusterIP").asText().equals("None")) {
      labels.put("service.kubernetes.io/headless", "");
    }
    if (known.isPresent()) {
      ObjectNode patch = Json.object("endpoints", endpoints, "ports", ports.slicePorts());
      slices.saw(around.client().merge(ResourceType.ENDPOINT_SLICES, known.get().key(), patch));
      return;
    }
    String name =
        service.name() + "-" + Pace.letters(around.pace().number(service.uid(), "slice"), 5);
    slices.saw(
        around
            .client()
            .create(
                ResourceType.ENDPOINT_SLICES,
                Json.object(
                    "metadata",
                    Json.object(
                        "name",
                        name,
                        "namespace",
                        service.namespace(),
                        "labels",
                        labels,
                        "ownerReferences",
                        Json.array(service.asController())),
                    "addressType",
                    "IPv4",
                    "endpoints",
                    endpoints,
                    "ports",
                    ports.slicePorts())));
  }

  private void writeEndpoints(Resource service, List<Resource> members, ServicePorts ports) {
    List<ObjectNode> ready = new ArrayList<>();
    List<ObjectNode> notReady = new ArrayList<>();
    for (Resource pod : members) {
      ObjectNode address =
          Json.object(
              "ip", pod.status().path("podIP"),
              "nodeName", pod.spec().path("nodeName"),
              "targetRef", target(pod));
      (ready(service, pod) ? ready : notReady).add(address);
    }
    ObjectNode subset = Json.object();
    if (!ready.isEmpty()) {
      subset.set("addresses", Json.array(ready.toArray()));
    }
    if (!notReady.isEmpty()) {
      subset.set("notReadyAddresses", Json.array(notReady.toArray()));
    }
    ArrayNode subsets = Json.array();
    if (!subset.isEmpty()) {
      subset.set("ports", ports.endpointPorts());
      subsets.add(subset);
    }
    ObjectNode endpoints =
        Json.object(
            "metadata",
            Json.object(
                "name", service.name(),
                "namespace", service.namespace(),
                "labels",
                    service.meta().path("labels").isMissingNode()
                        ? Json.object()
                        : service.meta().path("labels")),
            "subsets",
            subsets);
    if (around.client().createIfAbsent(ResourceType.ENDPOINTS, endpoints).isEmpty()) {
      around.client().merge(ResourceType.ENDPOINTS, service.key(), Json.object("subsets", subsets));
    }
  }
}
