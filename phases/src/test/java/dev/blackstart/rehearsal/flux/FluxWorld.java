package dev.blackstart.rehearsal.flux;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.ApiAccess;
import dev.blackstart.rehearsal.actor.client.ApiClient;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Pace;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.actor.fault.Faults;
import dev.blackstart.rehearsal.cel.Plain;
import dev.blackstart.rehearsal.control.WorldClock;
import dev.blackstart.rehearsal.pki.Issued;
import dev.blackstart.rehearsal.real.RealPrograms;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** An API server, a repository and Flux; every Deployment is rolled out as soon as it is seen. */
final class FluxWorld implements AutoCloseable {
  final WorldClock clock = new WorldClock();
  final List<String> troubles = new CopyOnWriteArrayList<>();
  final Surroundings around;
  final ApiClient client;
  final FewCharts charts;
  final Path repository;
  private final AutoCloseable server;
  private final ApiTypes types;
  private final Flux flux;

  private FluxWorld(Path folder, StartedServer.Start start, Faults faults) throws Exception {
    clock.speed(120);
    repository = Files.createDirectory(folder.resolve("repository"));
    StartedServer started = start.on(clock);
    server = started.server();
    Issued admin = RealPrograms.admin();
    ApiAccess access =
        new ApiAccess(
            URI.create("https://127.0.0.1:" + started.address().getPort()),
            RealPrograms.AUTHORITY.certificatePem(),
            admin.chainPem(),
            admin.keyPem());
    around = new Surroundings(access, clock, new Pace(1), faults, troubles::add);
    client = around.client();
    types = new ApiTypes(client);
    charts = new FewCharts(client);
    around.informer(ResourceType.DEPLOYMENTS).listen(change -> change.now().ifPresent(this::roll));
    flux = new Flux(around, repository, charts);
    until(
        "the API server answers",
        () -> client.find(ResourceType.NAMESPACES, Key.cluster("default")).isPresent());
    namespace("flux-system");
  }

  /** On the API server of our own. */
  static FluxWorld embedded(Path folder) throws Exception {
    return embedded(folder, Faults.NONE);
  }

  /** The same where something goes wrong. */
  static FluxWorld embedded(Path folder, Faults faults) throws Exception {
    return new FluxWorld(folder, clock -> StartedServer.embedded(clock), faults);
  }

  /** On a real one. */
  static FluxWorld real(Path folder) throws Exception {
    return new FluxWorld(folder, clock -> StartedServer.real(folder, clock), Faults.NONE);
  }

  private void roll(Resource deployment) {
    if (deployment.label("test/stuck").isEmpty()
        && deployment.status().path("observedGeneration").asLong() != deployment.generation()) {
      int replicas = deployment.spec().path("replicas").asInt(1);
      around.soon(
          () ->
              client.mergeStatus(
                  ResourceType.DEPLOYMENTS,
                  deployment.key(),
                  Json.object(
                      "observedGeneration", deployment.generation(),
                      "replicas", replicas,
                      "updatedReplicas", replicas,
                      "readyReplicas", replicas,
                      "availableReplicas", replicas,
                      "conditions",
                          Json.array(
                              Json.object(
                                  "type",
                                  "Available",
                                  "status",
                                  "True",
                                  "reason",
                                  "Test",
                                  "message",
                                  "")))));
    }
  }

  void namespace(String name) {
    client.createIfAbsent(
        ResourceType.NAMESPACES, Json.object("metadata", Json.object("name", name)));
  }

  /** Writes a file of the repository. */
  FluxWorld file(String path, String text) throws IOException {
    Path file = repository.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  /** Applies manifests as an operator would. */
  void apply(String yaml) {
    for (YamlNode document : Yaml.parse(yaml, "test")) {
      @SuppressWarnings("unchecked")
      Map<String, Object> map = (Map<String, Object>) Reading.KUBERNETES.read(document);
      ObjectNode object = Plain.tree(map);
      until(
          "a type " + object.path("kind"),
          () ->
              types
                  .find(object.path("apiVersion").asText(), object.path("kind").asText())
                  .isPresent());
      ResourceType type =
          types
              .find(object.path("apiVersion").asText(), object.path("kind").asText())
              .orElseThrow();
      client.apply(type, object, "test", true);
    }
  }

  /** The operator's chart and its instance, with a sync of the folder {@code cluster}. */
  void bootstrap() {
    client.createIfAbsent(
        ResourceType.SECRETS,
        Json.object("metadata", Json.object("name", "git", "namespace", "flux-system")));
    apply(
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: fluxinstances.fluxcd.controlplane.io}
        spec:
          group: fluxcd.controlplane.io
          scope: Namespaced
          names: {kind: FluxInstance, listKind: FluxInstanceList, plural: fluxinstances, singular: fluxinstance}
          versions:
            - name: v1
              served: true
              storage: true
              subresources: {status: {}}
              schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: flux-operator, namespace: flux-system, labels: {app.kubernetes.io/name: flux-operator}}
        spec:
          selector: {matchLabels: {a: b}}
          template:
            metadata: {labels: {a: b}}
            spec: {containers: [{name: manager, image: flux-operator}]}
        """);
    apply(
        """
        apiVersion: fluxcd.controlplane.io/v1
        kind: FluxInstance
        metadata: {name: flux, namespace: flux-system}
        spec:
          distribution: {version: 2.7.x, registry: ghcr.io/fluxcd}
          components: [source-controller, kustomize-controller, helm-controller, notification-controller]
          kustomize:
            patches:
              - target: {kind: Deployment, name: (kustomize|helm)-controller}
                patch: |
                  - op: add
                    path: /spec/template/spec/containers/0/args/-
                    value: --requeue-dependency=5s
          sync:
            kind: GitRepository
            url: ssh://git@git.example.org/homelab/clusters.git
            ref: refs/heads/main
            path: cluster
            pullSecret: git
        """);
  }

  Optional<Resource> find(ResourceType type, String namespace, String name) {
    return client.find(type, new Key(namespace, name));
  }

  Resource kustomization(String name) {
    return find(FluxTypes.KUSTOMIZATIONS, "flux-system", name).orElseThrow();
  }

  /** Waits until Ready of an object has a reason, and gives back the message that stood with it. */
  String reason(ResourceType type, String namespace, String name, String reason) {
    return reason(type, namespace, name, reason, "");
  }

  /** The same where one reason has several messages in turn: the one that holds this text. */
  String reason(ResourceType type, String namespace, String name, String reason, String text) {
    String[] message = new String[1];
    until(
        type.kind() + " " + name + " becomes " + reason + " " + text,
        () -> {
          // One look for both: Flux may be trying again by the next.
          message[0] = find(type, namespace, name).map(found -> said(found, reason)).orElse(null);
          return message[0] != null && message[0].contains(text);
        },
        () ->
            find(type, namespace, name).map(object -> object.status().toString()).orElse("absent"));
    return message[0];
  }

  private static String said(Resource object, String reason) {
    for (JsonNode condition : object.status().path("conditions")) {
      if (condition.path("type").asText().equals(FluxStatus.READY)
          && condition.path("reason").asText().equals(reason)) {
        return condition.path("message").asText();
      }
    }
    return null;
  }

  String kustomizationIs(String name, String reason) {
    return reason(FluxTypes.KUSTOMIZATIONS, "flux-system", name, reason);
  }

  void kustomizationSays(String name, String reason, String text) {
    reason(FluxTypes.KUSTOMIZATIONS, "flux-system", name, reason, text);
  }

  static void until(String what, BooleanSupplier condition) {
    until(what, condition, () -> "");
  }

  private static void until(String what, BooleanSupplier condition, Supplier<String> detail) {
    Instant deadline = Instant.now().plusSeconds(90);
    Predicate<Instant> over = now -> now.isAfter(deadline);
    while (true) {
      try {
        if (condition.getAsBoolean()) {
          return;
        }
      } catch (RuntimeException notYet) {
        if (over.test(Instant.now())) {
          throw notYet;
        }
      }
      if (over.test(Instant.now())) {
        throw new AssertionError("never: " + what + " " + detail.get());
      }
      pause();
    }
  }

  private static void pause() {
    try {
      if (new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  List<String> names(ResourceType type, String namespace) {
    List<String> names = new ArrayList<>();
    client.list(type, namespace).forEach(object -> names.add(object.name()));
    return names;
  }

  @Override
  public void close() throws Exception {
    flux.close();
    around.close();
    server.close();
    clock.close();
  }
}
