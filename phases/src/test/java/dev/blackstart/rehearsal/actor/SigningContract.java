package dev.blackstart.rehearsal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.ApiClient;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.housekeeping.SigningRequests;
import dev.blackstart.rehearsal.pki.Pem;
import dev.blackstart.rehearsal.pki.SigningRequest;
import dev.blackstart.rehearsal.real.RealPrograms;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who gets a certificate of the cluster's authority, and who has to be approved for it. */
interface SigningContract extends PlayedServer.Subject {
  private Resource ask(ApiClient client, String signer, String request, String usage) {
    return client.create(
        SigningRequests.TYPE,
        Json.object(
            "metadata",
            Json.object("name", "csr-" + UUID.randomUUID()),
            "spec",
            Json.object(
                "request",
                Base64.getEncoder().encodeToString(request.getBytes(StandardCharsets.US_ASCII)),
                "signerName",
                "kubernetes.io/" + signer,
                "usages",
                Json.array("digital signature", usage))));
  }

  private Resource approve(Resource request) {
    ObjectNode approved = request.json().deepCopy();
    approved
        .withObjectProperty("status")
        .withArrayProperty("conditions")
        .add(
            Json.object(
                "type", "Approved",
                "status", "True",
                "reason", "ByHand",
                "message", "by hand"));
    JsonNode answer =
        played()
            .client
            .send(
                "PUT",
                SigningRequests.TYPE.path(request.key()) + "/approval",
                "application/json",
                approved);
    return new Resource((ObjectNode) answer);
  }

  private X509Certificate signed(Resource request) {
    Resource done =
        played()
            .await(
                SigningRequests.TYPE,
                "",
                request.name(),
                one -> !one.status().path("certificate").asText().isEmpty());
    String pem =
        new String(
            Base64.getDecoder().decode(done.status().path("certificate").asText()),
            StandardCharsets.US_ASCII);
    return Pem.certificates(pem).getFirst();
  }

  @Test
  default void whatAKubeletServesWithIsSignedOnceSomebodyApproves() throws Exception {
    String pem =
        SigningRequest.of(
            "O=system:nodes, CN=system:node:infra-14", List.of("infra-14"), List.of("10.25.11.14"));
    Resource asked =
        ask(played().client.asKubelet("infra-14"), "kubelet-serving", pem, "server auth");
    assertEquals("system:node:infra-14", asked.spec().path("username").asText());
    Resource approved = approve(asked);
    assertEquals("ByHand", approved.status().at("/conditions/0/reason").asText());
    X509Certificate certificate = signed(approved);
    certificate.verify(RealPrograms.AUTHORITY.certificate().getPublicKey());
    assertTrue(
        certificate.getSubjectX500Principal().getName().contains("CN=system:node:infra-14"),
        certificate.toString());
    assertEquals(List.of("1.3.6.1.5.5.7.3.1"), certificate.getExtendedKeyUsage());
    assertEquals(2, certificate.getSubjectAlternativeNames().size());
  }

  @Test
  default void aKubeletThatWantsToBeAClientIsApprovedByTheController() throws Exception {
    String pem = SigningRequest.of("O=system:nodes, CN=system:node:infra-15", List.of(), List.of());
    Resource asked =
        ask(
            played().client.asKubelet("infra-15"),
            "kube-apiserver-client-kubelet",
            pem,
            "client auth");
    X509Certificate certificate = signed(asked);
    assertEquals(List.of("1.3.6.1.5.5.7.3.2"), certificate.getExtendedKeyUsage());
    Resource approved =
        played().await(SigningRequests.TYPE, "", asked.name(), one -> one.isTrue("Approved"));
    assertEquals("AutoApproved", approved.status().at("/conditions/0/reason").asText());
  }

  @Test
  default void aServerWithoutNamesIsNotSigned() {
    String pem = SigningRequest.of("O=system:nodes, CN=system:node:infra-16", List.of(), List.of());
    Resource asked =
        approve(ask(played().client.asKubelet("infra-16"), "kubelet-serving", pem, "server auth"));
    Resource failed =
        played().await(SigningRequests.TYPE, "", asked.name(), one -> one.isTrue("Failed"));
    assertEquals("SignerValidationFailure", failed.status().at("/conditions/1/reason").asText());
  }
}
