package dev.blackstart.rehearsal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.operator.OperatorKinds;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorKindsTest {
  private static final String DEFINITION =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: %1$s.%2$s}
      spec:
        group: %2$s
        scope: %5$s
        names: {plural: %1$s, singular: %6$s, kind: %3$s}
        versions:
        - name: %4$s
          served: true
          storage: true
          subresources: {status: {}}
          schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
      """;
  private static final ResourceType SCALED =
      new ResourceType("keda.sh", "v1alpha1", "scaledobjects", "ScaledObject", true);
  private static final ResourceType GATEWAYS =
      new ResourceType("gateway.networking.k8s.io", "v1", "gateways", "Gateway", true);
  private static final ResourceType CLASSES =
      new ResourceType("gateway.networking.k8s.io", "v1", "gatewayclasses", "GatewayClass", false);

  private static String definition(ResourceType type) {
    return DEFINITION.formatted(
        type.plural(),
        type.group(),
        type.kind(),
        type.version(),
        type.namespaced() ? "Namespaced" : "Cluster",
        type.kind().toLowerCase(java.util.Locale.ROOT));
  }

  @Test
  void anObjectGetsItsStatusOnceItsOperatorIsReadyAndNotBefore(@TempDir Path folder)
      throws Exception {
    try (Played played = new Played(folder)) {
      played.await(ResourceType.NODES, "", "infra-16", node -> true);
      played.create(definition(SCALED));
      played.create(definition(GATEWAYS));
      played.create(definition(CLASSES));
      for (ResourceType type : new ResourceType[] {SCALED, GATEWAYS, CLASSES}) {
        played.await(
            ResourceType.DEFINITIONS,
            "",
            type.plural() + "." + type.group(),
            found -> found.isTrue("Established"));
      }
      create(played, SCALED, "default", "app", "{}");
      create(played, CLASSES, "", "cilium", "{controllerName: io.cilium/gateway-controller}");
      create(played, CLASSES, "", "other", "{controllerName: example.org/other}");
      create(
          played,
          GATEWAYS,
          "default",
          "ours",
          "{gatewayClassName: cilium, listeners: [{name: web}]}");
      create(played, GATEWAYS, "default", "theirs", "{gatewayClassName: other}");
      played.create(Played.NETWORK);
      played.awaitNetwork();

      Resource gateway =
          played.await(GATEWAYS, "default", "ours", found -> found.isTrue("Programmed"));
      assertEquals("web", gateway.status().path("listeners").path(0).path("name").asText());
      played.await(CLASSES, "", "cilium", found -> found.isTrue("Accepted"));
      assertTrue(found(played, CLASSES, "", "other").status().isEmpty());
      assertTrue(found(played, GATEWAYS, "default", "theirs").status().isEmpty());
      assertTrue(found(played, SCALED, "default", "app").status().isEmpty());
      played.create(
          """
          apiVersion: apps/v1
          kind: Deployment
          metadata: {name: keda-operator, namespace: default}
          spec:
            selector: {matchLabels: {app: keda}}
            template:
              metadata: {labels: {app: keda, app.kubernetes.io/name: keda-operator}}
              spec: {containers: [{name: c, image: "keda:1"}]}
          """);
      played.await(SCALED, "default", "app", found -> found.isTrue("Ready"));
    }
  }

  @Test
  void aSecretOfTheClusterBecomesOneInEveryNamespaceItSelects(@TempDir Path folder)
      throws Exception {
    ResourceType whole =
        new ResourceType(
            "external-secrets.io", "v1", "clusterexternalsecrets", "ClusterExternalSecret", false);
    ResourceType each =
        new ResourceType("external-secrets.io", "v1", "externalsecrets", "ExternalSecret", true);
    try (Played played = new Played(folder)) {
      played.await(ResourceType.NODES, "", "infra-16", node -> true);
      for (ResourceType type : new ResourceType[] {whole, each}) {
        played.create(definition(type));
        played.await(
            ResourceType.DEFINITIONS,
            "",
            type.plural() + "." + type.group(),
            found -> found.isTrue("Established"));
      }
      played.create(Played.NETWORK);
      played.awaitNetwork();
      for (String name : new String[] {"one", "two"}) {
        played.create(
            "apiVersion: v1\nkind: Namespace\nmetadata: {name: %s, labels: {team: %s}}\n"
                .formatted(name, name));
      }
      create(
          played,
          whole,
          "",
          "pull",
          "{namespaceSelectors: [{matchLabels: {team: one}}], externalSecretSpec: {data: []}}");
      played.create(
          """
          apiVersion: apps/v1
          kind: Deployment
          metadata: {name: external-secrets, namespace: default}
          spec:
            selector: {matchLabels: {app: eso}}
            template:
              metadata: {labels: {app: eso, app.kubernetes.io/name: external-secrets}}
              spec: {containers: [{name: c, image: "eso:1"}]}
          """);

      Resource said = played.await(whole, "", "pull", found -> found.isTrue("Ready"));
      assertEquals("[\"one\"]", said.status().path("provisionedNamespaces").toString());
      assertTrue(played.client.find(each, new Key("one", "pull")).isPresent());
      assertTrue(played.client.find(each, new Key("two", "pull")).isEmpty());
    }
  }

  private static void create(
      Played played, ResourceType type, String namespace, String name, String spec)
      throws Exception {
    String home = namespace.isEmpty() ? "" : ", namespace: " + namespace;
    played.createAs(
        type,
        "apiVersion: %s\nkind: %s\nmetadata: {name: %s%s}\nspec: %s\n"
            .formatted(type.apiVersion(), type.kind(), name, home, spec));
  }

  private static Resource found(Played played, ResourceType type, String namespace, String name) {
    return played.client.find(type, new Key(namespace, name)).orElseThrow();
  }

  @Test
  void ofWhatIsNotInTheTableNobodyIsSaidToPlayIt() {
    assertTrue(OperatorKinds.operatorOf("example.org", "Thing").isEmpty());
    assertTrue(OperatorKinds.operatorOf("postgresql.cnpg.io", "Cluster").isPresent());
    assertTrue(OperatorKinds.operatorOf("external-secrets.io", "ClusterSecretStore").isPresent());
  }
}
