package dev.blackstart.rehearsal.actor.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Conditions;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Statuses;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** cert-manager: issuers become ready, certificates are issued into their Secrets. */
public final class CertManagerActor {
  private static final ResourceType ISSUERS = type("issuers", "Issuer", true);
  private static final ResourceType CLUSTER_ISSUERS =
      type("clusterissuers", "ClusterIssuer", false);
  private static final ResourceType CERTIFICATES = type("certificates", "Certificate", true);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  private final Surroundings around;
  private final RunningPods controller;
  private final Issuing issuing;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

  public CertManagerActor(Surroundings around) {
    this.around = around;
    this.issuing = new Issuing(around);
    this.controller = new RunningPods(around, RunningPods.component("cert-manager", "controller"));
    OwnObjects own = new OwnObjects(around, controller);
    own.follow(ISSUERS, this::settle);
    own.follow(CLUSTER_ISSUERS, this::settle);
    own.follow(CERTIFICATES, this::certify);
  }

  private static ResourceType type(String plural, String kind, boolean namespaced) {
    return new ResourceType("cert-manager.io", "v1", plural, kind, namespaced);
  }

  private void settle(Informer informer, Resource issuer) {
    if (issuer.isTrue("Ready")) {
      return;
    }
    JsonNode spec = issuer.spec();
    String secret = spec.path("ca").path("secretName").asText();
    if (!secret.isEmpty()) {
      Key key = new Key(issuing.home(issuer), secret);
      boolean there = around.client().find(ResourceType.SECRETS, key).isPresent();
      show(
          informer,
          issuer,
          there,
          there ? "KeyPairVerified" : "ErrGetKeyPair",
          there
              ? "Signing CA verified"
              : "Error getting keypair for CA issuer: secrets \"" + secret + "\" not found");
      if (!there) {
        around.after(LOOK_AGAIN, () -> settle(informer, informer.get(issuer.key()).orElse(issuer)));
      }
    } else if (spec.has("acme")) {
      Duration takes =
          around.pace().between(Duration.ofSeconds(2), Duration.ofSeconds(6), issuer.name());
      around.after(
          takes,
          () -> {
            issuing.accountKey(issuer);
            show(
                informer,
                issuer,
                true,
                "ACMEAccountRegistered",
                "The ACME account was registered with the ACME server");
          });
    } else {
      show(informer, issuer, true, "IsReady", "");
    }
  }

  private void show(
      Informer informer, Resource seen, boolean ready, String reason, String message) {
    informer
        .get(seen.key())
        .ifPresent(
            issuer -> {
              Conditions conditions = new Conditions(issuer, around.wall());
              conditions.with("Ready", ready, reason, message);
              ObjectNode status = Json.object("conditions", observed(conditions, issuer));
              if (issuer.spec().has("acme")) {
                status.set("acme", Json.object("uri", issuer.spec().path("acme").path("server")));
              }
              Statuses.write(around, informer, issuer, status);
            });
  }

  private static JsonNode observed(Conditions conditions, Resource object) {
    conditions
        .withoutUpdates()
        .forEach(
            condition -> ((ObjectNode) condition).put("observedGeneration", object.generation()));
    return conditions.list();
  }

  private void certify(Informer informer, Resource certificate) {
    if (certificate.isTrue("Ready") && secret(certificate).isPresent()) {
      return;
    }
    Optional<Resource> issuer = issuer(certificate);
    boolean able = issuer.map(found -> found.isTrue("Ready")).orElse(false);
    String missing =
        issuer.isEmpty()
            ? "Referenced \"%s\" not found".formatted(reference(certificate).path("name").asText())
            : "Issuing certificate as Secret does not exist";
    Conditions conditions = new Conditions(certificate, around.wall());
    conditions.with("Ready", false, "DoesNotExist", missing);
    conditions.with("Issuing", true, "DoesNotExist", missing);
    Statuses.write(
        around,
        informer,
        certificate,
        Json.object("conditions", observed(conditions, certificate)));
    boolean far = issuer.map(found -> found.spec().has("acme")).orElse(false);
    Duration takes =
        able
            ? around
                .pace()
                .between(
                    Duration.ofSeconds(far ? 25 : 1),
                    Duration.ofSeconds(far ? 70 : 4),
                    certificate.namespace(),
                    certificate.name())
            : LOOK_AGAIN;
    if (!underWay.add(certificate.uid())) {
      return; // one issuance at a time, or the second replaces a key that others have signed with
    }
    around.after(
        takes,
        () -> {
          underWay.remove(certificate.uid());
          Optional<Resource> now = informer.get(certificate.key());
          if (now.isPresent() && able && controller.ready()) {
            issued(informer, now.get(), issuer.get());
          } else {
            now.ifPresent(again -> certify(informer, again));
          }
        });
  }

  private static JsonNode reference(Resource certificate) {
    return certificate.spec().path("issuerRef");
  }

  private Optional<Resource> secret(Resource certificate) {
    String name = certificate.spec().path("secretName").asText();
    return around.client().find(ResourceType.SECRETS, new Key(certificate.namespace(), name));
  }

  private Optional<Resource> issuer(Resource certificate) {
    JsonNode reference = reference(certificate);
    boolean cluster = reference.path("kind").asText().equals("ClusterIssuer");
    return around
        .informer(cluster ? CLUSTER_ISSUERS : ISSUERS)
        .get(new Key(cluster ? "" : certificate.namespace(), reference.path("name").asText()));
  }

  private void issued(Informer informer, Resource certificate, Resource issuer) {
    if (certificate.isTrue("Ready") && secret(certificate).isPresent()) {
      return;
    }
    Issuing.Validity validity = issuing.issue(certificate, issuer);
    Conditions conditions = new Conditions(certificate, around.wall());
    conditions.with("Ready", true, "Ready", "Certificate is up to date and has not expired");
    Statuses.write(
        around,
        informer,
        certificate,
        Json.object(
            "conditions", observed(conditions, certificate),
            "notBefore", validity.from(),
            "notAfter", validity.until(),
            "renewalTime", validity.renewal(),
            "revision", 1));
    List.of(ISSUERS, CLUSTER_ISSUERS)
        .forEach(
            type -> around.informer(type).all().forEach(other -> settleIfWaiting(type, other)));
  }

  /** An issuer may have waited for the Secret that has just been written. */
  private void settleIfWaiting(ResourceType type, Resource issuer) {
    if (!issuer.isTrue("Ready")) {
      settle(around.informer(type), issuer);
    }
  }
}
