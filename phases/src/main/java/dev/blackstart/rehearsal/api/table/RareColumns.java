package dev.blackstart.rehearsal.api.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The columns of kinds that people seldom look at. */
final class RareColumns {
  private RareColumns() {}

  static void addTo(Map<String, List<Column>> columns) {
    columns.put(
        "componentstatuses",
        List.of(Column.named(), text("Status"), text("Message"), text("Error")));
    columns.put(
        "podtemplates",
        List.of(
            Column.named(),
            Column.text(
                "Containers",
                o -> Cells.join(Cells.at(o, "template", "spec", "containers"), "name")),
            Column.text(
                "Images", o -> Cells.join(Cells.at(o, "template", "spec", "containers"), "image")),
            Column.text(
                "Pod Labels", o -> Cells.map(Cells.at(o, "template", "metadata", "labels")))));
    columns.put(
        "resourcequotas",
        List.of(
            Column.named(),
            Column.text("Request", o -> quota(o, false)),
            Column.text("Limit", o -> quota(o, true)),
            Column.aged()));
    columns.put(
        "controllerrevisions.apps",
        List.of(
            Column.named(),
            Column.text("Controller", RareColumns::controller),
            Column.text("Revision", o -> o.path("revision").asText()),
            Column.aged()));
    policies(columns);
    flowControl(columns);
    storage(columns);
    resources(columns);
    columns.put(
        "ipaddresses.networking.k8s.io",
        List.of(
            Column.named(),
            Column.text("ParentRef", o -> parent(o.path("spec").path("parentRef")))));
    columns.put(
        "servicecidrs.networking.k8s.io",
        List.of(
            Column.named(),
            Column.text("CIDRs", o -> Cells.join(o.path("spec").path("cidrs"))),
            Column.aged()));
  }

  private static Column text(String name) {
    return Column.text(name, o -> "");
  }

  private static Column spec(String name, String field) {
    return Column.text(name, o -> o.path("spec").path(field).asText(Cells.NONE));
  }

  private static String quota(JsonNode quota, boolean limits) {
    List<String> pairs = new ArrayList<>();
    for (Map.Entry<String, JsonNode> hard : quota.path("status").path("hard").properties()) {
      if (hard.getKey().startsWith("limits.") == limits) {
        String used = quota.path("status").path("used").path(hard.getKey()).asText();
        pairs.add(hard.getKey() + ": " + used + "/" + hard.getValue().asText());
      }
    }
    return String.join(", ", pairs);
  }

  private static String controller(JsonNode object) {
    for (JsonNode owner : object.path("metadata").path("ownerReferences")) {
      if (owner.path("controller").asBoolean()) {
        String api = owner.path("apiVersion").asText();
        String group = api.contains("/") ? "." + api.substring(0, api.indexOf('/')) : "";
        return owner.path("kind").asText().toLowerCase(java.util.Locale.ROOT)
            + group
            + "/"
            + owner.path("name").asText();
      }
    }
    return Cells.NONE;
  }

  private static String parent(JsonNode parent) {
    String group = parent.path("group").asText();
    String resource = parent.path("resource").asText() + (group.isEmpty() ? "" : "." + group);
    return resource + "/" + parent.path("namespace").asText() + "/" + parent.path("name").asText();
  }

  private static void policies(Map<String, List<Column>> columns) {
    columns.put(
        "validatingadmissionpolicies.admissionregistration.k8s.io",
        List.of(
            Column.named(),
            Column.number("Validations", o -> o.path("spec").path("validations").size()),
            Column.text(
                "ParamKind",
                o -> {
                  JsonNode kind = o.path("spec").path("paramKind");
                  return kind.isObject()
                      ? kind.path("apiVersion").asText() + "/" + kind.path("kind").asText()
                      : "<unset>";
                }),
            Column.aged()));
    columns.put(
        "validatingadmissionpolicybindings.admissionregistration.k8s.io",
        List.of(
            Column.named(),
            spec("PolicyName", "policyName"),
            Column.text(
                "ParamRef",
                o -> {
                  JsonNode reference = o.path("spec").path("paramRef");
                  return reference.isObject() ? reference.path("name").asText("*") : "<unset>";
                }),
            Column.aged()));
  }

  private static void flowControl(Map<String, List<Column>> columns) {
    columns.put(
        "flowschemas.flowcontrol.apiserver.k8s.io",
        List.of(
            Column.named(),
            Column.text(
                "PriorityLevel",
                o -> Cells.at(o, "spec", "priorityLevelConfiguration", "name").asText()),
            spec("MatchingPrecedence", "matchingPrecedence"),
            Column.text(
                "DistinguisherMethod",
                o -> Cells.at(o, "spec", "distinguisherMethod", "type").asText(Cells.NONE)),
            Column.aged(),
            Column.text("MissingPL", o -> "?")));
    columns.put(
        "prioritylevelconfigurations.flowcontrol.apiserver.k8s.io",
        List.of(
            Column.named(),
            spec("Type", "type"),
            Column.text(
                "NominalConcurrencyShares",
                o -> limited(o).path("nominalConcurrencyShares").asText(Cells.NONE)),
            Column.text("Queues", o -> queuing(o).path("queues").asText(Cells.NONE)),
            Column.text("HandSize", o -> queuing(o).path("handSize").asText(Cells.NONE)),
            Column.text(
                "QueueLengthLimit", o -> queuing(o).path("queueLengthLimit").asText(Cells.NONE)),
            Column.aged()));
  }

  private static JsonNode limited(JsonNode level) {
    return Cells.at(level, "spec", "limited");
  }

  private static JsonNode queuing(JsonNode level) {
    return Cells.at(level, "spec", "limited", "limitResponse", "queuing");
  }

  private static void storage(Map<String, List<Column>> columns) {
    columns.put(
        "csidrivers.storage.k8s.io",
        List.of(
            Column.named(),
            flag("AttachRequired", "attachRequired"),
            flag("PodInfoOnMount", "podInfoOnMount"),
            flag("StorageCapacity", "storageCapacity"),
            Column.text(
                "TokenRequests",
                o -> {
                  String audiences = Cells.join(o.path("spec").path("tokenRequests"), "audience");
                  return audiences.isEmpty() ? "<unset>" : audiences;
                }),
            flag("RequiresRepublish", "requiresRepublish"),
            Column.text(
                "Modes",
                o -> Cells.orNone(Cells.join(o.path("spec").path("volumeLifecycleModes")))),
            Column.aged()));
    columns.put(
        "csinodes.storage.k8s.io",
        List.of(
            Column.named(),
            Column.number("Drivers", o -> o.path("spec").path("drivers").size()),
            Column.aged()));
    columns.put(
        "volumeattachments.storage.k8s.io",
        List.of(
            Column.named(),
            spec("Attacher", "attacher"),
            Column.text("PV", o -> Cells.at(o, "spec", "source", "persistentVolumeName").asText()),
            spec("Node", "nodeName"),
            new Column(
                "Attached",
                "boolean",
                "",
                0,
                (o, now) -> o.path("status").path("attached").asBoolean()),
            Column.aged()));
    columns.put(
        "volumeattributesclasses.storage.k8s.io",
        List.of(
            Column.named(),
            Column.text("DriverName", o -> o.path("driverName").asText()),
            Column.aged()));
  }

  private static Column flag(String name, String field) {
    return new Column(name, "boolean", "", 0, (o, now) -> o.path("spec").path(field).asBoolean());
  }

  private static void resources(Map<String, List<Column>> columns) {
    columns.put(
        "resourceclaims.resource.k8s.io",
        List.of(
            Column.named(),
            Column.text(
                "State",
                o -> {
                  boolean allocated = o.path("status").has("allocation");
                  boolean reserved = !o.path("status").path("reservedFor").isEmpty();
                  return !allocated ? "pending" : reserved ? "allocated,reserved" : "allocated";
                }),
            Column.aged()));
    columns.put(
        "resourceslices.resource.k8s.io",
        List.of(
            Column.named(),
            spec("Node", "nodeName"),
            spec("Driver", "driver"),
            Column.text("Pool", o -> Cells.at(o, "spec", "pool", "name").asText()),
            Column.aged()));
  }
}
