package dev.blackstart.rehearsal.node;

import static dev.blackstart.rehearsal.node.Portrait.yaml;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.blackstart.rehearsal.node.config.NodeConfig;
import dev.blackstart.rehearsal.node.cosi.Published;
import dev.blackstart.rehearsal.node.cosi.ResourceKind;
import dev.blackstart.rehearsal.node.cosi.ResourceKinds;
import dev.talos.api.resource.definitions.cluster.IdentitySpec;
import dev.talos.api.resource.definitions.cluster.InfoSpec;
import dev.talos.api.resource.definitions.k8s.KubeletSpecSpec;
import dev.talos.api.resource.definitions.k8s.NodeStatusSpec;
import dev.talos.api.resource.definitions.k8s.NodenameSpec;
import dev.talos.api.resource.definitions.k8s.StaticPodStatusSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a configured node knows of its own part in the cluster: Kubernetes, etcd. */
final class ClusterPortrait {
  static final Set<ResourceKind> KINDS =
      Set.of(
          ResourceKinds.CLUSTER,
          ResourceKinds.ETCD_MEMBER,
          ResourceKinds.IDENTITY,
          ResourceKinds.KUBELET_SPEC,
          ResourceKinds.NODENAME,
          ResourceKinds.NODE_STATUS,
          ResourceKinds.STATIC_POD_STATUS);

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
            IdentitySpec.newBuilder().setNodeId(ClusterCard.nodeId(boot)).build(),
            yaml("nodeId", ClusterCard.nodeId(boot))));
    all.add(
        Published.of(
            ResourceKinds.CLUSTER,
            "current",
            InfoSpec.newBuilder()
                .setClusterId(clusterId)
                .setClusterName(config.clusterName())
                .build(),
            yaml("clusterId", clusterId, "clusterName", config.clusterName())));
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
    boot.registration().ready().ifPresent(ready -> all.add(nodeStatus(hostname, ready)));
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
}
