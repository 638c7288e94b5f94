package dev.blackstart.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cluster the repository describes: desired state, nothing observed.
 *
 * @param repository absolute root of the operator's repository
 * @param family how the Talos side and the bootstrap side are written, such as {@code minijinja}
 *     and {@code helmfile}
 * @param machineConfigs by node address
 * @param releases in the order of the helmfile; {@code needs} decides the order of installation
 * @param flux absent when the repository hands nothing to Flux
 * @param budgets by phase id, world time; {@code total} for the run
 * @param findings what the reader noticed
 */
public record ClusterSpec(
    String name,
    Path repository,
    Family family,
    List<Node> nodes,
    Map<String, MachineConfigSource> machineConfigs,
    List<Seed> seeds,
    List<CrdSource> crds,
    List<Release> releases,
    Optional<FluxSource> flux,
    Map<String, Duration> budgets,
    List<Finding> findings) {

  /** Names of the two families a repository is read by. */
  public record Family(String talos, String bootstrap) {}

  /** The same cluster with other findings. */
  public ClusterSpec withFindings(List<Finding> others) {
    return new ClusterSpec(
        name,
        repository,
        family,
        nodes,
        machineConfigs,
        seeds,
        crds,
        releases,
        flux,
        budgets,
        others);
  }

  public List<Node> controlPlanes() {
    return nodes.stream().filter(Node::isControlPlane).toList();
  }

  public List<Node> workers() {
    return nodes.stream().filter(node -> !node.isControlPlane()).toList();
  }

  public Node node(String address) {
    return nodes.stream()
        .filter(node -> node.address().equals(address))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no node " + address));
  }
}
