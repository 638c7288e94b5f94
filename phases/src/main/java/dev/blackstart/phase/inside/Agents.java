package dev.blackstart.phase.inside;

import dev.blackstart.world.Inside.Command;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pod on each node that can be asked as if it were the node: the network's agent, which is in
 * the node's own network, and whose image has bash and coreutils (Cilium's and Calico's do, not
 * flannel's).
 */
public final class Agents {
  private static final Map<String, String> CONTAINERS =
      Map.of("cilium", "cilium-agent", "calico-node", "calico-node");

  private Agents() {}

  /** Those that are ready, by the name of their node. */
  public static Map<String, KubeObject> ready(World world) {
    Map<String, KubeObject> agents = new LinkedHashMap<>();
    for (KubeObject pod : world.kube().list("v1", "Pod", "")) {
      boolean counts =
          CONTAINERS.containsKey(app(pod))
              && pod.at("metadata", "deletionTimestamp").isEmpty()
              && pod.condition("Ready")
                  .filter(now -> now.text("status").equals("True"))
                  .isPresent();
      if (counts) {
        agents.put(pod.text("spec", "nodeName"), pod);
      }
    }
    return agents;
  }

  /** A command beside an agent. */
  public static Command command(KubeObject agent, List<String> words) {
    String usual = CONTAINERS.getOrDefault(app(agent), "");
    Optional<String> named =
        agent.list("spec", "containers").stream()
            .map(each -> each instanceof Map<?, ?> map ? String.valueOf(map.get("name")) : "")
            .filter(usual::equals)
            .findFirst();
    return new Command(agent.namespace(), agent.name(), named.orElse(""), words);
  }

  private static String app(KubeObject pod) {
    return pod.text("metadata", "labels", "k8s-app");
  }
}
