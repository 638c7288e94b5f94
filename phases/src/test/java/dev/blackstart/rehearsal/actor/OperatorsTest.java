package dev.blackstart.rehearsal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.pki.Pem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Operators do their work once their pods are ready, and not before. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorsTest {
  private static final String DEFINITION =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: %1$ss.%2$s}
      spec:
        group: %2$s
        scope: %4$s
        names: {plural: %1$ss, singular: %1$s, kind: %3$s}
        versions:
        - name: v1
          served: true
          storage: true
          subresources: {status: {}}
          schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
      """;

  private Played played;

  @BeforeAll
  void begin(@TempDir Path folder) throws Exception {
    played = new Played(folder);
    played.await(ResourceType.NODES, "", "infra-16", node -> true);
    played.create(Played.NETWORK);
    played.awaitNetwork();
  }

  @AfterAll
  void end() {
    assertEquals(List.of(), played.play.troubles);
    played.close();
  }

  private void define(String group, String singular, String kind, boolean namespaced)
      throws Exception {
    played.create(
        DEFINITION.formatted(singular, group, kind, namespaced ? "Namespaced" : "Cluster"));
    played.await(
        ResourceType.DEFINITIONS,
        "",
        singular + "s." + group,
        definition -> definition.isTrue("Established"));
  }

  private static ResourceType type(String group, String singular, String kind, boolean namespaced) {
    return new ResourceType(group, "v1", singular + "s", kind, namespaced);
  }

  private void program(String namespace, String name, String component) throws Exception {
    played.create(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: %2$s, namespace: %1$s}
        spec:
          selector: {matchLabels: {app: %2$s}}
          template:
            metadata: {labels: {app: %2$s, app.kubernetes.io/name: %2$s, app.kubernetes.io/component: "%3$s"}}
            spec: {containers: [{name: c, image: "%2$s:1", readinessProbe: {tcpSocket: {port: 1}}}]}
        """
            .formatted(namespace, name, component));
  }

  @Test
  void certManagerIssuesWhatAnAuthorityOfItsOwnHasSigned() throws Exception {
    played.create("{apiVersion: v1, kind: Namespace, metadata: {name: cert-manager}}");
    define("cert-manager.io", "issuer", "Issuer", true);
    define("cert-manager.io", "clusterissuer", "ClusterIssuer", false);
    define("cert-manager.io", "certificate", "Certificate", true);
    played.create(
        """
        {apiVersion: cert-manager.io/v1, kind: ClusterIssuer, metadata: {name: self}, spec: {selfSigned: {}}}
        ---
        {apiVersion: cert-manager.io/v1, kind: ClusterIssuer, metadata: {name: ours}, spec: {ca: {secretName: root}}}
        ---
        {apiVersion: cert-manager.io/v1, kind: Certificate, metadata: {name: root, namespace: cert-manager}, spec: {isCA: true, commonName: ours, secretName: root, issuerRef: {name: self, kind: ClusterIssuer}}}
        ---
        {apiVersion: cert-manager.io/v1, kind: Certificate, metadata: {name: leaf, namespace: default}, spec: {dnsNames: [a.example.com], secretName: leaf, issuerRef: {name: ours, kind: ClusterIssuer}}}
        """);
    ResourceType certificates = type("cert-manager.io", "certificate", "Certificate", true);
    assertTrue(
        played
            .client
            .find(certificates, new Key("default", "leaf"))
            .orElseThrow()
            .condition("Ready")
            .isEmpty());
    program("cert-manager", "cert-manager", "controller");
    played.await(certificates, "default", "leaf", found -> found.isTrue("Ready"));
    X509Certificate root = certificate("cert-manager", "root");
    X509Certificate leaf = certificate("default", "leaf");
    leaf.verify(root.getPublicKey());
    assertTrue(leaf.getSubjectAlternativeNames().toString().contains("a.example.com"));
  }

  private X509Certificate certificate(String namespace, String name) {
    Resource secret = played.await(ResourceType.SECRETS, namespace, name, found -> true);
    String pem = secret.json().path("data").path("tls.crt").asText();
    return Pem.certificates(new String(Base64.getDecoder().decode(pem), StandardCharsets.US_ASCII))
        .getFirst();
  }

  @Test
  void anExternalSecretWaitsForItsStoreAndTheStoreForItsToken() throws Exception {
    played.create("{apiVersion: v1, kind: Namespace, metadata: {name: external-secrets}}");
    define("external-secrets.io", "secretstore", "SecretStore", true);
    define("external-secrets.io", "clustersecretstore", "ClusterSecretStore", false);
    define("external-secrets.io", "externalsecret", "ExternalSecret", true);
    program("external-secrets", "external-secrets", "");
    played.create(
        """
        apiVersion: external-secrets.io/v1
        kind: ClusterSecretStore
        metadata: {name: vault}
        spec: {provider: {onepassword: {auth: {secretRef: {connectTokenSecretRef: {name: token, namespace: external-secrets, key: t}}}}}}
        ---
        apiVersion: external-secrets.io/v1
        kind: ExternalSecret
        metadata: {name: app, namespace: default}
        spec:
          secretStoreRef: {kind: ClusterSecretStore, name: vault}
          target: {name: app-secret, template: {data: {USER: "{{ .user }}"}}}
          dataFrom: [{extract: {key: app}}]
        """);
    ResourceType stores =
        type("external-secrets.io", "clustersecretstore", "ClusterSecretStore", false);
    ResourceType secrets = type("external-secrets.io", "externalsecret", "ExternalSecret", true);
    Resource store =
        played.await(stores, "", "vault", found -> found.condition("Ready").equals("False"));
    assertTrue(
        store.status().toString().contains("secrets \\\"token\\\" not found"),
        store.status().toString());
    assertFalse(
        played.client.find(ResourceType.SECRETS, new Key("default", "app-secret")).isPresent());
    played.create(
        "{apiVersion: v1, kind: Secret, metadata: {name: token, namespace: external-secrets}, data:"
            + " {t: eA==}}");
    played.await(secrets, "default", "app", found -> found.isTrue("Ready"));
    Resource secret = played.await(ResourceType.SECRETS, "default", "app-secret", found -> true);
    assertTrue(secret.json().path("data").has("USER"));
    assertEquals("app", secret.meta().at("/ownerReferences/0/name").asText());
  }

  @Test
  void ciliumGivesALoadBalancerTheAddressItWishes() throws Exception {
    played.create(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: lb, namespace: default, annotations: {lbipam.cilium.io/ips: 10.25.11.53}}
        spec: {type: LoadBalancer, selector: {app: none}, ports: [{port: 80}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: other, namespace: default}
        spec: {type: LoadBalancer, selector: {app: none}, ports: [{port: 80}]}
        """);
    played.create(
        """
        apiVersion: cilium.io/v2alpha1
        kind: CiliumLoadBalancerIPPool
        metadata: {name: pool}
        spec: {blocks: [{start: 10.25.11.53, stop: 10.25.11.54}]}
        """);
    assertEquals("10.25.11.53", address("lb"));
    assertEquals("10.25.11.54", address("other"));
  }

  private String address(String service) {
    return played
        .await(
            ResourceType.SERVICES,
            "default",
            service,
            found -> found.status().at("/loadBalancer/ingress").size() == 1)
        .status()
        .at("/loadBalancer/ingress/0/ip")
        .asText();
  }

  @Test
  void aWebhookIsTrustedOnceItsPodIsReady() throws Exception {
    played.create("{apiVersion: v1, kind: Namespace, metadata: {name: hooked}}");
    played.create(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: hook, namespace: hooked}
        spec: {selector: {app: hook}, ports: [{port: 443}]}
        ---
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingWebhookConfiguration
        metadata: {name: hook}
        webhooks:
        - name: hook.example.com
          clientConfig: {service: {name: hook, namespace: hooked, path: /v}}
          admissionReviewVersions: [v1]
          sideEffects: None
          rules: [{apiGroups: [example.com], apiVersions: [v1], operations: [CREATE], resources: [things]}]
        """);
    Resource before = played.await(ResourceType.VALIDATING_WEBHOOKS, "", "hook", found -> true);
    assertTrue(before.json().at("/webhooks/0/clientConfig/caBundle").asText().isEmpty());
    program("hooked", "hook", "");
    played.await(
        ResourceType.VALIDATING_WEBHOOKS,
        "",
        "hook",
        found -> !found.json().at("/webhooks/0/clientConfig/caBundle").asText().isEmpty());
  }

  @Test
  void aCronJobStartsItsJobsInWorldTime() throws Exception {
    played.create("{apiVersion: v1, kind: Namespace, metadata: {name: cron}}");
    played.create(
        """
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: tick, namespace: cron}
        spec:
          schedule: "* * * * *"
          jobTemplate: {spec: {template: {spec: {restartPolicy: OnFailure, containers: [{name: c, image: "x:1"}]}}}}
        """);
    played.await(
        ResourceType.CRON_JOBS,
        "cron",
        "tick",
        cron -> cron.status().hasNonNull("lastSuccessfulTime"));
    played.delete(ResourceType.CRON_JOBS, "cron", "tick", "Background");
  }
}
