package dev.blackstart.phase.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.run.PaperWorld;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the operators of the field's stack write about their objects, and what is made of it. */
class StackTest {
  private final PaperWorld paper = new PaperWorld();

  @Test
  void aDatabaseHasToBeReadyAndToArchiveWhenItIsToBeBackedUp() {
    given(
        """
        apiVersion: postgresql.cnpg.io/v1
        kind: Cluster
        metadata: {name: shared, namespace: databases}
        spec: {instances: 3, backup: {barmanObjectStore: {destinationPath: s3://cnpg}}}
        status:
          phase: Cluster in healthy state
          conditions:
            - {type: Ready, status: 'True'}
            - {type: ContinuousArchiving, status: 'False', reason: ContinuousArchivingFailing,
               message: 'unexpected failure invoking barman-cloud-wal-archive: exit status 1'}
        """);
    assertEquals(
        List.of(
            "database databases/shared: does not archive its WAL: ContinuousArchivingFailing:"
                + " unexpected failure invoking barman-cloud-wal-archive: exit status 1"),
        wrong());

    given(
        """
        apiVersion: postgresql.cnpg.io/v1
        kind: Cluster
        metadata: {name: shared, namespace: databases}
        spec: {plugins: [{name: barman-cloud.cloudnative-pg.io, isWALArchiver: true}]}
        status: {phase: Setting up primary, conditions: [{type: Ready, status: 'False',
          reason: ClusterIsNotReady, message: Cluster Is Not Ready}]}
        """);
    assertEquals(
        List.of(
            "database databases/shared: ClusterIsNotReady: Cluster Is Not Ready",
            "database databases/shared: does not archive its WAL: has archived nothing yet"),
        wrong());
  }

  @Test
  void everyPeerOfEveryNodeIsASessionOfItsOwn() {
    given(
        """
        apiVersion: cilium.io/v2
        kind: CiliumBGPNodeConfig
        metadata: {name: infra-01}
        status:
          bgpInstances:
            - name: instance-64512
              localASN: 64512
              peers:
                - {name: peer-64501, peerAddress: 10.25.11.1, peeringState: established}
                - {name: spare, peerAddress: 10.25.11.2, peeringState: active}
        """);

    Found sessions = look().getFirst();
    assertEquals("2 BGP sessions", sessions.counted());
    assertEquals(List.of("BGP of infra-01 with 10.25.11.2 (spare): is active"), wrong());
  }

  @Test
  void aBgpConfigurationThatNoNodeTookUpIsToldOfLiveClusters() {
    given(
        """
        apiVersion: cilium.io/v2alpha1
        kind: CiliumBGPClusterConfig
        metadata: {name: bgp}
        spec: {bgpInstances: [{name: a}]}
        """);

    assertEquals(List.of(), wrong());
    assertEquals(
        List.of("BGP: no node has a peer: look at the CiliumBGPClusterConfig's nodes"),
        wrong(live()));
  }

  @Test
  void addressesAndGatewaysSayWhatTheyLack() {
    given(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: ingress, namespace: network}
        spec: {type: LoadBalancer}
        status:
          loadBalancer: {}
          conditions: [{type: cilium.io/IPAMRequestSatisfied, status: 'False',
            reason: out_of_ips, message: All pools are exhausted}]
        """);
    given(
        """
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: {name: internal, namespace: network}
        status:
          conditions:
            - {type: Accepted, status: 'True'}
            - {type: Programmed, status: 'False', reason: AddressNotAssigned,
               message: Address is not ready yet}
        """);

    assertEquals(
        List.of(
            "Service network/ingress: has no address: out_of_ips: All pools are exhausted",
            "Gateway network/internal: AddressNotAssigned: Address is not ready yet"),
        wrong());
  }

  @Test
  void aMeshNeedsAnIdOfItsOwnAndTheFilesItsSecretNames() {
    given(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: cilium-config, namespace: kube-system}
        data: {cluster-name: infra, cluster-id: '0'}
        """);
    String config =
        "endpoints:\n- https://apps.mesh.cilium.io:32379\n"
            + "trusted-ca-file: /var/lib/cilium/clustermesh/apps.etcd-client-ca.crt\n";
    given(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: cilium-clustermesh, namespace: kube-system}
        data: {apps: %s}
        """
            .formatted(
                Base64.getEncoder().encodeToString(config.getBytes(StandardCharsets.UTF_8))));

    assertEquals("1 remote cluster", look().getFirst().counted());
    assertEquals(
        List.of(
            "ClusterMesh: cluster.id of Cilium is 0: each cluster of a mesh needs its own,"
                + " 1 to 255",
            "ClusterMesh to apps: the secret lacks apps.etcd-client-ca.crt"),
        wrong());
  }

  @Test
  void storageSecretsAndMetricsAreJudgedByWhatTheirOperatorsSay() {
    given(
        """
        apiVersion: ceph.rook.io/v1
        kind: CephCluster
        metadata: {name: rook-ceph, namespace: rook-ceph}
        status: {phase: Ready, ceph: {health: HEALTH_ERR}}
        """);
    given(
        """
        apiVersion: external-secrets.io/v1
        kind: ExternalSecret
        metadata: {name: token, namespace: apps}
        status: {conditions: [{type: Ready, status: 'False', reason: SecretSyncedError,
          message: 'could not get secret data from provider'}]}
        """);
    given(
        """
        apiVersion: operator.victoriametrics.com/v1beta1
        kind: VMAgent
        metadata: {name: agent, namespace: observability}
        spec: {remoteWrite: []}
        status: {updateStatus: operational}
        """);

    assertEquals(
        List.of(
            "ExternalSecret apps/token: SecretSyncedError: could not get secret data from provider",
            "CephCluster rook-ceph/rook-ceph: Ceph says HEALTH_ERR: ceph status, in its toolbox,"
                + " says why",
            "VMAgent observability/agent: has nowhere to write what it scrapes"),
        wrong());
  }

  @Test
  void whatNobodyPlaysInARehearsalIsNotJudgedThereAndIsOnLiveClusters() {
    given(
        """
        apiVersion: postgresql.cnpg.io/v1
        kind: Cluster
        metadata: {name: shared, namespace: databases}
        """);

    assertEquals(List.of(), look());
    assertEquals(List.of("database databases/shared: its operator has not seen it"), wrong(live()));
  }

  private World live() {
    World world = paper.world();
    return new World(
        World.Kind.LIVE,
        world.machines(),
        world.operations(),
        world.kube(),
        world.charts(),
        world.manifests(),
        world.secrets(),
        world.ledger(),
        world.time());
  }

  private List<Found> look() {
    return Stack.look(paper.world());
  }

  private List<String> wrong() {
    return wrong(paper.world());
  }

  private static List<String> wrong(World world) {
    return Stack.look(world).stream()
        .flatMap(found -> found.wrong().stream())
        .map(Waiting::toString)
        .toList();
  }

  private void given(String yaml) {
    paper.apply(
        new KubeObject(Reading.KUBERNETES.readMap((MapNode) Yaml.document(yaml, "object.yaml"))));
  }
}
