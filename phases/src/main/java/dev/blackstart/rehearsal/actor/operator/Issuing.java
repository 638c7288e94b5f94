package dev.blackstart.rehearsal.actor.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.pki.Authority;
import dev.blackstart.rehearsal.pki.Issued;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Real keys and certificates from authorities that nobody outside knows. */
final class Issuing {
  /** When a certificate holds, and when it would be renewed. */
  record Validity(Instant from, Instant until, Instant renewal) {}

  private final Surroundings around;
  private final Map<String, Authority> authorities = new ConcurrentHashMap<>();

  Issuing(Surroundings around) {
    this.around = around;
  }

  /** Where an issuer looks for Secrets: a cluster issuer in cert-manager's own namespace. */
  String home(Resource issuer) {
    return issuer.namespace().isEmpty() ? "cert-manager" : issuer.namespace();
  }

  /** The Secret of an ACME account. */
  void accountKey(Resource issuer) {
    String name = issuer.spec().path("acme").path("privateKeySecretRef").path("name").asText();
    if (!name.isEmpty()) {
      Authority account = Authority.named("account", around.wall(), Duration.ofDays(1));
      around
          .client()
          .createIfAbsent(
              ResourceType.SECRETS,
              Json.object(
                  "metadata", Json.object("name", name, "namespace", home(issuer)),
                  "data", Json.object("tls.key", base64(account.keyPem()))));
    }
  }

  /** Issues a certificate and writes its Secret. */
  Validity issue(Resource certificate, Resource issuer) {
    Instant now = around.wall();
    Duration duration = duration(certificate.spec().path("duration").asText());
    ObjectNode pair;
    if (certificate.spec().path("isCA").asBoolean()) {
      Authority authority =
          Authority.named(
              certificate.spec().path("commonName").asText(certificate.name()), now, duration);
      pair = pair(authority.certificatePem(), authority.keyPem(), authority.certificatePem());
    } else {
      Authority authority = authority(issuer);
      Issued issued =
          authority.server(
              names(certificate), texts(certificate.spec().path("ipAddresses")), now, duration);
      pair = pair(issued.chainPem(), issued.keyPem(), authority.certificatePem());
    }
    write(certificate, pair);
    return new Validity(now, now.plus(duration), now.plus(duration.multipliedBy(2).dividedBy(3)));
  }

  private static List<String> names(Resource certificate) {
    List<String> names = new ArrayList<>(texts(certificate.spec().path("dnsNames")));
    String common = certificate.spec().path("commonName").asText();
    if (names.isEmpty() && !common.isEmpty()) {
      names.add(common);
    }
    return names;
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /** An issuer with a CA of its own signs with it; the others sign with one of ours. */
  private Authority authority(Resource issuer) {
    String secret = issuer.spec().path("ca").path("secretName").asText();
    Optional<Resource> found =
        secret.isEmpty()
            ? Optional.empty()
            : around.client().find(ResourceType.SECRETS, new Key(home(issuer), secret));
    if (found.isPresent()) {
      JsonNode files = found.get().json().path("data");
      return Authority.of(text(files.path("tls.crt")), text(files.path("tls.key")));
    }
    return authorities.computeIfAbsent(
        issuer.uid(), uid -> Authority.named(issuer.name(), around.wall(), Duration.ofDays(3650)));
  }

  private void write(Resource certificate, ObjectNode pair) {
    String name = certificate.spec().path("secretName").asText();
    JsonNode template = certificate.spec().path("secretTemplate");
    ObjectNode annotations = Json.object();
    template
        .path("annotations")
        .properties()
        .forEach(one -> annotations.set(one.getKey(), one.getValue()));
    annotations.put("cert-manager.io/certificate-name", certificate.name());
    annotations.put(
        "cert-manager.io/issuer-name", certificate.spec().path("issuerRef").path("name").asText());
    annotations.put(
        "cert-manager.io/issuer-kind",
        certificate.spec().path("issuerRef").path("kind").asText("Issuer"));
    ObjectNode labels = Json.object();
    template.path("labels").properties().forEach(one -> labels.set(one.getKey(), one.getValue()));
    labels.put("controller.cert-manager.io/fao", "true");
    ObjectNode secret =
        Json.object(
            "apiVersion", "v1",
            "kind", "Secret",
            "type", "kubernetes.io/tls",
            "metadata",
                Json.object(
                    "name", name,
                    "namespace", certificate.namespace(),
                    "annotations", annotations,
                    "labels", labels),
            "data", pair);
    around.client().apply(ResourceType.SECRETS, secret, "cert-manager-certificates-issuing", true);
  }

  private static ObjectNode pair(String certificate, String key, String authority) {
    return Json.object(
        "tls.crt", base64(certificate), "tls.key", base64(key), "ca.crt", base64(authority));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(JsonNode base64) {
    return new String(Base64.getDecoder().decode(base64.asText()), StandardCharsets.UTF_8);
  }

  /** As Go writes a duration, {@code 2160h0m0s}; ninety days when nothing is said. */
  private static Duration duration(String text) {
    try {
      return text.isEmpty()
          ? Duration.ofDays(90)
          : Duration.parse("PT" + text.toUpperCase(java.util.Locale.ROOT));
    } catch (java.time.format.DateTimeParseException e) {
      return Duration.ofDays(90);
    }
  }
}
