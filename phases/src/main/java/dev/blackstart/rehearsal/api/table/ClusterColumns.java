package dev.blackstart.rehearsal.api.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The columns of everything that is neither core nor workload. */
final class ClusterColumns {
  private ClusterColumns() {}

  static void addTo(Map<String, List<Column>> columns) {
    for (String resource :
        List.of(
            "customresourcedefinitions.apiextensions.k8s.io",
            "roles.rbac.authorization.k8s.io",
            "clusterroles.rbac.authorization.k8s.io",
            "limitranges",
            "csistoragecapacities.storage.k8s.io")) {
      columns.put(resource, List.of(Column.named(), created()));
    }
    for (String resource : List.of("rolebindings", "clusterrolebindings")) {
      columns.put(resource + ".rbac.authorization.k8s.io", bindings());
    }
    for (String resource :
        List.of("mutatingwebhookconfigurations", "validatingwebhookconfigurations")) {
      columns.put(
          resource + ".admissionregistration.k8s.io",
          List.of(
              Column.named(),
              Column.number("Webhooks", o -> o.path("webhooks").size()),
              Column.aged()));
    }
    columns.put("apiservices.apiregistration.k8s.io", apiServices());
    columns.put(
        "ingresses.networking.k8s.io",
        List.of(
            Column.named(),
            Column.text(
                "Class", o -> Cells.orNone(o.path("spec").path("ingressClassName").asText())),
            Column.text("Hosts", ClusterColumns::hosts),
            Column.text(
                "Address",
                o -> Cells.join(o.path("status").path("loadBalancer").path("ingress"), "ip")),
            Column.text("Ports", o -> o.path("spec").path("tls").isEmpty() ? "80" : "80, 443"),
            Column.aged()));
    columns.put(
        "ingressclasses.networking.k8s.io",
        List.of(
            Column.named(),
            Column.text("Controller", o -> o.path("spec").path("controller").asText()),
            Column.text(
                "Parameters",
                o -> Cells.orNone(o.path("spec").path("parameters").path("name").asText())),
            Column.aged()));
    columns.put(
        "networkpolicies.networking.k8s.io",
        List.of(
            Column.named(),
            Column.text("Pod-Selector", o -> Cells.selector(o.path("spec").path("podSelector"))),
            Column.aged()));
    columns.put(
        "poddisruptionbudgets.policy",
        List.of(
            Column.named(),
            Column.text("Min Available", o -> available(o, "minAvailable")),
            Column.text("Max Unavailable", o -> available(o, "maxUnavailable")),
            Column.number(
                "Allowed Disruptions", o -> o.path("status").path("disruptionsAllowed").asInt()),
            Column.aged()));
    columns.put(
        "storageclasses.storage.k8s.io",
        List.of(
            Column.text("Name", ClusterColumns::storageClass),
            Column.text("Provisioner", o -> o.path("provisioner").asText()),
            Column.text("ReclaimPolicy", o -> o.path("reclaimPolicy").asText()),
            Column.text("VolumeBindingMode", o -> o.path("volumeBindingMode").asText()),
            Column.text("AllowVolumeExpansion", o -> o.path("allowVolumeExpansion").asBoolean()),
            Column.aged()));
    columns.put(
        "leases.coordination.k8s.io",
        List.of(
            Column.named(),
            Column.text("Holder", o -> o.path("spec").path("holderIdentity").asText()),
            Column.aged()));
    columns.put(
        "priorityclasses.scheduling.k8s.io",
        List.of(
            Column.named(),
            Column.number("Value", o -> o.path("value").asInt()),
            new Column(
                "Global-Default",
                "boolean",
                "",
                0,
                (o, now) -> o.path("globalDefault").asBoolean()),
            Column.aged(),
            Column.text("PreemptionPolicy", o -> o.path("preemptionPolicy").asText())));
    columns.put(
        "runtimeclasses.node.k8s.io",
        List.of(
            Column.named(),
            Column.text("Handler", o -> o.path("handler").asText()),
            Column.aged()));
    columns.put("endpointslices.discovery.k8s.io", endpointSlices());
    columns.put("horizontalpodautoscalers.autoscaling", autoscalers());
    columns.put("certificatesigningrequests.certificates.k8s.io", signingRequests());
  }

  private static Column created() {
    return new Column(
        "Created At",
        "date",
        "",
        0,
        (o, now) -> o.path("metadata").path("creationTimestamp").asText());
  }

  private static List<Column> bindings() {
    return List.of(
        Column.named(),
        Column.text(
            "Role",
            o ->
                o.path("roleRef").path("kind").asText()
                    + "/"
                    + o.path("roleRef").path("name").asText()),
        Column.aged(),
        Column.text("Users", o -> subjects(o, "User")).wide(),
        Column.text("Groups", o -> subjects(o, "Group")).wide(),
        Column.text("ServiceAccounts", o -> subjects(o, "ServiceAccount")).wide());
  }

  private static String subjects(JsonNode binding, String kind) {
    List<String> names = new ArrayList<>();
    for (JsonNode subject : binding.path("subjects")) {
      if (subject.path("kind").asText().equals(kind)) {
        String namespace = subject.path("namespace").asText();
        String name = subject.path("name").asText();
        names.add(namespace.isEmpty() ? name : namespace + "/" + name);
      }
    }
    return String.join(", ", names);
  }

  private static List<Column> apiServices() {
    return List.of(
        Column.named(),
        Column.text(
            "Service",
            o -> {
              JsonNode service = o.path("spec").path("service");
              return service.isObject()
                  ? service.path("namespace").asText() + "/" + service.path("name").asText()
                  : "Local";
            }),
        Column.text("Available", ClusterColumns::availability),
        Column.aged());
  }

  private static String availability(JsonNode apiService) {
    for (JsonNode condition : apiService.path("status").path("conditions")) {
      if (condition.path("type").asText().equals("Available")) {
        String status = condition.path("status").asText();
        return status.equals("True")
            ? status
            : status + " (" + condition.path("reason").asText() + ")";
      }
    }
    return "Unknown";
  }

  private static String hosts(JsonNode ingress) {
    List<String> hosts = new ArrayList<>();
    ingress.path("spec").path("rules").forEach(rule -> hosts.add(rule.path("host").asText()));
    hosts.removeIf(String::isEmpty);
    return hosts.isEmpty() ? "*" : String.join(",", hosts);
  }

  private static String available(JsonNode budget, String field) {
    JsonNode value = budget.path("spec").path(field);
    return value.isMissingNode() ? "N/A" : value.asText();
  }

  private static String storageClass(JsonNode storageClass) {
    String name = storageClass.path("metadata").path("name").asText();
    boolean standard =
        storageClass
            .path("metadata")
            .path("annotations")
            .path("storageclass.kubernetes.io/is-default-class")
            .asText()
            .equals("true");
    return standard ? name + " (default)" : name;
  }

  private static List<Column> endpointSlices() {
    return List.of(
        Column.named(),
        Column.text("AddressType", o -> o.path("addressType").asText()),
        Column.text(
            "Ports",
            o -> o.path("ports").isEmpty() ? "<unset>" : Cells.join(o.path("ports"), "port")),
        Column.text(
            "Endpoints",
            o -> {
              List<String> all = new ArrayList<>();
              o.path("endpoints")
                  .forEach(e -> e.path("addresses").forEach(address -> all.add(address.asText())));
              int shown = Math.min(3, all.size());
              String text = String.join(",", all.subList(0, shown));
              return all.isEmpty()
                  ? "<unset>"
                  : shown < all.size() ? text + " + " + (all.size() - shown) + " more..." : text;
            }),
        Column.aged());
  }

  private static List<Column> autoscalers() {
    return List.of(
        Column.named(),
        Column.text(
            "Reference",
            o -> {
              JsonNode target = o.path("spec").path("scaleTargetRef");
              return target.path("kind").asText() + "/" + target.path("name").asText();
            }),
        Column.text(
            "Targets", o -> o.path("spec").path("metrics").isEmpty() ? Cells.NONE : "<unknown>"),
        Column.text("MinPods", o -> o.path("spec").path("minReplicas").asText("<unset>")),
        Column.text("MaxPods", o -> o.path("spec").path("maxReplicas").asText()),
        Column.text("Replicas", o -> o.path("status").path("currentReplicas").asInt()),
        Column.aged());
  }

  private static List<Column> signingRequests() {
    return List.of(
        Column.named(),
        Column.aged(),
        Column.text("SignerName", o -> o.path("spec").path("signerName").asText()),
        Column.text("Requestor", o -> o.path("spec").path("username").asText()),
        Column.text(
            "RequestedDuration", o -> o.path("spec").path("expirationSeconds").asText(Cells.NONE)),
        Column.text(
            "Condition",
            o -> {
              String conditions = Cells.join(o.path("status").path("conditions"), "type");
              conditions = conditions.isEmpty() ? "Pending" : conditions;
              return o.path("status").path("certificate").asText().isEmpty()
                  ? conditions
                  : conditions + ",Issued";
            }));
  }
}
