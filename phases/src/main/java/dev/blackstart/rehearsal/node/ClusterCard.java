package dev.blackstart.rehearsal.node;

import static dev.blackstart.rehearsal.node.Portrait.yaml;

import dev.blackstart.rehearsal.node.config.NodeConfig;
import dev.blackstart.rehearsal.node.cosi.Published;
import dev.blackstart.rehearsal.node.cosi.ResourceKinds;
import dev.blackstart.rehearsal.node.hardware.Digits;
import dev.talos.api.resource.definitions.cluster.AffiliateSpec;
import dev.talos.api.resource.definitions.cluster.ControlPlane;
import dev.talos.api.resource.definitions.cluster.MemberSpec;
import dev.talos.api.resource.definitions.enums.MachineType;
import java.util.List;
import java.util.Optional;

/**
 * What the other nodes of its cluster see of a node. All of them show it whenever anything changes,
 * so it is made once for a config.
 *
 * @param config what it was made from
 * @param cluster id of the cluster
 */
record ClusterCard(
    NodeConfig config, Optional<String> cluster, Published member, Published affiliate) {
  static ClusterCard of(Boot boot, NodeConfig config) {
    return new ClusterCard(config, config.text("cluster.id"), member(boot), affiliate(boot));
  }

  private static Published member(Boot other) {
    boolean controlPlane = other.isControlPlane();
    String os = "Talos (" + other.node().media().version() + ")";
    MemberSpec.Builder spec =
        MemberSpec.newBuilder()
            .setNodeId(nodeId(other))
            .addAddresses(NetworkPortrait.ip(other.node().address()))
            .setHostname(other.hostname())
            .setMachineType(controlPlane ? MachineType.TYPE_CONTROL_PLANE : MachineType.TYPE_WORKER)
            .setOperatingSystem(os);
    var people =
        yaml(
            "nodeId", nodeId(other),
            "addresses", List.of(other.node().address()),
            "hostname", other.hostname(),
            "machineType", controlPlane ? "controlplane" : "worker",
            "operatingSystem", os);
    if (controlPlane) {
      spec.setControlPlane(ControlPlane.newBuilder().setApiServerPort(6443));
      people.put("controlPlane", yaml("port", 6443));
    }
    return Published.of(ResourceKinds.MEMBER, other.hostname(), spec.build(), people);
  }

  private static Published affiliate(Boot other) {
    String os = "Talos (" + other.node().media().version() + ")";
    boolean controlPlane = other.isControlPlane();
    AffiliateSpec.Builder spec =
        AffiliateSpec.newBuilder()
            .setNodeId(nodeId(other))
            .addAddresses(NetworkPortrait.ip(other.node().address()))
            .setHostname(other.hostname())
            .setNodename(other.hostname())
            .setOperatingSystem(os)
            .setMachineType(
                controlPlane ? MachineType.TYPE_CONTROL_PLANE : MachineType.TYPE_WORKER);
    return Published.of(
        ResourceKinds.named("Affiliates.cluster.talos.dev"),
        nodeId(other),
        spec.build(),
        yaml(
            "nodeId", nodeId(other),
            "addresses", List.of(other.node().address()),
            "hostname", other.hostname(),
            "nodename", other.hostname(),
            "operatingSystem", os,
            "machineType", controlPlane ? "controlplane" : "worker"));
  }

  static String nodeId(Boot boot) {
    return new Digits(boot.node().hardware().uuid()).hex("node", 32);
  }
}
