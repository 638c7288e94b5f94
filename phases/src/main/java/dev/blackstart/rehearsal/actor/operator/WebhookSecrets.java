package dev.blackstart.rehearsal.actor.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Reconciler;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.pki.Authority;
import dev.blackstart.rehearsal.pki.Issued;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;

/** The Secrets in which operators keep the certificates of their own webhooks. */
public final class WebhookSecrets {
  private static final Duration VALID = Duration.ofDays(365);

  private final Surroundings around;

  public WebhookSecrets(Surroundings around) {
    this.around = around;
    fill(RunningPods.component("cert-manager", "webhook"), "cert-manager-webhook-ca");
    fill(RunningPods.named("external-secrets-cert-controller"), "external-secrets-webhook");
  }

  /** Fills a Secret in the namespace of a program once that is ready. */
  private void fill(Predicate<Resource> program, String secret) {
    RunningPods pods = new RunningPods(around, program);
    Reconciler queue = around.reconciler(this::write, ResourceType.PODS);
    pods.listen(() -> pods.readyIn().forEach(namespace -> queue.add(new Key(namespace, secret))));
  }

  private void write(Key key) {
    boolean filled =
        around
            .client()
            .find(ResourceType.SECRETS, key)
            .map(secret -> secret.json().path("data").has("tls.crt"))
            .orElse(false);
    if (filled) {
      return;
    }
    Authority authority = Authority.named(key.name(), around.wall(), VALID);
    Issued issued =
        authority.server(
            List.of(key.name() + "." + key.namespace() + ".svc"), List.of(), around.wall(), VALID);
    ObjectNode data =
        Json.object(
            "ca.crt", base64(authority.certificatePem()),
            "tls.crt", base64(issued.chainPem()),
            "tls.key", base64(issued.keyPem()));
    ObjectNode secret =
        Json.object(
            "metadata",
            Json.object("name", key.name(), "namespace", key.namespace()),
            "data",
            data);
    if (around.client().createIfAbsent(ResourceType.SECRETS, secret).isEmpty()) {
      around.client().merge(ResourceType.SECRETS, key, Json.object("data", data));
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
