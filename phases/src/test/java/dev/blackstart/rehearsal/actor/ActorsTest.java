package dev.blackstart.rehearsal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of objects when actors play; every test in a corner of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ActorsTest {
  private Played played;

  @BeforeAll
  void begin(@TempDir Path folder) throws Exception {
    played = new Played(folder);
    Resource node =
        played.await(
            ResourceType.NODES, "", "infra-11", found -> found.condition("Ready").equals("False"));
    assertTrue(node.status().toString().contains("cni plugin not initialized"));
    assertFalse(played.play.hosts.getFirst().toldReady());
    played.create(Played.NETWORK);
    played.awaitNetwork();
    assertTrue(played.play.hosts.getFirst().toldReady());
  }

  @AfterAll
  void end() {
    assertEquals(List.of(), played.play.troubles);
    played.close();
  }

  private void namespace(String name) throws Exception {
    played.create("{apiVersion: v1, kind: Namespace, metadata: {name: " + name + "}}");
  }

  @Test
  void aReadyNodeHasNoTaintButItsOwnAndARangeOfPodAddresses() {
    Resource node =
        played.await(
            ResourceType.NODES,
            "",
            "infra-11",
            found ->
                !found.spec().toString().contains("not-ready")
                    && found.condition("NetworkUnavailable").equals("False"));
    assertEquals(1, node.spec().path("taints").size());
    assertTrue(node.spec().path("podCIDR").asText().matches("10\\.244\\.\\d+\\.0/24"));
    assertEquals("Talos (v1.12.11)", node.status().at("/nodeInfo/osImage").asText());
    Resource mirror =
        played.await(
            ResourceType.PODS,
            "kube-system",
            "kube-apiserver-infra-11",
            pod -> pod.isTrue("Ready"));
    assertEquals("10.25.11.11", mirror.status().path("podIP").asText());
    Resource endpoints =
        played.await(
            ResourceType.ENDPOINTS,
            "default",
            "kubernetes",
            found -> found.json().at("/subsets/0/addresses").size() == 3);
    assertEquals(6443, endpoints.json().at("/subsets/0/ports/0/port").asInt());
  }

  @Test
  void aDeploymentIsSpreadOverWorkersAndRollsOverToItsNewTemplate() throws Exception {
    namespace("roll");
    played.create(DeploymentCase.of("roll", "web", 3, "containers: [{name: c, image: \"web:1\"}]"));
    played.await(ResourceType.DEPLOYMENTS, "roll", "web", DeploymentCase::rolledOut);
    List<Resource> first = played.awaitPods("roll", "web", pods -> pods.size() == 3);
    Set<String> nodes =
        first.stream().map(pod -> pod.spec().path("nodeName").asText()).collect(Collectors.toSet());
    assertEquals(Set.of("infra-14", "infra-15", "infra-16"), nodes);
    played.client.merge(
        ResourceType.DEPLOYMENTS,
        new Key("roll", "web"),
        (com.fasterxml.jackson.databind.node.ObjectNode)
            Json.parse(
                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"web:2\"}]}}}}"));
    Resource rolled =
        played.await(
            ResourceType.DEPLOYMENTS,
            "roll",
            "web",
            found -> found.generation() > 1 && DeploymentCase.rolledOut(found));
    assertEquals("2", rolled.annotation("deployment.kubernetes.io/revision"));
    List<Resource> second =
        played.awaitPods(
            "roll", "web", pods -> pods.size() == 3 && pods.stream().noneMatch(Resource::deleting));
    second.forEach(pod -> assertEquals("web:2", pod.spec().at("/containers/0/image").asText()));
    assertEquals(2, played.client.list(ResourceType.REPLICA_SETS, "roll").size());
  }

  @Test
  void aPodThatNoNodeTakesSaysWhy() throws Exception {
    namespace("nowhere");
    played.create(
        DeploymentCase.of(
            "nowhere",
            "lost",
            1,
            "nodeSelector: {disk: fast}, containers: [{name: c, image: \"x:1\"}]"));
    Resource pod =
        played
            .awaitPods(
                "nowhere",
                "lost",
                pods ->
                    pods.size() == 1 && pods.getFirst().condition("PodScheduled").equals("False"))
            .getFirst();
    assertEquals(
        "0/6 nodes are available: 3 node(s) didn't match Pod's node affinity/selector, 3 node(s)"
            + " had untolerated taint(s). no new claims to deallocate, preemption: 0/6 nodes are"
            + " available: 6 Preemption is not helpful for scheduling.",
        pod.status().at("/conditions/0/message").asText());
    assertFalse(
        played
            .await(
                ResourceType.DEPLOYMENTS,
                "nowhere",
                "lost",
                found -> found.condition("Available").equals("False"))
            .isTrue("Available"));
  }

  @Test
  void aContainerWaitsForTheSecretItReads() throws Exception {
    namespace("secretive");
    played.create(
        DeploymentCase.of(
            "secretive",
            "reader",
            1,
            "containers: [{name: c, image: \"x:1\", env: [{name: P, valueFrom: {secretKeyRef:"
                + " {name: s, key: p}}}]}]"));
    played.awaitPods(
        "secretive",
        "reader",
        pods ->
            pods.size() == 1
                && pods.getFirst()
                    .status()
                    .at("/containerStatuses/0/state/waiting")
                    .toString()
                    .contains("CreateContainerConfigError"));
    played.create(
        "{apiVersion: v1, kind: Secret, metadata: {name: s, namespace: secretive}, data: {p:"
            + " eA==}}");
    played.await(ResourceType.DEPLOYMENTS, "secretive", "reader", DeploymentCase::rolledOut);
    List<String> kubelets =
        played.play.hosts.stream().flatMap(host -> host.written().stream()).toList();
    assertTrue(kubelets.stream().anyMatch(line -> line.contains("Error: secret \"s\" not found")));
    assertTrue(kubelets.stream().anyMatch(line -> line.contains("(PLEG)")), kubelets::toString);
  }

  @Test
  void aStatefulSetGrowsInOrderWithAVolumeForEach() throws Exception {
    namespace("stateful");
    played.create(
        """
        {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: block}, provisioner: example.com/block}
        ---
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: db, namespace: stateful}
        spec:
          replicas: 2
          serviceName: db
          selector: {matchLabels: {app: db}}
          template:
            metadata: {labels: {app: db}}
            spec: {containers: [{name: c, image: "db:1"}]}
          volumeClaimTemplates:
          - metadata: {name: data}
            spec: {storageClassName: block, accessModes: [ReadWriteOnce], resources: {requests: {storage: 2Gi}}}
        """);
    Resource set =
        played.await(
            ResourceType.STATEFUL_SETS,
            "stateful",
            "db",
            found -> found.status().path("readyReplicas").asInt() == 2);
    assertEquals(set.status().path("updateRevision"), set.status().path("currentRevision"));
    Resource claim =
        played.await(ResourceType.VOLUME_CLAIMS, "stateful", "data-db-1", found -> true);
    assertEquals("Bound", claim.status().path("phase").asText());
  }

  @Test
  void aJobCompletesAndItsPodsGoWithIt() throws Exception {
    namespace("jobs");
    played.create(
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: once, namespace: jobs}
        spec: {template: {metadata: {labels: {app: once}}, spec: {restartPolicy: Never, containers: [{name: c, image: "x:1"}]}}}
        """);
    Resource job =
        played.await(ResourceType.JOBS, "jobs", "once", found -> found.isTrue("Complete"));
    assertEquals(1, job.status().path("succeeded").asInt());
    assertEquals(
        "Succeeded",
        played
            .awaitPods("jobs", "once", pods -> pods.size() == 1)
            .getFirst()
            .status()
            .path("phase")
            .asText());
    played.delete(ResourceType.JOBS, "jobs", "once", "Background");
    played.awaitPods("jobs", "once", List::isEmpty);
  }

  @Test
  void theKubeletStopsThePodsOfADeploymentThatGoes() throws Exception {
    namespace("gone");
    played.create(DeploymentCase.of("gone", "web", 2, "containers: [{name: c, image: \"web:1\"}]"));
    played.await(ResourceType.DEPLOYMENTS, "gone", "web", DeploymentCase::rolledOut);
    played.delete(ResourceType.DEPLOYMENTS, "gone", "web", "Foreground");
    played.awaitGone(ResourceType.DEPLOYMENTS, "gone", "web");
    played.awaitPods("gone", "web", List::isEmpty);
  }

  @Test
  void aNamespaceIsFurnishedAndEmptiedBeforeItGoes() throws Exception {
    namespace("short");
    played.await(ResourceType.SERVICE_ACCOUNTS, "short", "default", account -> true);
    played.await(
        ResourceType.CONFIG_MAPS,
        "short",
        "kube-root-ca.crt",
        map -> map.json().at("/data/ca.crt").asText().startsWith("-----BEGIN"));
    played.create(
        DeploymentCase.of("short", "web", 2, "containers: [{name: c, image: \"web:1\"}]"));
    played.await(ResourceType.DEPLOYMENTS, "short", "web", DeploymentCase::rolledOut);
    played.delete(ResourceType.NAMESPACES, "", "short", "Background");
    played.awaitGone(ResourceType.NAMESPACES, "", "short");
    assertEquals(List.of(), played.client.list(ResourceType.PODS, "short"));
  }

  @Test
  void aServiceListsThePodsThatAreReadyAndABudgetCountsThem() throws Exception {
    namespace("served");
    played.create(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: served}
        spec: {selector: {app: web}, ports: [{port: 80, targetPort: http}]}
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: {name: web, namespace: served}
        spec: {minAvailable: 1, selector: {matchLabels: {app: web}}}
        """);
    played.create(
        DeploymentCase.of(
            "served",
            "web",
            2,
            "containers: [{name: c, image: \"web:1\", ports: [{name: http, containerPort:"
                + " 8080}]}]"));
    Resource endpoints =
        played.await(
            ResourceType.ENDPOINTS,
            "served",
            "web",
            found -> found.json().at("/subsets/0/addresses").size() == 2);
    assertEquals(8080, endpoints.json().at("/subsets/0/ports/0/port").asInt());
    played.await(
        new ResourceType("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget", true),
        "served",
        "web",
        budget -> budget.status().path("disruptionsAllowed").asInt() == 1);
  }
}
