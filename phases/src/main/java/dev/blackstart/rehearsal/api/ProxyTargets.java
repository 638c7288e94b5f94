package dev.blackstart.rehearsal.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.resource.ResourceType;
import dev.blackstart.rehearsal.api.status.Refusals;
import dev.blackstart.rehearsal.api.storage.GroupResource;
import dev.blackstart.rehearsal.api.storage.ObjectStore;
import dev.blackstart.rehearsal.pod.PodAccess.Pod;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Whose port is meant by {@code [https:]NAME[:PORT]/proxy} of a pod or a Service. */
final class ProxyTargets {
  private static final GroupResource ENDPOINTS = new GroupResource("", "endpoints");
  private static final int HTTP = 80;

  private final ObjectStore store;

  ProxyTargets(ObjectStore store) {
    this.store = store;
  }

  /** A pod's port. */
  record Place(Pod pod, int port) {}

  Place of(ResourceType type, RequestTarget target) {
    String[] parts = target.name().split(":", -1);
    String name = parts.length == 3 ? parts[1] : parts[0];
    String port = parts.length == 1 ? "" : parts[parts.length - 1];
    if (parts.length > 3 || parts.length == 3 && !parts[0].matches("https?|")) {
      throw Refusals.badRequest("invalid " + type.plural() + " request \"" + target.name() + "\"");
    }
    ObjectNode object = store.get(type.stored(), target.namespace(), name);
    if (object == null) {
      throw Refusals.notFound(type.about(name));
    }
    return type.isCore("pods")
        ? new Place(new Pod(target.namespace(), name), podPort(object, port))
        : behind(target.namespace(), name, object, port);
  }

  private static int podPort(ObjectNode pod, String port) {
    if (!port.isEmpty()) {
      return number(port);
    }
    for (JsonNode container : pod.path("spec").path("containers")) {
      if (container.path("ports").size() > 0) {
        return container.path("ports").path(0).path("containerPort").asInt();
      }
    }
    return HTTP;
  }

  private static int number(String port) {
    if (!port.matches("\\d{1,5}")) {
      throw Refusals.badRequest("a pod's port is a number: " + port);
    }
    return Integer.parseInt(port);
  }

  /** The first pod that is ready, as the Endpoints list them. */
  private Place behind(String namespace, String name, ObjectNode service, String wanted) {
    JsonNode ports = service.path("spec").path("ports");
    String port = wanted;
    for (JsonNode one : ports) {
      boolean meant =
          wanted.isEmpty()
              ? ports.size() == 1
              : wanted.equals(one.path("name").asText())
                  || wanted.equals(one.path("port").asText());
      if (meant) {
        port = one.path("name").asText();
      }
    }
    ObjectNode endpoints = store.get(ENDPOINTS, namespace, name);
    if (endpoints != null) {
      for (JsonNode subset : endpoints.path("subsets")) {
        for (JsonNode one : subset.path("ports")) {
          JsonNode pod = subset.path("addresses").path(0).path("targetRef");
          if (one.path("name").asText().equals(port) && pod.hasNonNull("name")) {
            return new Place(
                new Pod(namespace, pod.path("name").asText()), one.path("port").asInt());
          }
        }
      }
    }
    throw Refusals.unavailable("no endpoints available for service \"" + name + "\"");
  }

  /** Path and query as they go on the wire. */
  static String encoded(String path, Map<String, List<String>> query) {
    String text =
        query.entrySet().stream()
            .flatMap(
                each ->
                    each.getValue().stream()
                        .map(value -> encoded(each.getKey()) + "=" + encoded(value)))
            .collect(Collectors.joining("&"));
    return path.replace("%", "%25").replace(" ", "%20").replace("?", "%3F")
        + (text.isEmpty() ? "" : "?" + text);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
