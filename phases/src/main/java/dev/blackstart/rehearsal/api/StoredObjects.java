package dev.blackstart.rehearsal.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.resource.Catalogue;
import dev.blackstart.rehearsal.api.resource.ResourceType;
import dev.blackstart.rehearsal.api.rules.ServiceAddresses;
import dev.blackstart.rehearsal.api.status.ApiFailure;
import dev.blackstart.rehearsal.api.storage.GroupResource;
import dev.blackstart.rehearsal.api.storage.ObjectStore;
import dev.blackstart.rehearsal.api.wire.Bodies;
import dev.blackstart.rehearsal.etcd.EtcdDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The objects as a kube-apiserver keeps them in etcd: under {@code /registry}, one key for each.
 * Values are written as JSON, which every API server reads, and read as JSON or protobuf.
 */
final class StoredObjects {
  private static final String ROOT = "/registry/";
  private static final GroupResource SERVICES = new GroupResource("", "services");

  /** Where the key of a built-in resource is not its name (Kubernetes 1.35). */
  private static final Map<GroupResource, String> PLACES =
      Map.of(
          new GroupResource("", "nodes"),
          "minions",
          SERVICES,
          "services/specs",
          new GroupResource("", "endpoints"),
          "services/endpoints",
          new GroupResource("", "replicationcontrollers"),
          "controllers",
          new GroupResource("networking.k8s.io", "ingresses"),
          "ingress");

  private final ObjectStore store;
  private final Catalogue catalogue;
  private final Bodies bodies;

  StoredObjects(ObjectStore store, Catalogue catalogue, Bodies bodies) {
    this.store = store;
    this.catalogue = catalogue;
    this.bodies = bodies;
  }

  /** What is stored right now. */
  EtcdDatabase database() {
    List<EtcdDatabase.Entry> entries = new ArrayList<>();
    for (GroupResource resource : store.resources()) {
      String place = ROOT + place(resource) + "/";
      for (ObjectNode object : store.list(resource, "", 0).objects()) {
        JsonNode metadata = object.path("metadata");
        String namespace = metadata.path("namespace").asText();
        long revision = Long.parseLong(metadata.path("resourceVersion").asText());
        entries.add(
            new EtcdDatabase.Entry(
                place
                    + (namespace.isEmpty() ? "" : namespace + "/")
                    + metadata.path("name").asText(),
                Bodies.bytes(object),
                revision,
                revision,
                1));
      }
    }
    return new EtcdDatabase(store.revision(), entries);
  }

  /** Fills a store that is empty; what is none of Kubernetes' objects is left out. */
  void restore(EtcdDatabase database, ServiceAddresses addresses) {
    store.begin(database.revision());
    for (EtcdDatabase.Entry entry : database.entries()) {
      object(entry)
          .ifPresent(
              object -> {
                GroupResource resource = resource(entry.key(), object);
                store.restore(resource, object, entry.modified());
                if (resource.equals(SERVICES)) {
                  object.path("spec").path("clusterIPs").forEach(ip -> addresses.take(ip.asText()));
                }
              });
    }
  }

  private Optional<ObjectNode> object(EtcdDatabase.Entry entry) {
    if (!entry.key().startsWith(ROOT) || entry.value().length == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(bodies.stored(entry.value()))
          .filter(object -> object.path("metadata").path("name").isTextual())
          .filter(object -> object.path("kind").isTextual());
    } catch (ApiFailure e) {
      // Allocation tables, leases of masters and what is encrypted are no objects here.
      return Optional.empty();
    }
  }

  private GroupResource resource(String key, ObjectNode object) {
    String apiVersion = object.path("apiVersion").asText();
    String group = apiVersion.contains("/") ? apiVersion.substring(0, apiVersion.indexOf('/')) : "";
    String kind = object.path("kind").asText();
    String[] steps = key.substring(ROOT.length()).split("/", -1);
    return catalogue.all().stream()
        .filter(type -> type.group().equals(group) && type.kind().equals(kind))
        .filter(type -> !type.custom())
        .map(ResourceType::stored)
        .findFirst()
        .orElseGet(() -> new GroupResource(group, steps.length > 1 ? steps[1] : steps[0]));
  }

  private String place(GroupResource resource) {
    boolean builtIn =
        catalogue.all().stream().anyMatch(type -> !type.custom() && type.stored().equals(resource));
    boolean byGroup =
        resource.group().equals("apiextensions.k8s.io")
            || resource.group().equals("apiregistration.k8s.io");
    if (builtIn && !byGroup) {
      return PLACES.getOrDefault(resource, resource.resource());
    }
    return resource.group() + "/" + resource.resource();
  }
}
