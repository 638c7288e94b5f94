package dev.blackstart.rehearsal.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.http.HttpRequest;
import dev.blackstart.rehearsal.api.resource.Catalogue;
import dev.blackstart.rehearsal.api.resource.ResourceType;
import dev.blackstart.rehearsal.api.storage.ObjectStore;
import dev.blackstart.rehearsal.api.write.ObjectWrites;
import dev.blackstart.rehearsal.api.write.WriteOptions;
import java.util.List;
import java.util.Map;

/**
 * What an API server creates by itself before anybody asks: namespaces, its own Service,
 * priorities, roles.
 */
final class FirstObjects {
  private static final int SYSTEM_CLUSTER_CRITICAL = 2_000_000_000;
  private static final int SYSTEM_NODE_CRITICAL = 2_000_001_000;

  private final Catalogue catalogue;
  private final ObjectStore store;
  private final ObjectWrites writes;
  private final WriteOptions options =
      WriteOptions.of(
          new HttpRequest(
              "POST",
              "",
              Map.of(),
              Map.of("user-agent", "kube-apiserver"),
              new byte[0],
              List.of()));

  private FirstObjects(Catalogue catalogue, ObjectStore store, ObjectWrites writes) {
    this.catalogue = catalogue;
    this.store = store;
    this.writes = writes;
  }

  /** Creates those that are not there. */
  static void create(
      Catalogue catalogue,
      ObjectStore store,
      ObjectWrites writes,
      String serviceAddress,
      int port) {
    FirstObjects first = new FirstObjects(catalogue, store, writes);
    for (String namespace : List.of("default", "kube-system", "kube-public", "kube-node-lease")) {
      first.create("", "v1", "namespaces", "", object(namespace));
    }
    first.service(serviceAddress, port);
    first.priority("system-cluster-critical", SYSTEM_CLUSTER_CRITICAL);
    first.priority("system-node-critical", SYSTEM_NODE_CRITICAL);
    first.roles();
  }

  private static ObjectNode object(String name) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.putObject("metadata").put("name", name);
    return object;
  }

  private void create(
      String group, String version, String plural, String namespace, ObjectNode object) {
    ResourceType type = catalogue.find(group, version, plural).orElseThrow();
    String name = object.path("metadata").path("name").asText();
    if (store.get(type.stored(), namespace, name) == null) {
      writes.creation().create(type, namespace, object, options);
    }
  }

  private void service(String address, int port) {
    ObjectNode service = object("kubernetes");
    service
        .withObject("/metadata/labels")
        .put("component", "apiserver")
        .put("provider", "kubernetes");
    ObjectNode spec = service.putObject("spec").put("clusterIP", address);
    spec.putArray("ports")
        .addObject()
        .put("name", "https")
        .put("port", 443)
        .put("protocol", "TCP")
        .put("targetPort", port);
    create("", "v1", "services", "default", service);
  }

  private void priority(String name, int value) {
    ObjectNode priority = object(name).put("value", value);
    create("scheduling.k8s.io", "v1", "priorityclasses", "", priority);
  }

  private void roles() {
    ObjectNode role = object("cluster-admin");
    role.withObject("/metadata/labels").put("kubernetes.io/bootstrapping", "rbac-defaults");
    ObjectNode everything = role.putArray("rules").addObject();
    everything.putArray("apiGroups").add("*");
    everything.putArray("resources").add("*");
    everything.putArray("verbs").add("*");
    ObjectNode paths =
        ((com.fasterxml.jackson.databind.node.ArrayNode) role.path("rules")).addObject();
    paths.putArray("nonResourceURLs").add("*");
    paths.putArray("verbs").add("*");
    create("rbac.authorization.k8s.io", "v1", "clusterroles", "", role);
    for (String name : List.of("admin", "edit", "view")) {
      ObjectNode aggregated = object(name);
      aggregated.withObject("/metadata/labels").put("kubernetes.io/bootstrapping", "rbac-defaults");
      aggregated
          .withObject("/aggregationRule")
          .putArray("clusterRoleSelectors")
          .addObject()
          .putObject("matchLabels")
          .put("rbac.authorization.k8s.io/aggregate-to-" + name, "true");
      aggregated.putArray("rules");
      create("rbac.authorization.k8s.io", "v1", "clusterroles", "", aggregated);
    }
    ObjectNode binding = object("cluster-admin");
    binding
        .putObject("roleRef")
        .put("apiGroup", "rbac.authorization.k8s.io")
        .put("kind", "ClusterRole")
        .put("name", "cluster-admin");
    binding
        .putArray("subjects")
        .addObject()
        .put("kind", "Group")
        .put("apiGroup", "rbac.authorization.k8s.io")
        .put("name", "system:masters");
    create("rbac.authorization.k8s.io", "v1", "clusterrolebindings", "", binding);
  }
}
