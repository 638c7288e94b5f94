package dev.blackstart.rehearsal.actor.housekeeping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Resource;
import java.util.List;

/** The ports of a Service as its pods open them. */
record ServicePorts(Resource service, List<Resource> pods) {
  ArrayNode slicePorts() {
    ArrayNode ports = Json.array();
    for (JsonNode port : service.spec().path("ports")) {
      int number = number(port);
      if (number > 0) {
        ObjectNode named = port(port, number);
        named.put("name", port.path("name").asText());
        ports.add(named);
      }
    }
    return ports;
  }

  ArrayNode endpointPorts() {
    ArrayNode ports = Json.array();
    for (JsonNode port : service.spec().path("ports")) {
      int number = number(port);
      if (number > 0) {
        ObjectNode named = port(port, number);
        if (port.hasNonNull("name")) {
          named.set("name", port.path("name"));
        }
        ports.add(named);
      }
    }
    return ports;
  }

  private static ObjectNode port(JsonNode port, int number) {
    return Json.object("port", number, "protocol", port.path("protocol").asText("TCP"));
  }

  /** A target may be a number, a name that a container gives to a port, or the port itself. */
  private int number(JsonNode port) {
    JsonNode target = port.path("targetPort");
    if (target.isTextual()) {
      for (Resource pod : pods) {
        for (JsonNode container : pod.spec().path("containers")) {
          for (JsonNode open : container.path("ports")) {
            if (open.path("name").asText().equals(target.asText())) {
              return open.path("containerPort").asInt();
            }
          }
        }
      }
      return 0;
    }
    return target.asInt(port.path("port").asInt());
  }
}
