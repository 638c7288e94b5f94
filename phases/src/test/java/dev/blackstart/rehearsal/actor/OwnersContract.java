package dev.blackstart.rehearsal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import org.junit.jupiter.api.Test;

/** What goes with its owners, and what stays. */
interface OwnersContract extends PlayedServer.Subject {
  private Resource map(String namespace, String name, Resource... owners) throws Exception {
    StringBuilder references = new StringBuilder();
    for (Resource owner : owners) {
      references.append(
          "{apiVersion: v1, kind: ConfigMap, name: %s, uid: %s, blockOwnerDeletion: true}, "
              .formatted(owner.name(), owner.uid()));
    }
    played()
        .create(
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s, namespace: %s, ownerReferences: [%s]}"
                .formatted(name, namespace, references));
    return played().client.find(ResourceType.CONFIG_MAPS, new Key(namespace, name)).orElseThrow();
  }

  private void delete(String namespace, String name, String policy) {
    played().delete(ResourceType.CONFIG_MAPS, namespace, name, policy);
  }

  private void gone(String namespace, String name) {
    played().awaitGone(ResourceType.CONFIG_MAPS, namespace, name);
  }

  @Test
  default void whatHasLostItsOwnerGoesAndWhatIsItsOwnToo() throws Exception {
    String namespace = namespace();
    Resource owner = map(namespace, "owner");
    Resource child = map(namespace, "child", owner);
    map(namespace, "grandchild", child);
    delete(namespace, "owner", "Background");
    gone(namespace, "child");
    gone(namespace, "grandchild");
  }

  @Test
  default void anOwnerThatGoesLastWaitsForWhatBlocksIt() throws Exception {
    String namespace = namespace();
    Resource owner = map(namespace, "owner");
    Resource child = map(namespace, "child", owner);
    played()
        .client
        .merge(
            ResourceType.CONFIG_MAPS,
            child.key(),
            Json.object("metadata", Json.object("finalizers", Json.array("example.org/holds"))));
    delete(namespace, "owner", "Foreground");
    played().await(ResourceType.CONFIG_MAPS, namespace, "child", Resource::deleting);
    Resource waiting = played().await(ResourceType.CONFIG_MAPS, namespace, "owner", any -> true);
    assertTrue(waiting.hasFinalizer("foregroundDeletion"), waiting.json().toString());
    played()
        .client
        .merge(
            ResourceType.CONFIG_MAPS,
            child.key(),
            Json.object("metadata", Json.object("finalizers", Json.array())));
    gone(namespace, "child");
    gone(namespace, "owner");
  }

  @Test
  default void orphansAreSetFree() throws Exception {
    String namespace = namespace();
    Resource owner = map(namespace, "owner");
    map(namespace, "child", owner);
    delete(namespace, "owner", "Orphan");
    gone(namespace, "owner");
    Resource free =
        played()
            .await(
                ResourceType.CONFIG_MAPS,
                namespace,
                "child",
                child -> child.meta().path("ownerReferences").isEmpty());
    assertTrue(!free.deleting(), free.json().toString());
  }

  @Test
  default void whoHasAnotherOwnerStaysWithThat() throws Exception {
    String namespace = namespace();
    Resource first = map(namespace, "first");
    Resource second = map(namespace, "second");
    map(namespace, "child", first, second);
    delete(namespace, "first", "Background");
    Resource child =
        played()
            .await(
                ResourceType.CONFIG_MAPS,
                namespace,
                "child",
                one -> one.meta().path("ownerReferences").size() == 1);
    assertEquals(second.uid(), child.meta().at("/ownerReferences/0/uid").asText());
    delete(namespace, "second", "Background");
    gone(namespace, "child");
  }
}
