package dev.blackstart.rehearsal.api.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.resource.ResourceType;
import dev.blackstart.rehearsal.api.status.Refusals;
import dev.blackstart.rehearsal.api.storage.GroupResource;
import dev.blackstart.rehearsal.api.storage.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Asks the webhooks of an API server. Whoever answers in this world has nothing against anything
 * and changes nothing, so all there is to a call is whether it comes through: somebody listens at
 * the Service's address, and shows a certificate of the authority that the configuration names.
 */
public final class AdmissionWebhooks {
  private static final String GROUP = "admissionregistration.k8s.io";
  private static final GroupResource MUTATING =
      new GroupResource(GROUP, "mutatingwebhookconfigurations");
  private static final GroupResource VALIDATING =
      new GroupResource(GROUP, "validatingwebhookconfigurations");
  private static final GroupResource SERVICES = new GroupResource("", "services");
  private static final GroupResource NAMESPACES = new GroupResource("", "namespaces");

  private final ObjectStore store;
  private final Function<String, Optional<String>> presented;

  /**
   * @param presented PEM of the authority whose certificate {@code address:port} shows; empty when
   *     nobody listens there
   */
  public AdmissionWebhooks(ObjectStore store, Function<String, Optional<String>> presented) {
    this.store = store;
    this.presented = presented;
  }

  /**
   * Asks all whom a request concerns.
   *
   * @param before null for a new one
   * @param after null for one that is deleted
   * @throws dev.blackstart.rehearsal.api.status.ApiFailure in the API server's words, when one
   *     cannot be called that must be
   */
  public void ask(
      ResourceType type,
      String subresource,
      Operation operation,
      ObjectNode before,
      ObjectNode after) {
    if (type.group().equals(GROUP)) {
      return; // or nobody could cure a webhook that fails
    }
    ObjectNode object = after == null ? before : after;
    for (GroupResource kind : List.of(MUTATING, VALIDATING)) {
      for (ObjectNode configuration : store.list(kind, "", 0).objects()) {
        for (JsonNode webhook : configuration.path("webhooks")) {
          if (WebhookRules.match(
                  webhook,
                  type,
                  subresource,
                  operation,
                  object,
                  name -> store.get(NAMESPACES, "", name))
              && MatchConditions.hold(webhook, type, subresource, operation, before, after)) {
            call(webhook);
          }
        }
      }
    }
  }

  private void call(JsonNode webhook) {
    JsonNode config = webhook.path("clientConfig");
    if (!config.has("service") || webhook.path("failurePolicy").asText().equals("Ignore")) {
      return;
    }
    failure(config)
        .ifPresent(
            why -> {
              throw Refusals.internal(
                  "failed calling webhook \"%s\": failed to call webhook: Post \"%s\": %s"
                      .formatted(webhook.path("name").asText(), url(webhook, config), why));
            });
  }

  private static String url(JsonNode webhook, JsonNode config) {
    JsonNode service = config.path("service");
    return "https://%s.%s.svc:%d%s?timeout=%ds"
        .formatted(
            service.path("name").asText(),
            service.path("namespace").asText(),
            port(service),
            service.path("path").asText("/"),
            webhook.path("timeoutSeconds").asInt(10));
  }

  private static int port(JsonNode service) {
    return service.path("port").asInt(443);
  }

  private Optional<String> failure(JsonNode config) {
    JsonNode service = config.path("service");
    String name = service.path("name").asText();
    ObjectNode found = store.get(SERVICES, service.path("namespace").asText(), name);
    if (found == null) {
      return Optional.of("service \"" + name + "\" not found");
    }
    String target = found.path("spec").path("clusterIP").asText() + ":" + port(service);
    Optional<String> authority = presented.apply(target);
    if (authority.isEmpty()) {
      return Optional.of("dial tcp " + target + ": connect: connection refused");
    }
    return bundle(config).contains(authority.get().strip())
        ? Optional.empty()
        : Optional.of(
            "tls: failed to verify certificate: x509: certificate signed by unknown authority");
  }

  private static String bundle(JsonNode config) {
    return new String(
        Base64.getMimeDecoder().decode(config.path("caBundle").asText()),
        StandardCharsets.US_ASCII);
  }
}
