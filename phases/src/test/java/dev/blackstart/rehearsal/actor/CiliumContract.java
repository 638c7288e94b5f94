package dev.blackstart.rehearsal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.fault.Faults;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Cilium writes about sessions, addresses and Gateways, as asked for and struck. */
@Timeout(300)
abstract class CiliumContract {
  private static final ResourceType CLUSTERS = bgp("clusterconfig", "ClusterConfig");
  private static final ResourceType NODES = bgp("nodeconfig", "NodeConfig");
  private static final ResourceType PEERS = bgp("peerconfig", "PeerConfig");

  private static final String CONFIG =
      """
      apiVersion: cilium.io/v2
      kind: CiliumBGPClusterConfig
      metadata: {name: bgp}
      spec:
        nodeSelector: {matchLabels: {kubernetes.io/os: linux}}
        bgpInstances:
          - name: instance-64512
            localASN: 64512
            peers:
              - {name: router, peerAddress: 10.25.11.1, peerASN: 64501, peerConfigRef: {name: ours}}
      """;

  @TempDir Path folder;

  abstract Played played(Path folder, Faults faults) throws Exception;

  private static ResourceType bgp(String plural, String kind) {
    return new ResourceType(
        "cilium.io", "v2", "ciliumbgp" + plural + "s", "CiliumBGP" + kind, false);
  }

  private static void established(Played played, String definition) throws Exception {
    played.await(ResourceType.DEFINITIONS, "", definition, found -> found.isTrue("Established"));
  }

  @Test
  void sessionsStandOnceTheirPeerConfigIsThereUnlessTheRouterIsDown() throws Exception {
    try (Played played = played(folder, Faults.of(List.of("bgp-down=infra-12/*")))) {
      played.create(Played.NETWORK);
      established(played, "ciliumbgppeerconfigs.cilium.io");
      played.create(CONFIG);
      Resource judged =
          played.await(CLUSTERS, "", "bgp", found -> found.isTrue("cilium.io/MissingPeerConfigs"));
      assertEquals("False", judged.condition("cilium.io/NoMatchingNode"));

      played.create(
          "{apiVersion: cilium.io/v2, kind: CiliumBGPPeerConfig, metadata: {name: ours}}");
      Resource well = played.await(NODES, "", "infra-11", in("established"));
      played.await(NODES, "", "infra-12", in("active"));
      played.await(
          CLUSTERS,
          "",
          "bgp",
          found -> found.condition("cilium.io/MissingPeerConfigs").equals("False"));

      assertEquals("bgp", well.meta().at("/ownerReferences/0/name").asText());
      JsonNode session = well.status().at("/bgpInstances/0/peers/0");
      assertEquals("10.25.11.1", session.path("peerAddress").asText());
      assertTrue(session.hasNonNull("establishedTime"), session::toString);
      assertTrue(played.client.list(PEERS, "").size() == 1);
      assertEquals(List.of(), played.play.troubles);
    }
  }

  private static Predicate<Resource> in(String state) {
    return found ->
        found.status().at("/bgpInstances/0/peers/0/peeringState").asText().equals(state);
  }

  @Test
  void aServiceThatIsStruckHasNoAddressAndSaysWhy() throws Exception {
    try (Played played = played(folder, Faults.of(List.of("no-address=default/struck")))) {
      played.create(Played.NETWORK);
      established(played, "ciliumloadbalancerippools.cilium.io");
      played.create(
          """
          apiVersion: cilium.io/v2alpha1
          kind: CiliumLoadBalancerIPPool
          metadata: {name: pool}
          spec: {blocks: [{cidr: 10.25.26.0/28}]}
          ---
          apiVersion: v1
          kind: Service
          metadata: {name: struck, namespace: default}
          spec: {type: LoadBalancer, ports: [{port: 80}]}
          ---
          apiVersion: v1
          kind: Service
          metadata: {name: spared, namespace: default}
          spec: {type: LoadBalancer, ports: [{port: 80}]}
          """);
      played.await(
          ResourceType.SERVICES,
          "default",
          "spared",
          found -> found.status().at("/loadBalancer/ingress").size() == 1);
      Resource struck =
          played.await(
              ResourceType.SERVICES,
              "default",
              "struck",
              found -> found.condition("cilium.io/IPAMRequestSatisfied").equals("False"));
      assertTrue(struck.status().toString().contains("ran out of allocatable IPs"));
      assertEquals(List.of(), played.play.troubles);
    }
  }
}
