package dev.blackstart.rehearsal.argo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.ApiClient;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.flux.ApiTypes;
import dev.blackstart.rehearsal.flux.ManagedObject;
import java.util.Optional;

/** Objects of Applications as they are in the cluster. */
final class Live {
  private final ApiClient client;
  private final ApiTypes types;

  Live(ApiClient client, ApiTypes types) {
    this.client = client;
    this.types = types;
  }

  Optional<Resource> find(ObjectNode object, String namespace) {
    ManagedObject id = ManagedObject.of(object);
    return type(id).flatMap(type -> client.find(type, key(type, id, namespace)));
  }

  Optional<ResourceType> type(ManagedObject id) {
    return types.find(id.apiVersion(), id.kind());
  }

  void delete(ObjectNode object, String namespace, String propagation) {
    ManagedObject id = ManagedObject.of(object);
    type(id)
        .ifPresent(
            type ->
                client.delete(
                    type, key(type, id, namespace), Json.object("propagationPolicy", propagation)));
  }

  static Key key(ResourceType type, ManagedObject id, String namespace) {
    return type.namespaced()
        ? new Key(id.namespace().isEmpty() ? namespace : id.namespace(), id.name())
        : Key.cluster(id.name());
  }
}
