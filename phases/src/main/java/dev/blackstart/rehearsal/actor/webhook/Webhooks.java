package dev.blackstart.rehearsal.actor.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Reconciler;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.actor.fault.FaultKind;
import dev.blackstart.rehearsal.actor.kubelet.PodGate;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Writes our authority into webhook configurations once the pods behind them are ready, as
 * operators and CA injectors do with theirs, and lets the API server reach such a Service.
 */
public final class Webhooks implements PodGate {
  private static final List<ResourceType> CONFIGURATIONS =
      List.of(ResourceType.VALIDATING_WEBHOOKS, ResourceType.MUTATING_WEBHOOKS);

  private final Surroundings around;
  private final Informer services;
  private final Informer slices;
  private final Informer definitions;
  private final String bundle;
  private final String foreign;
  private final Reconciler queue;

  public Webhooks(Surroundings around, WebhookServer server) {
    this.around = around;
    this.services = around.informer(ResourceType.SERVICES);
    this.slices = around.informer(ResourceType.ENDPOINT_SLICES);
    this.definitions = around.informer(ResourceType.DEFINITIONS);
    this.bundle = base64(server.authority());
    this.foreign = base64(server.stranger());
    this.queue =
        around.reconciler(
            this::reconcile,
            ResourceType.VALIDATING_WEBHOOKS,
            ResourceType.MUTATING_WEBHOOKS,
            ResourceType.SERVICES,
            ResourceType.ENDPOINT_SLICES,
            ResourceType.DEFINITIONS);
    server.answerFor(this::answers);
    for (ResourceType type : CONFIGURATIONS) {
      around
          .informer(type)
          .listen(change -> queue.add(new Key(type.plural(), change.any().name())));
    }
    definitions.listen(
        change -> {
          if (change.before().isEmpty()) {
            queue.add(new Key(ResourceType.DEFINITIONS.plural(), change.any().name()));
          }
        });
    slices.listen(
        change -> {
          boolean was = change.before().map(Webhooks::reachable).orElse(false);
          if (!was && change.now().map(Webhooks::reachable).orElse(false)) {
            lookAgain();
          }
        });
  }

  private static String base64(String pem) {
    return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
  }

  private void lookAgain() {
    for (ResourceType type : CONFIGURATIONS) {
      around.informer(type).all().forEach(found -> queue.add(new Key(type.plural(), found.name())));
    }
    definitions.all().stream()
        .filter(Webhooks::injected)
        .forEach(found -> queue.add(new Key(ResourceType.DEFINITIONS.plural(), found.name())));
  }

  private static boolean reachable(Resource slice) {
    for (JsonNode endpoint : slice.json().path("endpoints")) {
      if (endpoint.path("conditions").path("ready").asBoolean()) {
        return true;
      }
    }
    return false;
  }

  /** The API server calls a Service by its address; others may call it by name. */
  private boolean answers(String target) {
    String host = target.substring(0, Math.max(0, target.lastIndexOf(':')));
    return services.all().stream()
        .filter(
            service ->
                service.spec().path("clusterIP").asText().equals(host)
                    || host.equals(service.name() + "." + service.namespace() + ".svc"))
        .anyMatch(service -> ready(service.key()));
  }

  /** Whether a pod behind the Service is ready. */
  private boolean ready(Key service) {
    return slices.in(service.namespace()).stream()
        .filter(slice -> slice.label("kubernetes.io/service-name").equals(service.name()))
        .anyMatch(Webhooks::reachable);
  }

  private static Key service(JsonNode clientConfig) {
    JsonNode service = clientConfig.path("service");
    return new Key(service.path("namespace").asText(), service.path("name").asText());
  }

  private void reconcile(Key key) {
    if (key.namespace().equals(ResourceType.DEFINITIONS.plural())) {
      definitions.get(Key.cluster(key.name())).filter(Webhooks::injected).ifPresent(this::convert);
      return;
    }
    for (ResourceType type : CONFIGURATIONS) {
      if (type.plural().equals(key.namespace())) {
        around.informer(type).get(Key.cluster(key.name())).ifPresent(found -> trust(type, found));
      }
    }
  }

  private void trust(ResourceType type, Resource configuration) {
    ArrayNode webhooks = Json.array();
    boolean changed = false;
    for (JsonNode webhook : configuration.json().path("webhooks")) {
      ObjectNode copy = webhook.deepCopy();
      JsonNode config = copy.path("clientConfig");
      Key service = service(config);
      String wanted =
          around.faults().strikes(FaultKind.WEBHOOK_UNTRUSTED, service.namespace(), service.name())
              ? foreign
              : bundle;
      if (config.has("service")
          && !config.path("caBundle").asText().equals(wanted)
          && ready(service)) {
        ((ObjectNode) config).put("caBundle", wanted);
        changed = true;
      }
      webhooks.add(copy);
    }
    if (changed) {
      ObjectNode patch =
          Json.object(
              "metadata",
              Json.object("resourceVersion", Long.toString(configuration.version())),
              "webhooks",
              webhooks);
      around
          .informer(type)
          .saw(around.client().as("cainjector").merge(type, configuration.key(), patch));
    }
  }

  /** Operators mark the definitions whose conversion they serve. */
  private static boolean injected(Resource definition) {
    return definition.meta().path("annotations").properties().stream()
            .anyMatch(annotation -> annotation.getKey().startsWith("cert-manager.io/inject-"))
        || !definition.label("external-secrets.io/component").isEmpty();
  }

  private void convert(Resource metadata) {
    Optional<Resource> definition = around.client().find(ResourceType.DEFINITIONS, metadata.key());
    JsonNode config =
        definition
            .map(found -> found.spec().at("/conversion/webhook/clientConfig"))
            .orElse(Json.object());
    if (config.has("service")
        && !config.path("caBundle").asText().equals(bundle)
        && ready(service(config))) {
      around
          .client()
          .as("cainjector")
          .merge(
              ResourceType.DEFINITIONS,
              metadata.key(),
              Json.object(
                  "spec",
                  Json.object(
                      "conversion",
                      Json.object(
                          "webhook",
                          Json.object("clientConfig", Json.object("caBundle", bundle))))));
    }
  }

  /** cert-manager's start-up check ends when its own webhook can be called. */
  @Override
  public boolean open(Resource pod) {
    if (!pod.label("app.kubernetes.io/component").equals("startupapicheck")) {
      return true;
    }
    return around.informer(ResourceType.VALIDATING_WEBHOOKS).all().stream()
        .flatMap(configuration -> configuration.json().path("webhooks").valueStream())
        .filter(
            webhook -> service(webhook.path("clientConfig")).namespace().equals(pod.namespace()))
        .anyMatch(webhook -> webhook.path("clientConfig").path("caBundle").asText().equals(bundle));
  }
}
