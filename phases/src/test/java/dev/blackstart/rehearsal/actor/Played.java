package dev.blackstart.rehearsal.actor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.ApiClient;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.fault.Faults;
import dev.blackstart.rehearsal.real.RealPrograms;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** The embedded API server with six machines and all actors, sixfold the usual speed. */
final class Played implements AutoCloseable {
  private static final int PATIENCE_MS = 60_000;
  private static final int LOOK_MS = 20;

  /** Nothing but a name and labels: what an agent and an operator are known by. */
  static final String NETWORK =
      """
      apiVersion: apps/v1
      kind: DaemonSet
      metadata: {name: cilium, namespace: kube-system}
      spec:
        selector: {matchLabels: {k8s-app: cilium}}
        template:
          metadata: {labels: {k8s-app: cilium}}
          spec:
            hostNetwork: true
            tolerations: [{operator: Exists}]
            containers: [{name: agent, image: "agent:1"}]
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: cilium-operator, namespace: kube-system}
      spec:
        selector: {matchLabels: {io.cilium/app: operator}}
        template:
          metadata: {labels: {io.cilium/app: operator}}
          spec:
            hostNetwork: true
            tolerations: [{operator: Exists}]
            containers: [{name: operator, image: "operator:1"}]
      """;

  final Playground play;
  final ApiClient client;

  Played(Path folder) throws Exception {
    this(folder, Faults.NONE);
  }

  Played(Path folder, Faults faults) throws Exception {
    this(new Playground(folder, folder, false, 360, faults));
  }

  Played(Playground play) {
    this.play = play;
    this.client = play.actors.surroundings().client().as("test");
  }

  /** The same with a real API server, or the test is skipped. */
  static Played real(Path folder, Faults faults) throws Exception {
    return new Played(new Playground(RealPrograms.assume(), folder, true, 360, faults));
  }

  /** Creates every document of a text. */
  void create(String yaml) throws IOException {
    for (String document : yaml.split("(?m)^---$")) {
      ObjectNode object = Serialization.unmarshal("---\n" + document, ObjectNode.class);
      client.create(type(object), object);
    }
  }

  /** Creates an object whose plural is not its kind's with an s. */
  void createAs(ResourceType type, String yaml) throws IOException {
    client.create(type, Serialization.unmarshal("---\n" + yaml, ObjectNode.class));
  }

  private static ResourceType type(JsonNode object) {
    String version = object.path("apiVersion").asText();
    int slash = version.indexOf('/');
    String kind = object.path("kind").asText();
    String lower = kind.toLowerCase(java.util.Locale.ROOT);
    return new ResourceType(
        slash < 0 ? "" : version.substring(0, slash),
        version.substring(slash + 1),
        lower + (lower.endsWith("s") ? "es" : "s"),
        kind,
        object.path("metadata").has("namespace"));
  }

  /** Waits until an object is as it should be. */
  Resource await(ResourceType type, String namespace, String name, Predicate<Resource> as) {
    Key key = new Key(namespace, name);
    for (int waited = 0; waited < PATIENCE_MS; waited += LOOK_MS) {
      var found = client.find(type, key).filter(as);
      if (found.isPresent()) {
        return found.get();
      }
      pause();
    }
    throw new AssertionError(
        client.find(type, key).map(found -> found.json().toPrettyString()).orElse("no " + key)
            + play.troubles);
  }

  /** Waits until some object of a type is as it should be. */
  Resource awaitAny(ResourceType type, Predicate<Resource> as) {
    for (int waited = 0; waited < PATIENCE_MS; waited += LOOK_MS) {
      var found = client.list(type, "").stream().filter(as).findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      pause();
    }
    throw new AssertionError(client.list(type, "") + " " + play.troubles);
  }

  /** Waits until an object has gone. */
  void awaitGone(ResourceType type, String namespace, String name) {
    Key key = new Key(namespace, name);
    for (int waited = 0; client.find(type, key).isPresent(); waited += LOOK_MS) {
      if (waited > PATIENCE_MS) {
        throw new AssertionError(key + " stays: " + client.find(type, key) + play.troubles);
      }
      pause();
    }
  }

  /** Waits until pods of a label are as they should be, all together. */
  List<Resource> awaitPods(String namespace, String app, Predicate<List<Resource>> as) {
    List<Resource> pods = List.of();
    for (int waited = 0; waited < PATIENCE_MS; waited += LOOK_MS) {
      pods =
          client.list(ResourceType.PODS, namespace).stream()
              .filter(pod -> pod.label("app").equals(app))
              .toList();
      if (as.test(pods)) {
        return pods;
      }
      pause();
    }
    throw new AssertionError(pods + " " + play.troubles);
  }

  /** Waits until an event about an object of a kind says something. */
  void awaitEvent(String namespace, String kind, String reason, String words) {
    for (int waited = 0; waited < PATIENCE_MS; waited += LOOK_MS) {
      boolean said =
          client.list(ResourceType.EVENTS, namespace).stream()
              .map(Resource::json)
              .filter(event -> event.path("involvedObject").path("kind").asText().equals(kind))
              .filter(event -> event.path("reason").asText().equals(reason))
              .anyMatch(event -> event.path("message").asText().contains(words));
      if (said) {
        return;
      }
      pause();
    }
    throw new AssertionError("no " + reason + " about a " + kind + play.troubles);
  }

  void awaitNetwork() {
    play.hosts.forEach(
        host ->
            await(ResourceType.NODES, "", host.state().nodeName(), node -> node.isTrue("Ready")));
  }

  void delete(ResourceType type, String namespace, String name, String propagation) {
    client.delete(type, new Key(namespace, name), Json.object("propagationPolicy", propagation));
  }

  private static void pause() {
    LockSupport.parkNanos(LOOK_MS * 1_000_000L);
  }

  @Override
  public void close() {
    play.close();
  }
}
