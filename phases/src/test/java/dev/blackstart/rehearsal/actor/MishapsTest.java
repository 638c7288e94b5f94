package dev.blackstart.rehearsal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.rehearsal.actor.client.ApiFailure;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.fault.Faults;
import dev.blackstart.rehearsal.actor.housekeeping.SigningRequests;
import dev.blackstart.rehearsal.real.RealPrograms;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mishaps on both API servers: each is told in the same words. */
class MishapsTest {
  private static final Faults FAULTS =
      Faults.of(
          List.of(
              "webhook-down=default/down",
              "webhook-untrusted=default/strange",
              "namespace-stuck=held",
              "crd-refused=widgets.example.org",
              "csr-pending=infra-14"));

  private static final String HOOK =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: %1$s, namespace: default}
      spec:
        selector: {app: %1$s}
        ports: [{port: 443, targetPort: 10250}]
      ---
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingWebhookConfiguration
      metadata: {name: %1$s}
      webhooks:
        - name: %1$s.example.org
          admissionReviewVersions: [v1]
          sideEffects: None
          clientConfig: {service: {name: %1$s, namespace: default, path: /check}}
          objectSelector: {matchLabels: {asks: %1$s}}
          rules:
            - {apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}
      """;

  private static final String DEFINITION =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: widgets.example.org}
      spec:
        group: example.org
        scope: Namespaced
        names: {plural: widgets, singular: widget, kind: Widget}
        versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]
      """;

  @TempDir Path folder;

  @Test
  void theEmbeddedServerTellsThem() throws Exception {
    try (Played played = new Played(folder, FAULTS)) {
      tell(played);
    }
  }

  @Test
  void theRealServerTellsThem() throws Exception {
    RealPrograms.assume();
    try (Played played = Played.real(folder, FAULTS)) {
      tell(played);
    }
  }

  private static void tell(Played played) throws Exception {
    played.await(
        ResourceType.DEFINITIONS, "", "left-behind-widgets.example.org", isTrue("Established"));
    played.create(DEFINITION);
    Resource refused =
        played.await(
            ResourceType.DEFINITIONS,
            "",
            "widgets.example.org",
            found -> found.condition("NamesAccepted").equals("False"));
    String names = refused.status().path("conditions").toString();
    assertTrue(names.contains("\"PluralConflict\""), names);
    assertTrue(names.contains("\\\"widgets\\\" is already in use"), names);
    assertTrue(names.contains("not all names are accepted"), names);
    assertEquals("False", refused.condition("Established"));

    Resource held = played.await(ResourceType.NAMESPACES, "", "held", found -> found.deleting());
    assertEquals("Terminating", held.status().path("phase").asText());

    played.await(ResourceType.NODES, "", "infra-14", node -> true);
    Resource request =
        played.awaitAny(
            SigningRequests.TYPE, found -> found.spec().path("username").asText().endsWith("14"));
    assertEquals("system:node:infra-14", request.spec().path("username").asText());
    assertEquals("system:nodes", request.spec().path("groups").path(0).asText());

    played.create(Played.NETWORK);
    played.awaitNetwork();
    List.of("down", "strange", "well").forEach(name -> hook(played, name));
    played.await(
        ResourceType.VALIDATING_WEBHOOKS,
        "",
        "well",
        found -> !found.json().at("/webhooks/0/clientConfig/caBundle").asText().isEmpty());
    played.await(
        ResourceType.VALIDATING_WEBHOOKS,
        "",
        "strange",
        found -> !found.json().at("/webhooks/0/clientConfig/caBundle").asText().isEmpty());

    String down = refusal(played, "down");
    assertTrue(
        down.contains(
            "failed calling webhook \"down.example.org\": failed to call webhook: Post"
                + " \"https://down.default.svc:443/check?timeout=10s\": "),
        down);
    assertTrue(down.contains("connect: connection refused"), down);
    String strange = refusal(played, "strange");
    assertTrue(
        strange.contains(
            "tls: failed to verify certificate: x509: certificate signed by unknown authority"),
        strange);
    played.client.create(ResourceType.CONFIG_MAPS, map("well"));
  }

  private static void hook(Played played, String name) {
    try {
      played.create(
          DeploymentCase.of(
              "default",
              name,
              1,
              "hostNetwork: true, tolerations: [{operator: Exists}],"
                  + " containers: [{name: main, image: 'hook:1'}]"));
      played.create(HOOK.formatted(name));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static com.fasterxml.jackson.databind.node.ObjectNode map(String asks) {
    return Json.object(
        "metadata",
        Json.object(
            "name", "asks-" + asks, "namespace", "default", "labels", Json.object("asks", asks)));
  }

  private static String refusal(Played played, String asks) {
    return assertThrows(
            ApiFailure.class, () -> played.client.create(ResourceType.CONFIG_MAPS, map(asks)))
        .getMessage();
  }

  private static Predicate<Resource> isTrue(String condition) {
    return found -> found.isTrue(condition);
  }
}
