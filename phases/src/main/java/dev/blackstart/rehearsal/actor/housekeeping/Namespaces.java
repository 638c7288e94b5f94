package dev.blackstart.rehearsal.actor.housekeeping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.ApiClient;
import dev.blackstart.rehearsal.actor.client.ApiFailure;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Reconciler;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.namespace.Remains;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Furnishes every namespace with a default ServiceAccount and the cluster's authority, and empties
 * one that is to go.
 */
public final class Namespaces {
  private static final List<String> FIRST =
      List.of("default", "kube-system", "kube-public", "kube-node-lease");

  private final Surroundings around;
  private final String authority;
  private final boolean bare;
  private final Informer namespaces;
  private final Informer accounts;
  private final Reconciler queue;

  /**
   * Keeps namespaces from now on; on a fresh server also makes the first four.
   *
   * @param authority PEM of the cluster's certificate authority, which pods trust
   * @param bare whether the API server does not itself empty namespaces
   */
  public Namespaces(Surroundings around, String authority, boolean bare) {
    this.around = around;
    this.authority = authority;
    this.bare = bare;
    this.namespaces = around.informer(ResourceType.NAMESPACES);
    this.accounts = around.informer(ResourceType.SERVICE_ACCOUNTS);
    this.queue =
        around.reconciler(this::reconcile, ResourceType.NAMESPACES, ResourceType.SERVICE_ACCOUNTS);
    FIRST.forEach(name -> queue.add(Key.cluster(name)));
    namespaces.listen(change -> queue.add(change.any().key()));
    accounts.listen(
        change -> {
          if (change.now().isEmpty() && change.any().name().equals("default")) {
            queue.add(Key.cluster(change.any().namespace()));
          }
        });
  }

  private void reconcile(Key key) {
    Optional<Resource> found = namespaces.get(key);
    if (found.isEmpty()) {
      if (FIRST.contains(key.name())) {
        ObjectNode namespace = Json.object("metadata", Json.object("name", key.name()));
        around
            .client()
            .createIfAbsent(ResourceType.NAMESPACES, namespace)
            .ifPresent(namespaces::saw);
      }
    } else if (found.get().deleting()) {
      if (bare) {
        empty(found.get());
      }
    } else {
      furnish(found.get());
    }
  }

  private void furnish(Resource namespace) {
    if (!namespace.status().path("phase").asText().equals("Active")) {
      namespaces.saw(
          around
              .client()
              .mergeStatus(
                  ResourceType.NAMESPACES, namespace.key(), Json.object("phase", "Active")));
    }
    ApiClient client = around.client();
    if (accounts.get(new Key(namespace.name(), "default")).isEmpty()) {
      client
          .createIfAbsent(
              ResourceType.SERVICE_ACCOUNTS,
              Json.object(
                  "metadata", Json.object("name", "default", "namespace", namespace.name())))
          .ifPresent(accounts::saw);
      client.createIfAbsent(
          ResourceType.CONFIG_MAPS,
          Json.object(
              "metadata",
              Json.object(
                  "name", "kube-root-ca.crt",
                  "namespace", namespace.name(),
                  "annotations",
                      Json.object(
                          "kubernetes.io/description",
                          "Contains a CA bundle that can be used to verify the kube-apiserver when"
                              + " using internal endpoints such as the internal service IP or"
                              + " kubernetes.default.svc.")),
              "data",
              Json.object("ca.crt", authority)));
    }
  }

  /** Deletes all that lies in a namespace; when nothing is left, lets the namespace go. */
  private void empty(Resource namespace) {
    Remains remains = new Remains();
    clear(ResourceType.PODS, namespace.name(), remains);
    if (remains.isEmpty()) {
      // What pods lean on stays as long as one of them runs.
      for (ResourceType type : new Discovery(around.client()).deletable()) {
        try {
          clear(type, namespace.name(), remains);
        } catch (ApiFailure e) {
          if (!e.notFound()) {
            throw e; // a type may go while we look: then its objects have gone too
          }
        }
      }
    }
    Resource told = told(namespace, remains);
    if (!remains.isEmpty()) {
      around.after(Duration.ofSeconds(2), () -> queue.add(namespace.key()));
      return;
    }
    ObjectNode freed = told.json().deepCopy();
    JsonNode finalizers = freed.withObjectProperty("spec").path("finalizers");
    if (!finalizers.isEmpty()) {
      freed.withObjectProperty("spec").set("finalizers", Json.array());
      try {
        around
            .client()
            .send(
                "PUT",
                ResourceType.NAMESPACES.path(namespace.key()) + "/finalize",
                "application/json",
                freed);
      } catch (ApiFailure e) {
        if (!e.notFound()) {
          throw e;
        }
      }
    }
  }

  private Resource told(Resource namespace, Remains remains) {
    JsonNode before = namespace.status().path("conditions");
    JsonNode now = remains.conditions(before, Json.time(around.wall()));
    return now.equals(before)
        ? namespace
        : namespaces.saw(
            around
                .client()
                .mergeStatus(
                    ResourceType.NAMESPACES, namespace.key(), Json.object("conditions", now)));
  }

  private void clear(ResourceType type, String namespace, Remains remains) {
    List<Resource> there = around.client().list(type, namespace);
    for (Resource object : there) {
      if (!object.deleting()) {
        around
            .client()
            .delete(
                type,
                new Key(namespace, object.name()),
                Json.object("propagationPolicy", "Background"));
      }
    }
    if (!there.isEmpty()) {
      around
          .client()
          .list(type, namespace)
          .forEach(left -> remains.add(type.group(), type.plural(), left.json()));
    }
  }
}
