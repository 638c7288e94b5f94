package dev.blackstart.rehearsal.actor.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Conditions;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.LabelSelector;
import dev.blackstart.rehearsal.actor.client.Reconciler;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Statuses;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import java.util.Optional;

/** external-secrets: one ExternalSecret in every namespace a ClusterExternalSecret selects. */
public final class ClusterExternalSecrets {
  private static final ResourceType TYPE =
      new ResourceType(
          "external-secrets.io", "v1", "clusterexternalsecrets", "ClusterExternalSecret", false);
  private static final ResourceType SECRETS =
      new ResourceType("external-secrets.io", "v1", "externalsecrets", "ExternalSecret", true);

  private final Surroundings around;
  private final RunningPods controller;

  public ClusterExternalSecrets(Surroundings around) {
    this.around = around;
    this.controller = new RunningPods(around, RunningPods.named("external-secrets"));
    around.whenDefined(TYPE, this::follow);
  }

  private void follow() {
    Informer informer = around.informer(TYPE);
    Reconciler queue =
        around.reconciler(key -> reconcile(informer, key), TYPE, ResourceType.NAMESPACES);
    Runnable all = () -> informer.all().forEach(object -> queue.add(object.key()));
    informer.listen(change -> queue.add(change.any().key()));
    around.informer(ResourceType.NAMESPACES).listen(change -> all.run());
    controller.listen(all);
  }

  private void reconcile(Informer informer, Key key) {
    Optional<Resource> found = informer.get(key).filter(object -> !object.deleting());
    if (found.isEmpty() || !controller.ready()) {
      return;
    }
    Resource object = found.get();
    String name = object.spec().path("externalSecretName").asText(object.name());
    ArrayNode provisioned = Json.array();
    around.informer(ResourceType.NAMESPACES).all().stream()
        .filter(namespace -> !namespace.deleting() && selects(object.spec(), namespace))
        .map(Resource::name)
        .sorted()
        .forEach(
            namespace -> {
              apply(object, namespace, name);
              provisioned.add(namespace);
            });
    Conditions conditions = new Conditions(object, around.wall()).with("Ready", true, "", "");
    Statuses.write(
        around,
        informer,
        object,
        Json.object(
            "externalSecretName", name,
            "provisionedNamespaces", provisioned,
            "conditions", conditions.withoutUpdates()));
  }

  private static boolean selects(JsonNode spec, Resource namespace) {
    boolean named = false;
    for (JsonNode one : spec.path("namespaces")) {
      named |= one.asText().equals(namespace.name());
    }
    boolean selected =
        spec.has("namespaceSelector")
            && LabelSelector.selects(spec.path("namespaceSelector"), namespace.labels());
    for (JsonNode selector : spec.path("namespaceSelectors")) {
      selected |= LabelSelector.selects(selector, namespace.labels());
    }
    return named || selected;
  }

  private void apply(Resource object, String namespace, String name) {
    ObjectNode metadata =
        Json.object(
            "name", name,
            "namespace", namespace,
            "ownerReferences", Json.array(object.asController()));
    JsonNode more = object.spec().path("externalSecretMetadata");
    for (String field : new String[] {"labels", "annotations"}) {
      if (more.has(field)) {
        metadata.set(field, more.path(field).deepCopy());
      }
    }
    ObjectNode secret =
        Json.object(
            "apiVersion", SECRETS.apiVersion(),
            "kind", SECRETS.kind(),
            "metadata", metadata,
            "spec", object.spec().path("externalSecretSpec").deepCopy());
    around.client().apply(SECRETS, secret, "external-secrets", true);
  }
}
