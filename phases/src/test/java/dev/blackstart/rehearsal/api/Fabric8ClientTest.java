package dev.blackstart.rehearsal.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client that operators in Java use, against the embedded server. */
class Fabric8ClientTest {
  @TempDir Path folder;

  private RunningServer server;
  private KubernetesClient client;

  @BeforeEach
  void start() throws IOException {
    server = RunningServer.embedded();
    Config config = Config.fromKubeconfig(Files.readString(server.kubeconfig(folder)));
    client = new KubernetesClientBuilder().withConfig(config).build();
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName("demo").endMetadata().build())
        .create();
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.close();
  }

  private ConfigMap configMap(String name, String value) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("demo")
        .addToLabels("app", "web")
        .endMetadata()
        .addToData("a", value)
        .build();
  }

  @Test
  void createsReadsEditsAndDeletes() {
    client.resource(configMap("c", "1")).create();
    assertEquals(
        "1", client.configMaps().inNamespace("demo").withName("c").get().getData().get("a"));
    client
        .configMaps()
        .inNamespace("demo")
        .withName("c")
        .edit(c -> new ConfigMapBuilder(c).addToData("b", "2").build());
    assertEquals(
        "2", client.configMaps().inNamespace("demo").withName("c").get().getData().get("b"));
    assertEquals(
        1,
        client.configMaps().inNamespace("demo").withLabel("app", "web").list().getItems().size());
    client.configMaps().inNamespace("demo").withName("c").delete();
    assertNull(client.configMaps().inNamespace("demo").withName("c").get());
    assertThrows(
        KubernetesClientException.class, () -> client.resource(configMap("No", "1")).create());
  }

  @Test
  void appliesServerSide() {
    Deployment deployment =
        client
            .getKubernetesSerialization()
            .unmarshal(ContractSubject.deployment("web"), Deployment.class);
    deployment.getMetadata().setNamespace("demo");
    Deployment applied =
        client.resource(deployment).fieldManager("blackstart").forceConflicts().serverSideApply();
    assertEquals(1, applied.getSpec().getReplicas());
    assertEquals("blackstart", applied.getMetadata().getManagedFields().get(0).getManager());
    client.apps().deployments().inNamespace("demo").withName("web").scale(3);
    assertEquals(
        3,
        client
            .apps()
            .deployments()
            .inNamespace("demo")
            .withName("web")
            .get()
            .getSpec()
            .getReplicas());
  }

  @Test
  void editsTheStatusAlone() {
    client
        .resource(
            new PodBuilder()
                .withNewMetadata()
                .withName("p")
                .withNamespace("demo")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("a")
                .withImage("b")
                .endContainer()
                .endSpec()
                .build())
        .create();
    client
        .pods()
        .inNamespace("demo")
        .withName("p")
        .editStatus(p -> new PodBuilder(p).editStatus().withPhase("Running").endStatus().build());
    assertEquals(
        "Running", client.pods().inNamespace("demo").withName("p").get().getStatus().getPhase());
  }

  @Test
  void watchesAndInforms() throws InterruptedException {
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    Watcher<ConfigMap> watcher =
        new Watcher<>() {
          @Override
          public void eventReceived(Action action, ConfigMap configMap) {
            seen.add(action + " " + configMap.getMetadata().getName());
          }

          @Override
          public void onClose(WatcherException cause) {
            seen.add("CLOSED");
          }
        };
    try (Watch watch = client.configMaps().inNamespace("demo").watch(watcher);
        SharedIndexInformer<ConfigMap> informer =
            client.configMaps().inNamespace("demo").inform()) {
      assertNotNull(watch);
      client.resource(configMap("c", "1")).create();
      assertEquals("ADDED c", seen.poll(60, TimeUnit.SECONDS));
      client.resource(configMap("c", "2")).update();
      assertEquals("MODIFIED c", seen.poll(60, TimeUnit.SECONDS));
      ConfigMap current =
          client
              .configMaps()
              .inNamespace("demo")
              .withName("c")
              .waitUntilCondition(
                  c -> c != null && c.getData().get("a").equals("2"), 10, TimeUnit.SECONDS);
      assertEquals("2", current.getData().get("a"));
      assertTrue(informer.isWatching());
      client.resource(configMap("c", "2")).delete();
      assertEquals("DELETED c", seen.poll(60, TimeUnit.SECONDS));
    }
  }

  @Test
  void manyWatchesAtOnceAreServedPromptly() throws Exception {
    int watches = 200;
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    ApiClient api = new ApiClient(server.url(), server.certificates(), server.client());
    java.util.List<ApiClient.Watch> open = new java.util.ArrayList<>();
    for (int i = 0; i < watches; i++) {
      open.add(api.watch("/api/v1/namespaces/demo/configmaps?watch=1"));
    }
    client.resource(configMap("c", "1")).create();
    for (ApiClient.Watch watch : open) {
      seen.add(watch.line());
      watch.close();
    }
    assertEquals(watches, seen.stream().filter("ADDED c"::equals).count());
  }

  @Test
  void customResourcesWorkByTheirContext() throws InterruptedException {
    client
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .load(
            new java.io.ByteArrayInputStream(
                """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: things.example.org}
                spec:
                  group: example.org
                  scope: Namespaced
                  names: {plural: things, kind: Thing}
                  versions:
                  - name: v1
                    served: true
                    storage: true
                    subresources: {status: {}}
                    schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
                """
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .create();
    client
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withName("things.example.org")
        .waitUntilCondition(
            crd ->
                crd.getStatus() != null
                    && crd.getStatus().getConditions().stream()
                        .anyMatch(
                            c -> c.getType().equals("Established") && c.getStatus().equals("True")),
            10,
            TimeUnit.SECONDS);
    GenericKubernetesResource thing = new GenericKubernetesResource();
    thing.setApiVersion("example.org/v1");
    thing.setKind("Thing");
    thing.setMetadata(
        new io.fabric8.kubernetes.api.model.ObjectMetaBuilder()
            .withName("t")
            .withNamespace("demo")
            .build());
    thing.setAdditionalProperty("spec", java.util.Map.of("size", 3));
    ResourceDefinitionContext context =
        new ResourceDefinitionContext.Builder()
            .withGroup("example.org")
            .withVersion("v1")
            .withKind("Thing")
            .withPlural("things")
            .withNamespaced(true)
            .build();
    client.genericKubernetesResources(context).inNamespace("demo").resource(thing).create();
    GenericKubernetesResource stored =
        client.genericKubernetesResources(context).inNamespace("demo").withName("t").get();
    assertEquals(3, stored.<Integer>get("spec", "size"));
  }
}
