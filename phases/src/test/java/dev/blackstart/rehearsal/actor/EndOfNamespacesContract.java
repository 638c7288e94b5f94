package dev.blackstart.rehearsal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import org.junit.jupiter.api.Test;

/** A namespace that goes says what keeps it. */
interface EndOfNamespacesContract extends PlayedServer.Subject {
  private static JsonNode condition(Resource namespace, String type) {
    for (JsonNode condition : namespace.status().path("conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition;
      }
    }
    return MissingNode.getInstance();
  }

  @Test
  default void aFinalizerHoldsItAndItsConditionsNameWhich() throws Exception {
    String namespace = namespace();
    played()
        .create(
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: held, namespace: %s, finalizers: [example.org/holds]}"
                .formatted(namespace));
    played()
        .create(
            "apiVersion: v1\nkind: Secret\nmetadata: {name: free, namespace: %s}"
                .formatted(namespace));
    played().delete(ResourceType.NAMESPACES, "", namespace, "Background");
    Resource held =
        played()
            .await(
                ResourceType.NAMESPACES,
                "",
                namespace,
                one ->
                    condition(one, "NamespaceContentRemaining")
                        .path("message")
                        .asText()
                        .equals(
                            "Some resources are remaining: configmaps. has 1 resource instances"));
    assertEquals(
        "SomeResourcesRemain",
        condition(held, "NamespaceContentRemaining").path("reason").asText());
    JsonNode finalizers = condition(held, "NamespaceFinalizersRemaining");
    assertEquals("True", finalizers.path("status").asText(), held.json().toString());
    assertEquals("SomeFinalizersRemain", finalizers.path("reason").asText());
    assertEquals(
        "Some content in the namespace has finalizers remaining: example.org/holds in 1 resource"
            + " instances",
        finalizers.path("message").asText());
    assertEquals(
        "False", condition(held, "NamespaceDeletionDiscoveryFailure").path("status").asText());
    played().awaitGone(ResourceType.SECRETS, namespace, "free");
    played()
        .client
        .merge(
            ResourceType.CONFIG_MAPS,
            new Key(namespace, "held"),
            Json.object("metadata", Json.object("finalizers", Json.array())));
    played().awaitGone(ResourceType.NAMESPACES, "", namespace);
  }

  @Test
  default void podsEndBeforeWhatTheyLeanOn() throws Exception {
    String namespace = namespace();
    played()
        .create(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: slow, namespace: %s, finalizers: [example.org/holds]}
            spec:
              hostNetwork: true
              tolerations: [{operator: Exists}]
              containers: [{name: main, image: "a:1"}]
            """
                .formatted(namespace));
    played().delete(ResourceType.NAMESPACES, "", namespace, "Background");
    played().await(ResourceType.PODS, namespace, "slow", Resource::deleting);
    played()
        .await(
            ResourceType.NAMESPACES,
            "",
            namespace,
            one ->
                condition(one, "NamespaceContentRemaining")
                    .path("message")
                    .asText()
                    .equals("Some resources are remaining: pods. has 1 resource instances"));
    Resource account =
        played().await(ResourceType.SERVICE_ACCOUNTS, namespace, "default", any -> true);
    assertEquals(false, account.deleting());
    played()
        .client
        .merge(
            ResourceType.PODS,
            new Key(namespace, "slow"),
            Json.object("metadata", Json.object("finalizers", Json.array())));
    played().awaitGone(ResourceType.NAMESPACES, "", namespace);
  }
}
