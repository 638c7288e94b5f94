package dev.blackstart.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.node.KubernetesView;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The played Kubernetes as its nodes ask after it. */
final class PlayedView implements KubernetesView {
  private static final String CONTROL_PLANE = "node-role.kubernetes.io/control-plane";

  private final Surroundings around;

  PlayedView(Surroundings around) {
    this.around = around;
  }

  @Override
  public List<KubeNode> nodes() {
    return around.informer(ResourceType.NODES).all().stream()
        .sorted(Comparator.comparing(Resource::name))
        .map(
            node ->
                new KubeNode(
                    node.name(),
                    internal(node),
                    node.labels().containsKey(CONTROL_PLANE),
                    node.isTrue("Ready"),
                    node.spec().path("unschedulable").asBoolean()))
        .toList();
  }

  private static String internal(Resource node) {
    for (JsonNode address : node.status().path("addresses")) {
      if (address.path("type").asText().equals("InternalIP")) {
        return address.path("address").asText();
      }
    }
    return "";
  }

  @Override
  public List<KubePod> pods(String app) {
    return ofApp(ResourceType.PODS, app)
        .filter(pod -> !pod.deleting() && !pod.status().path("phase").asText().equals("Failed"))
        .sorted(Comparator.comparing(Resource::name))
        .map(pod -> new KubePod(pod.name(), pod.isTrue("Ready")))
        .toList();
  }

  @Override
  public OptionalInt daemonSet(String app) {
    return ofApp(ResourceType.DAEMON_SETS, app)
        .mapToInt(one -> one.status().path("desiredNumberScheduled").asInt())
        .findFirst();
  }

  @Override
  public OptionalInt deployment(String app) {
    return ofApp(ResourceType.DEPLOYMENTS, app)
        .mapToInt(one -> one.spec().path("replicas").asInt(1))
        .findFirst();
  }

  private Stream<Resource> ofApp(ResourceType type, String app) {
    return around.informer(type).all().stream()
        .filter(one -> one.namespace().equals("kube-system"))
        .filter(one -> one.label("k8s-app").equals(app));
  }
}
