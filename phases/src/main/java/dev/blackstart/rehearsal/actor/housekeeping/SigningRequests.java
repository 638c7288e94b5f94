package dev.blackstart.rehearsal.actor.housekeeping;

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
import dev.blackstart.rehearsal.pki.AskedFor;
import dev.blackstart.rehearsal.pki.Authority;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Signs the requests for certificates that are approved, with the cluster's authority, and approves
 * those of kubelets that want to be clients. What a kubelet wants to serve with somebody else has
 * to approve (kube-controller-manager 1.35).
 */
public final class SigningRequests {
  public static final ResourceType TYPE =
      new ResourceType(
          "certificates.k8s.io",
          "v1",
          "certificatesigningrequests",
          "CertificateSigningRequest",
          false);
  private static final String CLIENT = "kubernetes.io/kube-apiserver-client";
  private static final String KUBELET_CLIENT = "kubernetes.io/kube-apiserver-client-kubelet";
  private static final String KUBELET_SERVING = "kubernetes.io/kubelet-serving";
  private static final Duration VALID_FOR = Duration.ofDays(365);

  private final Surroundings around;
  private final Authority authority;
  private final Informer requests;

  /**
   * @param authority of the cluster
   */
  public SigningRequests(Surroundings around, Authority authority) {
    this.around = around;
    this.authority = authority;
    this.requests = around.informer(TYPE);
    Reconciler queue = around.reconciler(this::look, TYPE);
    requests.listen(change -> change.now().ifPresent(request -> queue.add(request.key())));
  }

  private void look(Key key) {
    Resource request = requests.get(key).orElse(null);
    if (request == null || is(request, "Denied") || is(request, "Failed")) {
      return;
    }
    String signer = request.spec().path("signerName").asText();
    if (!is(request, "Approved")) {
      if (signer.equals(KUBELET_CLIENT)) {
        approve(request);
      }
    } else if (request.status().path("certificate").asText().isEmpty()) {
      switch (signer) {
        case KUBELET_SERVING, KUBELET_CLIENT, CLIENT -> sign(request, signer);
        default -> {} // another signer's
      }
    }
  }

  private static boolean is(Resource request, String type) {
    return StreamSupport.stream(request.status().path("conditions").spliterator(), false)
        .anyMatch(condition -> condition.path("type").asText().equals(type));
  }

  private void approve(Resource request) {
    AskedFor asked = asked(request);
    String name = asked.subject().getName();
    boolean self = name.contains("CN=" + request.spec().path("username").asText());
    boolean allowed = false;
    for (JsonNode group : request.spec().path("groups")) {
      allowed |= group.asText().matches("system:(masters|bootstrappers.*)");
    }
    if (wrong(request, asked, KUBELET_CLIENT).isEmpty() && (self || allowed)) {
      write(
          request,
          "/approval",
          condition(
              request,
              "Approved",
              "AutoApproved",
              self
                  ? "Auto approving self kubelet client certificate after SubjectAccessReview."
                  : "Auto approving kubelet client certificate after SubjectAccessReview."));
    }
  }

  private void sign(Resource request, String signer) {
    AskedFor asked = asked(request);
    Optional<String> wrong = wrong(request, asked, signer);
    if (wrong.isPresent()) {
      write(
          request, "/status", condition(request, "Failed", "SignerValidationFailure", wrong.get()));
      return;
    }
    JsonNode seconds = request.spec().path("expirationSeconds");
    Duration validFor =
        seconds.isNumber() ? Duration.ofSeconds(Math.max(600, seconds.asLong())) : VALID_FOR;
    String pem =
        authority.sign(
            asked,
            signer.equals(KUBELET_SERVING),
            around.wall(),
            validFor.compareTo(VALID_FOR) > 0 ? VALID_FOR : validFor);
    requests.saw(
        around
            .client()
            .mergeStatus(
                TYPE,
                request.key(),
                Json.object(
                    "certificate",
                    Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII)))));
  }

  private static AskedFor asked(Resource request) {
    return AskedFor.read(
        new String(
            Base64.getDecoder().decode(request.spec().path("request").asText()),
            StandardCharsets.US_ASCII));
  }

  /** What a signer has against a request. */
  private static Optional<String> wrong(Resource request, AskedFor asked, String signer) {
    if (signer.equals(CLIENT)) {
      return usage(request, "client auth");
    }
    String subject = asked.subject().getName();
    boolean serves = signer.equals(KUBELET_SERVING);
    if (!subject.contains("O=system:nodes")) {
      return Optional.of("subject organization is not system:nodes");
    }
    if (!subject.contains("CN=system:node:")) {
      return Optional.of("subject common name does not begin with system:node: prefix");
    }
    if (serves && asked.names().isEmpty()) {
      return Optional.of("DNS or IP subjectAltName is required");
    }
    if (!serves && asked.names().isPresent()) {
      return Optional.of("DNS subjectAltNames are not allowed");
    }
    return usage(request, serves ? "server auth" : "client auth");
  }

  private static Optional<String> usage(Resource request, String wanted) {
    for (JsonNode usage : request.spec().path("usages")) {
      if (usage.asText().equals(wanted)) {
        return Optional.empty();
      }
    }
    return Optional.of("usages did not match [" + wanted + " digital signature]");
  }

  private ArrayNode condition(Resource request, String type, String reason, String message) {
    ArrayNode conditions = Json.array();
    request.status().path("conditions").forEach(conditions::add);
    return conditions.add(
        Json.object(
            "type",
            type,
            "status",
            "True",
            "reason",
            reason,
            "message",
            message,
            "lastUpdateTime",
            around.wall(),
            "lastTransitionTime",
            around.wall()));
  }

  private void write(Resource request, String part, ArrayNode conditions) {
    ObjectNode patch = Json.object("status", Json.object("conditions", conditions));
    requests.saw(around.client().merge(TYPE, request.key(), part, patch));
  }
}
