package dev.blackstart.rehearsal.node;

import static dev.blackstart.rehearsal.node.Portrait.yaml;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.blackstart.rehearsal.node.config.NodeConfig;
import dev.blackstart.rehearsal.node.cosi.Published;
import dev.blackstart.rehearsal.node.cosi.ResourceKinds;
import dev.blackstart.rehearsal.node.hardware.Digits;
import dev.talos.api.resource.definitions.cluster.AffiliateSpec;
import dev.talos.api.resource.definitions.cluster.ControlPlane;
import dev.talos.api.resource.definitions.cluster.IdentitySpec;
import dev.talos.api.resource.definitions.cluster.InfoSpec;
import dev.talos.api.resource.definitions.cluster.MemberSpec;
import dev.talos.api.resource.definitions.enums.MachineType;
import dev.talos.api.resource.definitions.k8s.KubeletSpecSpec;
import dev.talos.api.resource.definitions.k8s.NodeStatusSpec;
import dev.talos.api.resource.definitions.k8s.NodenameSpec;
import dev.talos.api.resource.definitions.k8s.StaticPodStatusSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a configured node knows of its cluster: members, Kubernetes, etcd. */
final class ClusterPortrait {
  private final Boot boot;

  ClusterPortrait(Boot boot) {
    this.boot = boot;
  }

  List<Published> resources() {
    List<Published> all = new ArrayList<>();
    boot.config().ifPresent(config -> configured(config, all));
    return all;
  }

  private void configured(NodeConfig config, List<Published> all) {
    String clusterId = config.text("cluster.id").orElse("");
    all.add(
        Published.of(
            ResourceKinds.IDENTITY,
            "local",
            IdentitySpec.newBuilder().setNodeId(nodeId(boot)).build(),
            yaml("nodeId", nodeId(boot))));
    all.add(
        Published.of(
            ResourceKinds.CLUSTER,
            "current",
            InfoSpec.newBuilder()
                .setClusterId(clusterId)
                .setClusterName(config.clusterName())
                .build(),
            yaml("clusterId", clusterId, "clusterName", config.clusterName())));
    members(boot)
        .forEach(
            other -> {
              all.add(member(other));
              if (other != boot) {
                all.add(affiliate(other));
              }
            });
    String hostname = boot.hostname();
    boolean skips = config.isTrue("machine.kubelet.skipNodeRegistration");
    all.add(
        Published.of(
            ResourceKinds.NODENAME,
            "nodename",
            NodenameSpec.newBuilder()
                .setNodename(hostname)
                .setHostnameVersion("1")
                .setSkipNodeRegistration(skips)
                .build(),
            yaml("nodename", hostname, "hostnameVersion", "1", "skipNodeRegistration", skips)));
    boot.registered().ifPresent(ready -> all.add(nodeStatus(hostname, ready)));
    String image = config.text("machine.kubelet.image").orElse("");
    all.add(
        Published.of(
            ResourceKinds.KUBELET_SPEC,
            "kubelet",
            KubeletSpecSpec.newBuilder().setImage(image).build(),
            yaml("image", image)));
    boot.staticPods().pods().forEach((name, phase) -> all.add(staticPod(name, phase)));
    boot.node()
        .media()
        .etcd
        .filter(member -> member.isRunning())
        .ifPresent(
            member ->
                all.add(
                    Published.of(
                        ResourceKinds.ETCD_MEMBER,
                        "local",
                        dev.talos.api.resource.definitions.etcd.MemberSpec.newBuilder()
                            .setMemberId(member.hexId())
                            .build(),
                        yaml("memberID", member.hexId()))));
  }

  /** Nodes of the same cluster that can be seen from here. */
  static List<Boot> members(Boot boot) {
    Optional<String> cluster = boot.config().flatMap(config -> config.text("cluster.id"));
    return boot.machinery().nodes().stream()
        .flatMap(node -> node.boot().stream())
        .filter(Boot::isNetworkReady)
        .filter(other -> other.config().isPresent())
        .filter(other -> cluster.equals(other.config().get().text("cluster.id")))
        .toList();
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

  private static Published nodeStatus(String hostname, boolean ready) {
    return Published.of(
        ResourceKinds.NODE_STATUS,
        hostname,
        NodeStatusSpec.newBuilder().setNodename(hostname).setNodeReady(ready).build(),
        yaml("nodename", hostname, "nodeReady", ready, "unschedulable", false));
  }

  private Published staticPod(String name, StaticPods.Phase phase) {
    String running = phase == StaticPods.Phase.PENDING ? "Pending" : "Running";
    String ready = phase == StaticPods.Phase.READY ? "True" : "False";
    Struct condition =
        Struct.newBuilder()
            .putFields("type", text("Ready"))
            .putFields("status", text(ready))
            .build();
    Struct status =
        Struct.newBuilder()
            .putFields("phase", text(running))
            .putFields(
                "conditions",
                Value.newBuilder()
                    .setListValue(
                        ListValue.newBuilder()
                            .addValues(Value.newBuilder().setStructValue(condition)))
                    .build())
            .putFields("hostIP", text(boot.node().address()))
            .putFields("podIP", text(boot.node().address()))
            .build();
    return Published.of(
        ResourceKinds.STATIC_POD_STATUS,
        boot.staticPods().id(name),
        StaticPodStatusSpec.newBuilder().setPodStatus(status).build(),
        yaml(
            "phase", running,
            "conditions", List.of(yaml("type", "Ready", "status", ready)),
            "hostIP", boot.node().address(),
            "podIP", boot.node().address()));
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }

  private static String nodeId(Boot boot) {
    return new Digits(boot.node().hardware().uuid()).hex("node", 32);
  }
}
