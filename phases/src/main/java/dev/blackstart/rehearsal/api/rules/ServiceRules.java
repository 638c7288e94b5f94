package dev.blackstart.rehearsal.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.status.ApiFailure;
import dev.blackstart.rehearsal.api.status.Refusals;
import java.util.BitSet;
import java.util.List;

/** Services: cluster addresses, node ports and what follows from their type. */
final class ServiceRules implements KindRules {
  private static final int FIRST_NODE_PORT = 30_000;
  private static final int LAST_NODE_PORT = 32_767;

  private final ServiceAddresses addresses;
  private final BitSet nodePorts = new BitSet();

  ServiceRules(ServiceAddresses addresses) {
    this.addresses = addresses;
  }

  @Override
  public void defaults(ObjectNode next) {
    shape(next.withObjectProperty("spec"));
  }

  @Override
  public void create(ObjectNode next) {
    ObjectNode spec = next.withObjectProperty("spec");
    next.putObject("status").putObject("loadBalancer");
    address(next, spec, "");
    nodePorts(spec);
  }

  @Override
  public void update(ObjectNode current, ObjectNode next) {
    ObjectNode spec = next.withObjectProperty("spec");
    JsonNode before = current.path("spec");
    boolean external = spec.path("type").asText().equals("ExternalName");
    String had = before.path("clusterIP").asText();
    if (external) {
      addresses.release(had);
      spec.remove(List.of("clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy"));
    } else {
      if (spec.path("clusterIP").asText().isEmpty() && !had.isEmpty()) {
        spec.put("clusterIP", had);
      }
      address(next, spec, had);
    }
    keepNodePorts(before, spec);
    nodePorts(spec);
  }

  private static void shape(ObjectNode spec) {
    String type = spec.path("type").asText();
    if (!type.equals("ExternalName") && !spec.has("internalTrafficPolicy")) {
      spec.put("internalTrafficPolicy", "Cluster");
    }
    boolean outward = type.equals("NodePort") || type.equals("LoadBalancer");
    if (outward && !spec.has("externalTrafficPolicy")) {
      spec.put("externalTrafficPolicy", "Cluster");
    }
    if (type.equals("LoadBalancer") && !spec.has("allocateLoadBalancerNodePorts")) {
      spec.put("allocateLoadBalancerNodePorts", true);
    }
    for (JsonNode port : spec.path("ports")) {
      if (!port.has("targetPort")) {
        ((ObjectNode) port).set("targetPort", port.path("port").deepCopy());
      }
    }
    if (spec.path("sessionAffinity").asText().equals("ClientIP")
        && !spec.has("sessionAffinityConfig")) {
      spec.withObject("/sessionAffinityConfig/clientIP").put("timeoutSeconds", 10_800);
    }
  }

  private void address(ObjectNode service, ObjectNode spec, String had) {
    if (spec.path("type").asText().equals("ExternalName")) {
      return;
    }
    String wanted = spec.path("clusterIP").asText();
    if (wanted.isEmpty()) {
      wanted = spec.path("clusterIPs").path(0).asText();
    }
    if (wanted.isEmpty()) {
      wanted = addresses.allocate();
    } else if (!wanted.equals("None") && !wanted.equals(had)) {
      String refused = addresses.take(wanted);
      if (!refused.isEmpty()) {
        throw Refusals.invalid(
            new Refusals.About(
                "", "services", "Service", service.path("metadata").path("name").asText()),
            List.of(
                new ApiFailure.Cause(
                    "FieldValueInvalid",
                    "Invalid value: [\"" + wanted + "\"]: " + refused,
                    "spec.clusterIPs")));
      }
    }
    spec.put("clusterIP", wanted);
    ArrayNode all = spec.putArray("clusterIPs");
    all.add(wanted);
    if (!spec.has("ipFamilies")) {
      spec.putArray("ipFamilies").add("IPv4");
    }
    if (!spec.has("ipFamilyPolicy")) {
      spec.put("ipFamilyPolicy", "SingleStack");
    }
  }

  private synchronized void nodePorts(ObjectNode spec) {
    String type = spec.path("type").asText();
    boolean wanted =
        type.equals("NodePort")
            || type.equals("LoadBalancer")
                && spec.path("allocateLoadBalancerNodePorts").asBoolean(true);
    for (JsonNode port : spec.path("ports")) {
      int chosen = port.path("nodePort").asInt();
      if (chosen != 0) {
        nodePorts.set(chosen);
      } else if (wanted) {
        int free = nodePorts.nextClearBit(FIRST_NODE_PORT);
        if (free <= LAST_NODE_PORT) {
          nodePorts.set(free);
          ((ObjectNode) port).put("nodePort", free);
        }
      }
    }
  }

  /** A port that the client names again without its node port keeps the one it has. */
  private static void keepNodePorts(JsonNode before, ObjectNode spec) {
    if (spec.path("type").asText().equals("ClusterIP")) {
      return;
    }
    for (JsonNode port : spec.path("ports")) {
      for (JsonNode old : before.path("ports")) {
        boolean same =
            old.path("port").equals(port.path("port"))
                && old.path("protocol").equals(port.path("protocol"));
        if (same && !port.has("nodePort") && old.has("nodePort")) {
          ((ObjectNode) port).set("nodePort", old.get("nodePort"));
        }
      }
    }
  }

  @Override
  public void validate(ObjectNode current, ObjectNode next, List<ApiFailure.Cause> causes) {
    JsonNode spec = next.path("spec");
    String type = spec.path("type").asText();
    if (!List.of("ClusterIP", "NodePort", "LoadBalancer", "ExternalName").contains(type)) {
      causes.add(
          Causes.unsupported(
              "spec.type",
              spec.path("type"),
              "\"ClusterIP\", \"ExternalName\", \"LoadBalancer\", \"NodePort\""));
    }
    boolean headless = spec.path("clusterIP").asText().equals("None");
    if (spec.path("ports").isEmpty() && !headless && !type.equals("ExternalName")) {
      causes.add(Causes.required("spec.ports"));
    }
    for (int i = 0; i < spec.path("ports").size(); i++) {
      JsonNode port = spec.path("ports").get(i);
      int number = port.path("port").asInt();
      if (number < 1 || number > 65_535) {
        causes.add(
            Causes.invalid(
                "spec.ports[" + i + "].port",
                port.path("port"),
                "must be between 1 and 65535, inclusive"));
      }
      if (spec.path("ports").size() > 1 && port.path("name").asText().isEmpty()) {
        causes.add(Causes.required("spec.ports[" + i + "].name"));
      }
    }
    if (current != null && !type.equals("ExternalName")) {
      String had = current.path("spec").path("clusterIP").asText();
      if (!had.isEmpty() && !had.equals(spec.path("clusterIP").asText())) {
        causes.add(
            new ApiFailure.Cause(
                "FieldValueInvalid",
                "Invalid value: [\""
                    + spec.path("clusterIP").asText()
                    + "\"]: may not change once set",
                "spec.clusterIPs[0]"));
      }
    }
  }

  @Override
  public void deleted(ObjectNode last) {
    addresses.release(last.path("spec").path("clusterIP").asText());
    synchronized (this) {
      last.path("spec")
          .path("ports")
          .forEach(port -> nodePorts.clear(port.path("nodePort").asInt()));
    }
  }
}
