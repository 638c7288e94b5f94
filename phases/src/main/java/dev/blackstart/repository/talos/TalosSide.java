package dev.blackstart.repository.talos;

import dev.blackstart.cluster.MachineConfigSource;
import dev.blackstart.cluster.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Talos side of a cluster, read.
 *
 * @param family how it is written, such as {@code minijinja}
 * @param clusterName what the machine configs call the cluster
 * @param configs by node address; a node whose config could not be read has none
 */
public record TalosSide(
    String family,
    Optional<String> clusterName,
    List<Node> nodes,
    Map<String, MachineConfigSource> configs) {}
