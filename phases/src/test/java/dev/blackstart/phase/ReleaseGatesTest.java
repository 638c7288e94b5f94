package dev.blackstart.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Role;
import dev.blackstart.run.PaperWorld;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReleaseGatesTest {
  private static final List<Node> NODES =
      List.of(
          new Node("infra-01", "10.25.11.11", Role.CONTROL_PLANE),
          new Node("infra-02", "10.25.11.12", Role.WORKER));

  private Optional<String> refusal = Optional.empty();
  private int asked;
  private final PaperWorld paper =
      new PaperWorld() {
        @Override
        public Optional<String> refusal(KubeObject object) {
          asked++;
          assertEquals("Certificate", object.kind());
          return refusal;
        }
      };

  private void given(String yaml, Object... values) {
    KubeObject object =
        new KubeObject(
            Reading.KUBERNETES.readMap((MapNode) Yaml.document(yaml.formatted(values), "test")));
    paper.objects.put(object.ref(), object);
  }

  private void node(String name, String network) {
    given(
        """
        apiVersion: v1
        kind: Node
        metadata: {name: %s}
        status:
          conditions:
            - {type: Ready, status: 'True'}
            - {type: NetworkUnavailable, status: '%s', message: no route}
        """,
        name, network);
  }

  private void agent(String node, int restarts, Instant started) {
    given(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: cilium-%1$s, namespace: kube-system, uid: u-%1$s, labels: {k8s-app: cilium}}
        spec: {nodeName: %1$s}
        status:
          conditions: [{type: Ready, status: 'True'}]
          containerStatuses:
            - name: cilium-agent
              restartCount: %2$d
              state: {running: {startedAt: '%3$s'}}
        """,
        node, restarts, started);
  }

  private List<String> missing(String chart) {
    return missing(ReleaseGates.of(Specs.release("kube-system", chart), NODES));
  }

  private List<String> missing(ReleaseGate gate) {
    return gate.missing(paper.world()).stream().map(Waiting::toString).toList();
  }

  @Test
  void theNetworkIsThereWhenEveryNodeOfTheRepositoryHasAnAgent() {
    node("infra-01", "False");
    node("infra-02", "False");
    agent("infra-01", 0, Instant.EPOCH);
    assertEquals(List.of("infra-02: has no Cilium agent"), missing("cilium"));

    agent("infra-02", 0, Instant.EPOCH);
    assertEquals(List.of(), missing("cilium"));
  }

  @Test
  void aNodeWhoseNetworkIsUnavailableIsNamedWithTheReason() {
    node("infra-01", "True");
    node("infra-02", "False");
    agent("infra-01", 0, Instant.EPOCH);
    agent("infra-02", 0, Instant.EPOCH);
    assertEquals(List.of("infra-01: its network is unavailable: no route"), missing("cilium"));
  }

  @Test
  void anAgentThatWasJustRestartedHasToStay() {
    node("infra-01", "False");
    node("infra-02", "False");
    agent("infra-01", 9, paper.wall().minus(Duration.ofHours(1)));
    agent("infra-02", 3, paper.wall());
    ReleaseGate gate = ReleaseGates.of(Specs.release("kube-system", "cilium"), NODES);
    assertEquals(
        List.of("infra-02: Pod kube-system/cilium-infra-02 was just restarted, 3 restarts"),
        missing(gate));

    agent("infra-02", 3, paper.wall().minus(Duration.ofMinutes(1)));
    assertEquals(List.of(), missing(gate));
  }

  @Test
  void certManagerIsThereWhenItsWebhookTakesACertificate() {
    ReleaseGate gate = ReleaseGates.of(Specs.release("kube-system", "cert-manager"), NODES);
    refusal = Optional.of("x509: certificate signed by unknown authority");
    assertEquals(
        List.of(
            "webhook of cert-manager: takes no Certificate: x509: certificate signed by unknown"
                + " authority"),
        missing(gate));

    refusal = Optional.empty();
    assertEquals(List.of(), missing(gate));
    assertEquals(List.of(), missing(gate));
    assertEquals(2, asked);
  }

  @Test
  void aReleaseNobodyKnowsHasNoGate() {
    assertEquals(List.of(), missing("somebodys-chart"));
  }

  @Test
  void aKubeletWhoseServingCertificateNobodyApprovedIsNamedWithTheCommand() {
    String request =
        """
        apiVersion: certificates.k8s.io/v1
        kind: CertificateSigningRequest
        metadata: {name: csr-%s, creationTimestamp: '2026-01-0%sT00:00:00Z'}
        spec: {signerName: kubernetes.io/kubelet-serving, username: 'system:node:%s'}
        status: {%s}
        """;
    given(request, "a", 1, "infra-01", "");
    given(request, "b", 2, "infra-01", "conditions: [{type: Approved, status: 'True'}]");
    given(request, "c", 1, "infra-02", "");
    assertEquals(
        List.of(
            "infra-02: its kubelet's serving certificate is not approved: kubectl certificate"
                + " approve csr-c"),
        ServingCertificates.pending(paper.world()).stream().map(Waiting::toString).toList());
  }

  @Test
  void fluxThatDoesNotBeginSaysWhichSourceItCannotFetch() {
    assertEquals(
        List.of("Flux: has nothing to do yet"),
        FluxBeginning.waiting(paper.world()).stream().map(Waiting::toString).toList());
    given(
        """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata: {name: flux-system, namespace: flux-system}
        status:
          conditions:
            - {type: Ready, status: 'False', reason: GitOperationFailed, message: 'ssh: no auth'}
        """);
    assertTrue(
        FluxBeginning.waiting(paper.world())
            .contains(
                new Waiting(
                    "GitRepository flux-system/flux-system", "GitOperationFailed: ssh: no auth")));
  }
}
