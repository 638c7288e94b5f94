package dev.blackstart.rehearsal.api.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The columns of the core group. */
final class CoreColumns {
  private static final String ROLE = "node-role.kubernetes.io/";

  private CoreColumns() {}

  static void addTo(Map<String, List<Column>> columns) {
    columns.put("pods", PodCells.columns());
    columns.put("nodes", nodes());
    columns.put("services", services());
    columns.put("events", events());
    columns.put(
        "namespaces",
        List.of(
            Column.named(),
            Column.text("Status", o -> o.path("status").path("phase").asText()),
            Column.aged()));
    columns.put(
        "secrets",
        List.of(
            Column.named(),
            Column.text("Type", o -> o.path("type").asText()),
            Column.text("Data", o -> o.path("data").size()),
            Column.aged()));
    columns.put(
        "configmaps",
        List.of(
            Column.named(),
            Column.text("Data", o -> o.path("data").size() + o.path("binaryData").size()),
            Column.aged()));
    columns.put(
        "endpoints",
        List.of(Column.named(), Column.text("Endpoints", CoreColumns::endpoints), Column.aged()));
    columns.put("persistentvolumeclaims", claims());
    columns.put("persistentvolumes", volumes());
  }

  private static List<Column> nodes() {
    return List.of(
        Column.named(),
        Column.text("Status", CoreColumns::nodeStatus),
        Column.text("Roles", CoreColumns::roles),
        Column.aged(),
        Column.text(
            "Version", o -> o.path("status").path("nodeInfo").path("kubeletVersion").asText()),
        Column.text("Internal-IP", o -> address(o, "InternalIP")).wide(),
        Column.text("External-IP", o -> address(o, "ExternalIP")).wide(),
        Column.text("OS-Image", o -> fact(o, "osImage")).wide(),
        Column.text("Kernel-Version", o -> fact(o, "kernelVersion")).wide(),
        Column.text("Container-Runtime", o -> fact(o, "containerRuntimeVersion")).wide());
  }

  private static String nodeStatus(JsonNode node) {
    List<String> words = new ArrayList<>();
    boolean known = false;
    for (JsonNode condition : node.path("status").path("conditions")) {
      if (condition.path("type").asText().equals("Ready")) {
        known = true;
        words.add(condition.path("status").asText().equals("True") ? "Ready" : "NotReady");
      }
    }
    if (!known) {
      words.add("Unknown");
    }
    if (node.path("spec").path("unschedulable").asBoolean()) {
      words.add("SchedulingDisabled");
    }
    return String.join(",", words);
  }

  private static String roles(JsonNode node) {
    TreeSet<String> roles = new TreeSet<>();
    node.path("metadata")
        .path("labels")
        .properties()
        .forEach(
            label -> {
              if (label.getKey().startsWith(ROLE) && label.getKey().length() > ROLE.length()) {
                roles.add(label.getKey().substring(ROLE.length()));
              } else if (label.getKey().equals("kubernetes.io/role")
                  && !label.getValue().asText().isEmpty()) {
                roles.add(label.getValue().asText());
              }
            });
    return Cells.orNone(String.join(",", roles));
  }

  private static String address(JsonNode node, String type) {
    for (JsonNode address : node.path("status").path("addresses")) {
      if (address.path("type").asText().equals(type)) {
        return address.path("address").asText();
      }
    }
    return Cells.NONE;
  }

  private static String fact(JsonNode node, String name) {
    String value = node.path("status").path("nodeInfo").path(name).asText();
    return value.isEmpty() ? "<unknown>" : value;
  }

  private static List<Column> services() {
    return List.of(
        Column.named(),
        Column.text("Type", o -> o.path("spec").path("type").asText()),
        Column.text("Cluster-IP", o -> Cells.orNone(o.path("spec").path("clusterIP").asText())),
        Column.text("External-IP", CoreColumns::externalAddress),
        Column.text("Port(s)", CoreColumns::ports),
        Column.aged(),
        Column.text("Selector", o -> Cells.map(o.path("spec").path("selector"))).wide());
  }

  private static String externalAddress(JsonNode service) {
    JsonNode spec = service.path("spec");
    String fixed = Cells.join(spec.path("externalIPs"));
    return switch (spec.path("type").asText()) {
      case "ExternalName" -> spec.path("externalName").asText();
      case "LoadBalancer" -> {
        List<String> all = new ArrayList<>();
        for (JsonNode ingress : service.path("status").path("loadBalancer").path("ingress")) {
          String ip = ingress.path("ip").asText();
          all.add(ip.isEmpty() ? ingress.path("hostname").asText() : ip);
        }
        if (!fixed.isEmpty()) {
          all.add(fixed);
        }
        yield all.isEmpty() ? "<pending>" : String.join(",", all);
      }
      default -> Cells.orNone(fixed);
    };
  }

  private static String ports(JsonNode service) {
    List<String> ports = new ArrayList<>();
    for (JsonNode port : service.path("spec").path("ports")) {
      String text = port.path("port").asText();
      if (port.path("nodePort").asInt() > 0) {
        text += ":" + port.path("nodePort").asText();
      }
      ports.add(text + "/" + port.path("protocol").asText());
    }
    return ports.isEmpty() ? Cells.NONE : String.join(",", ports);
  }

  private static String endpoints(JsonNode endpoints) {
    List<String> all = new ArrayList<>();
    for (JsonNode subset : endpoints.path("subsets")) {
      for (JsonNode port : subset.path("ports")) {
        subset
            .path("addresses")
            .forEach(
                address -> all.add(address.path("ip").asText() + ":" + port.path("port").asText()));
      }
    }
    if (all.isEmpty()) {
      return Cells.NONE;
    }
    int shown = Math.min(3, all.size());
    String text = String.join(",", all.subList(0, shown));
    return shown < all.size() ? text + " + " + (all.size() - shown) + " more..." : text;
  }

  private static List<Column> events() {
    return List.of(
        new Column("Last Seen", "string", "", 0, (o, now) -> Ages.since(lastSeen(o), now)),
        Column.text("Type", o -> o.path("type").asText()),
        Column.text("Reason", o -> o.path("reason").asText()),
        Column.text("Object", CoreColumns::involved),
        Column.text("Subobject", o -> o.path("involvedObject").path("fieldPath").asText()).wide(),
        Column.text("Source", CoreColumns::source).wide(),
        Column.text("Message", o -> o.path("message").asText().trim()),
        new Column("First Seen", "string", "", 1, (o, now) -> Ages.since(firstSeen(o), now)),
        Column.text("Count", o -> Math.max(1, o.path("count").asInt())).wide(),
        Column.named().wide());
  }

  private static String lastSeen(JsonNode event) {
    String last = event.path("series").path("lastObservedTime").asText();
    last = last.isEmpty() ? event.path("lastTimestamp").asText("") : last;
    return last.isEmpty() || last.equals("null") ? firstSeen(event) : last;
  }

  private static String firstSeen(JsonNode event) {
    String first = event.path("firstTimestamp").asText("");
    first = first.isEmpty() || first.equals("null") ? event.path("eventTime").asText("") : first;
    boolean none = first.isEmpty() || first.equals("null");
    return none ? event.path("metadata").path("creationTimestamp").asText() : first;
  }

  private static String involved(JsonNode event) {
    JsonNode object = event.path("involvedObject");
    return object.path("kind").asText().toLowerCase(java.util.Locale.ROOT)
        + "/"
        + object.path("name").asText();
  }

  private static String source(JsonNode event) {
    String component = event.path("source").path("component").asText();
    component = component.isEmpty() ? event.path("reportingComponent").asText() : component;
    String host = event.path("source").path("host").asText();
    return host.isEmpty() ? component : component + ", " + host;
  }

  private static List<Column> claims() {
    return List.of(
        Column.named(),
        Column.text("Status", CoreColumns::phase),
        Column.text("Volume", o -> o.path("spec").path("volumeName").asText()),
        Column.text("Capacity", o -> o.path("status").path("capacity").path("storage").asText()),
        Column.text("Access Modes", o -> modes(o.path("status").path("accessModes"))),
        Column.text("StorageClass", o -> o.path("spec").path("storageClassName").asText()),
        Column.text(
            "VolumeAttributesClass", o -> unset(o.path("spec").path("volumeAttributesClassName"))),
        Column.aged(),
        Column.text("VolumeMode", o -> unset(o.path("spec").path("volumeMode"))).wide());
  }

  private static List<Column> volumes() {
    return List.of(
        Column.named(),
        Column.text("Capacity", o -> o.path("spec").path("capacity").path("storage").asText()),
        Column.text("Access Modes", o -> modes(o.path("spec").path("accessModes"))),
        Column.text(
            "Reclaim Policy", o -> o.path("spec").path("persistentVolumeReclaimPolicy").asText()),
        Column.text("Status", CoreColumns::phase),
        Column.text("Claim", CoreColumns::claim),
        Column.text("StorageClass", o -> o.path("spec").path("storageClassName").asText()),
        Column.text(
            "VolumeAttributesClass", o -> unset(o.path("spec").path("volumeAttributesClassName"))),
        Column.text("Reason", o -> o.path("status").path("reason").asText()),
        Column.aged(),
        Column.text("VolumeMode", o -> unset(o.path("spec").path("volumeMode"))).wide());
  }

  private static String claim(JsonNode volume) {
    JsonNode claim = volume.path("spec").path("claimRef");
    return claim.isMissingNode()
        ? ""
        : claim.path("namespace").asText() + "/" + claim.path("name").asText();
  }

  private static String phase(JsonNode object) {
    return object.path("metadata").has("deletionTimestamp")
        ? "Terminating"
        : object.path("status").path("phase").asText();
  }

  private static String unset(JsonNode value) {
    return value.isMissingNode() ? "<unset>" : value.asText();
  }

  private static String modes(JsonNode modes) {
    List<String> words = new ArrayList<>();
    for (JsonNode mode : modes) {
      words.add(
          switch (mode.asText()) {
            case "ReadWriteOnce" -> "RWO";
            case "ReadOnlyMany" -> "ROX";
            case "ReadWriteMany" -> "RWX";
            case "ReadWriteOncePod" -> "RWOP";
            default -> mode.asText();
          });
    }
    return String.join(",", words);
  }
}
