package dev.blackstart.rehearsal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.kube.Fabric8KubeApi;
import dev.blackstart.kube.VaultServer;
import dev.blackstart.phase.inside.Answers;
import dev.blackstart.phase.inside.ImageMirrors;
import dev.blackstart.phase.inside.NameLookups;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.fault.Faults;
import dev.blackstart.run.Fanout;
import dev.blackstart.run.PaperWorld;
import dev.blackstart.world.Inside.Command;
import dev.blackstart.world.Inside.Heard;
import dev.blackstart.world.Inside.Question;
import dev.blackstart.world.Inside.Ran;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of running pods by way of an API server; the same on either. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PodsContract {
  private static final List<String> FAULTS =
      List.of(
          "keys-away=default/vault-*",
          "dns=infra-12",
          "dns-outside=*",
          "mirror=infra-16",
          "mesh-down=infra-12/apps");
  private static final List<String> NODES =
      List.of("infra-11", "infra-12", "infra-13", "infra-14", "infra-15", "infra-16");
  private static final String SERVERS =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: coredns, namespace: kube-system}
      data: {Corefile: ".:53 {\\n  kubernetes cluster.test in-addr.arpa\\n}\\n"}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: kube-dns, namespace: kube-system}
      spec:
        clusterIP: 10.96.0.10
        selector: {k8s-app: kube-dns}
        ports: [{name: udp, port: 53, protocol: UDP}, {name: health, port: 8080}]
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: coredns, namespace: kube-system}
      spec:
        selector: {matchLabels: {k8s-app: kube-dns}}
        template:
          metadata: {labels: {k8s-app: kube-dns, app: coredns}}
          spec:
            containers: [{name: coredns, image: "coredns:1"}]
            volumes: [{name: config, configMap: {name: coredns}}]
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: vault-0
        namespace: default
        labels: {app.kubernetes.io/name: vault, app.kubernetes.io/instance: vault, component: server}
      spec:
        containers: [{name: vault, image: "vault:1", ports: [{name: http, containerPort: 8200}]}]
      ---
      apiVersion: apps/v1
      kind: DaemonSet
      metadata: {name: spegel, namespace: kube-system}
      spec:
        selector: {matchLabels: {app: spegel}}
        template:
          metadata: {labels: {app: spegel, app.kubernetes.io/name: spegel}}
          spec:
            tolerations: [{operator: Exists}]
            containers:
              - name: registry
                image: ghcr.io/spegel-org/spegel:v0.7.4
                args: [registry, --mirrored-registries, https://ghcr.io]
                ports: [{name: registry, containerPort: 5000}]
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: default}
      spec:
        nodeName: infra-14
        containers: [{name: web, image: "ghcr.io/acme/web:1"}]
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: two, namespace: default}
      spec: {containers: [{name: a, image: "a:1"}, {name: b, image: "b:1"}]}
      """;

  private final Fanout fanout = new Fanout();
  Played played;
  private Fabric8KubeApi kube;
  private String coredns;
  private String agent;

  /** The server with six machines and all actors. */
  abstract Playground playground(Path folder, Faults faults) throws Exception;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    played = new Played(playground(folder, Faults.of(FAULTS)));
    played.create(Played.NETWORK);
    played.awaitNetwork();
    played.create(SERVERS);
    coredns =
        played
            .awaitPods(
                "kube-system", "coredns", pods -> pods.stream().anyMatch(p -> p.isTrue("Ready")))
            .getFirst()
            .name();
    played.await(ResourceType.PODS, "default", "two", pod -> pod.isTrue("Ready"));
    played.await(ResourceType.PODS, "default", "web", pod -> pod.isTrue("Ready"));
    played.awaitPods(
        "kube-system",
        "spegel",
        pods -> pods.size() == NODES.size() && pods.stream().allMatch(pod -> pod.isTrue("Ready")));
    played.await(
        ResourceType.PODS,
        "default",
        "vault-0",
        pod -> pod.status().path("phase").asText().equals("Running"));
    played.await(
        ResourceType.ENDPOINTS,
        "kube-system",
        "kube-dns",
        endpoints -> endpoints.json().path("subsets").size() > 0);
    agent =
        played.client.list(ResourceType.PODS, "kube-system").stream()
            .filter(pod -> pod.label("k8s-app").equals("cilium"))
            .findFirst()
            .orElseThrow()
            .name();
    kube = new Fabric8KubeApi(folder.resolve("kubeconfig"), new SystemTimeSource(), fanout);
  }

  @AfterAll
  void end() {
    if (kube != null) {
      kube.close();
    }
    fanout.close();
    if (played != null) {
      played.close();
    }
  }

  private Ran ran(String namespace, String pod, String container, String... words) {
    List<Command> one = List.of(new Command(namespace, pod, container, List.of(words)));
    return kube.inside().run(one).getFirst();
  }

  private Heard heard(String kind, String name, String port, String path) {
    Question question = new Question(kind, "kube-system", name, port, path, Map.of());
    return kube.inside().ask(List.of(question)).getFirst();
  }

  @Test
  void aCommandLeavesItsWordsAndItsExitCode() {
    Ran content = ran("kube-system", agent, "", "cilium-dbg", "status", "--brief");
    assertEquals("OK\n", content.out(), content.toString());
    assertTrue(content.ok(), content.toString());

    Ran unknown = ran("kube-system", agent, "agent", "nslookup", "a");
    assertEquals(127, unknown.code(), unknown.toString());
    assertTrue(unknown.err().contains("not played"), unknown.err());
  }

  @Test
  void whatCannotBeRunSaysWhy() {
    assertTrue(
        ran("kube-system", "nobody", "", "true")
            .unasked()
            .orElse("")
            .contains("\"nobody\" not found"),
        ran("kube-system", "nobody", "", "true").toString());
    String which = ran("default", "two", "", "true").unasked().orElse("");
    assertTrue(which.contains("a container name must be specified for pod two"), which);
  }

  @Test
  void aPortIsCalledByPodAndByService() {
    assertEquals("OK", heard("pods", coredns, "8080", "/health").body());
    assertEquals("OK", heard("services", "kube-dns", "health", "/health").body());
    assertEquals(404, heard("pods", coredns, "8080", "/else").code());
    Heard nobody = heard("pods", coredns, "81", "/");
    assertTrue(nobody.unasked().orElse("").contains("error trying to reach service"), "" + nobody);
  }

  private World world() {
    World paper = new PaperWorld().world();
    return new World(
        paper.kind(),
        paper.machines(),
        paper.operations(),
        kube,
        paper.charts(),
        paper.manifests(),
        paper.secrets(),
        paper.ledger(),
        paper.time());
  }

  @Test
  void everyNodeIsAskedForNamesAndTheDeafOneIsNamed() {
    KubeObject server =
        kube.get(new KubeObject.Ref("v1", "Service", "kube-system", "kube-dns")).orElseThrow();
    Answers answers = NameLookups.ask(world(), server, NODES);
    assertEquals(
        List.of(
            new Waiting(
                "infra-12", "asked for kubernetes.default.svc.cluster.test and got no answer")),
        answers.wrong(),
        answers.toString());
    assertEquals(List.of(), answers.tolerated());
    assertEquals(5, answers.remarks().size(), answers.toString());
    assertEquals("infra-11 asked for ghcr.io and got SERVFAIL", answers.remarks().getFirst());
  }

  @Test
  void theSessionOfTheMeshThatIsStruckDoesNotStand() throws Exception {
    played.create(
        "{apiVersion: v1, kind: Secret, metadata: {name: cilium-clustermesh, namespace:"
            + " kube-system}, stringData: {apps: 'endpoints: []'}}");
    for (Resource pod : played.client.list(ResourceType.PODS, "kube-system")) {
      if (pod.label("k8s-app").equals("cilium")) {
        Ran ran = ran("kube-system", pod.name(), "", "cilium-dbg", "status", "-o", "json");
        boolean well = !pod.spec().path("nodeName").asText().equals("infra-12");
        assertEquals(well, ran.out().contains("\"connected\":true"), ran.toString());
        assertEquals(!well, ran.out().contains("Waiting for initial conn"), ran.toString());
      }
    }
  }

  @Test
  void everyMirrorIsAskedForAnImageOfAnotherNode() {
    Answers answers = ImageMirrors.ask(world(), "kube-system", NODES);
    assertEquals(6, answers.asked(), answers.toString());
    assertEquals(List.of(), answers.wrong());
    String lack = answers.tolerated().toString();
    assertEquals(1, answers.tolerated().size(), lack);
    assertTrue(
        lack.contains("infra-16: its mirror does not hand out ghcr.io/acme/web@sha256:"), lack);
    assertTrue(lack.contains(" of infra-14: HTTP 404"), lack);
  }

  @Test
  void theKeysOfAVaultAreMadeAndGivenByAPerson() {
    KubeObject pod = kube.get(new KubeObject.Ref("v1", "Pod", "default", "vault-0")).orElseThrow();
    try (VaultServer vault =
        new VaultServer(kube.adopted().orElseThrow(), pod, new SystemTimeSource())) {
      assertEquals(new VaultServer.Seal(false, true, 0, 0, 0), vault.seal());
      VaultServer.Keys keys = vault.init(3, 2);
      assertEquals(3, keys.keys().size());
      assertEquals(new VaultServer.Seal(true, true, 2, 3, 1), vault.unseal(keys.keys().get(0)));
      assertEquals(new VaultServer.Seal(true, false, 2, 3, 0), vault.unseal(keys.keys().get(2)));
    }
    played.await(ResourceType.PODS, "default", "vault-0", ready -> ready.isTrue("Ready"));
  }

  @Test
  void kubectlRunsReadsLogsAndCalls() throws Exception {
    Playground play = played.play;
    play.assumeKubectl();
    assertEquals(
        "OK\n",
        play.kubectl("exec", "-n", "kube-system", agent, "--", "cilium-dbg", "status", "--brief"));
    assertTrue(
        play.kubectl("logs", "-n", "kube-system", coredns)
            .contains("starting coredns of coredns:1"));
    assertEquals(
        "this container is played by a rehearsal: no program runs and none writes\n",
        play.kubectl("logs", "-n", "default", "two", "-c", "b", "--tail=1"));
    assertEquals(
        "OK",
        play.kubectl(
            "get",
            "--raw",
            "/api/v1/namespaces/kube-system/pods/" + coredns + ":8181/proxy/ready"));
  }
}
