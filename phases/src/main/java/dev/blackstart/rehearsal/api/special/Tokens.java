package dev.blackstart.rehearsal.api.special;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.resource.ResourceType;
import dev.blackstart.rehearsal.api.status.Refusals;
import dev.blackstart.rehearsal.api.storage.ObjectStore;
import dev.blackstart.rehearsal.api.wire.Bodies;
import dev.blackstart.rehearsal.api.write.Metadata;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Supplier;

/**
 * Tokens of service accounts: of the right form, but no key to anything, as this server takes
 * certificates only.
 */
public final class Tokens {
  private static final long DEFAULT_SECONDS = 3600;
  private static final int SIGNATURE_BYTES = 256;

  private final ObjectStore store;
  private final Supplier<Instant> clock;
  private final SecureRandom random = new SecureRandom();

  public Tokens(ObjectStore store, Supplier<Instant> clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Answers a TokenRequest; the given object becomes the answer. */
  public ObjectNode request(ResourceType type, String namespace, String name, ObjectNode request) {
    if (store.get(type.stored(), namespace, name) == null) {
      throw Refusals.notFound(type.about(name));
    }
    Instant now = clock.get();
    Instant end =
        now.plusSeconds(request.path("spec").path("expirationSeconds").asLong(DEFAULT_SECONDS));
    ObjectNode header = JsonNodeFactory.instance.objectNode().put("alg", "RS256").put("typ", "JWT");
    ObjectNode claims = JsonNodeFactory.instance.objectNode();
    claims.put("iss", "https://kubernetes.default.svc.cluster.local");
    claims.put("sub", "system:serviceaccount:" + namespace + ":" + name);
    claims.put("iat", now.getEpochSecond()).put("exp", end.getEpochSecond());
    byte[] signature = new byte[SIGNATURE_BYTES];
    random.nextBytes(signature);
    request.put("apiVersion", "authentication.k8s.io/v1").put("kind", "TokenRequest");
    request.withObjectProperty("metadata").put("name", name).put("namespace", namespace);
    request
        .putObject("status")
        .put(
            "token",
            part(Bodies.bytes(header)) + "." + part(Bodies.bytes(claims)) + "." + part(signature))
        .put("expirationTimestamp", Metadata.time(end));
    return request;
  }

  private static String part(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
