package dev.blackstart.rehearsal;

import dev.blackstart.rehearsal.actor.kubelet.KubeletHost;
import dev.blackstart.rehearsal.actor.kubelet.KubeletState;
import dev.blackstart.rehearsal.actor.kubelet.KubeletState.Taint;
import dev.blackstart.rehearsal.node.SimulatedNode;
import dev.blackstart.rehearsal.node.config.NodeConfig;
import dev.blackstart.rehearsal.node.container.Pods;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A simulated machine, as its kubelet sees it. */
final class NodeKubelet implements KubeletHost {
  private static final String CONTROL_PLANE_LABEL = "node-role.kubernetes.io/control-plane";

  private final SimulatedNode node;
  private final String name;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /**
   * @param name what the node is called until its config says so itself
   */
  NodeKubelet(SimulatedNode node, String name) {
    this.node = node;
    this.name = name;
  }

  @Override
  public KubeletState state() {
    Optional<NodeConfig> config = node.machineConfig();
    return new KubeletState(
        node.kubeletRunning() && config.isPresent(),
        node.bootId().orElse(""),
        config.isPresent() ? node.nodeName() : name,
        node.address(),
        node.kubeletVersion().orElse("v1.35.0"),
        node.version(),
        config.map(NodeKubelet::labels).orElse(Map.of()),
        config.map(each -> texts(each, "machine.nodeAnnotations")).orElse(Map.of()),
        config.map(NodeKubelet::taints).orElse(List.of()),
        node.staticPods(),
        node.hardware().threads(),
        node.hardware().memoryKib() / 1024);
  }

  @Override
  public void onChange(Runnable changed) {
    listeners.add(changed);
  }

  @Override
  public void nodeReady(boolean ready, String reason) {
    node.kubernetesReady(ready, reason);
  }

  @Override
  public void writes(String caller, String message, Map<String, String> fields) {
    node.kubeletWrites(caller, message, fields);
  }

  /** Nobody listens any more: who did belongs to an API server that is gone. */
  void forget() {
    listeners.clear();
  }

  @Override
  public void runs(Pods pods) {
    node.runs(pods);
  }

  void changed() {
    listeners.forEach(Runnable::run);
  }

  private static Map<String, String> labels(NodeConfig config) {
    Map<String, String> labels = new LinkedHashMap<>(texts(config, "machine.nodeLabels"));
    if (config.isControlPlane()) {
      labels.put(CONTROL_PLANE_LABEL, "");
    }
    return labels;
  }

  /** Talos keeps workloads off control planes unless the config allows them there. */
  private static List<Taint> taints(NodeConfig config) {
    List<Taint> taints = new ArrayList<>();
    boolean allowed =
        config.isTrue("cluster.allowSchedulingOnControlPlanes")
            || config.isTrue("cluster.allowSchedulingOnMasters");
    if (config.isControlPlane() && !allowed) {
      taints.add(new Taint(CONTROL_PLANE_LABEL, "", "NoSchedule"));
    }
    texts(config, "machine.nodeTaints")
        .forEach(
            (key, value) -> {
              int colon = value.lastIndexOf(':');
              taints.add(
                  new Taint(
                      key, colon < 0 ? "" : value.substring(0, colon), value.substring(colon + 1)));
            });
    return taints;
  }

  private static Map<String, String> texts(NodeConfig config, String path) {
    Map<String, String> texts = new LinkedHashMap<>();
    Optional<YamlNode> found = config.v1alpha1().flatMap(document -> document.at(path));
    if (found.orElse(null) instanceof MapNode map) {
      map.entries()
          .forEach(entry -> texts.put(entry.key().text(), map.text(entry.key().text()).orElse("")));
    }
    return texts;
  }

  /** {@code v1.35.0} of {@code ghcr.io/siderolabs/kubelet:v1.35.0}. */
  static Optional<String> tag(NodeConfig config, String path) {
    return config
        .text(path)
        .map(image -> image.contains("@") ? image.substring(0, image.indexOf('@')) : image)
        .filter(image -> image.lastIndexOf(':') > image.lastIndexOf('/'))
        .map(image -> image.substring(image.lastIndexOf(':') + 1));
  }
}
