package dev.blackstart.repository.talos;

import dev.blackstart.cluster.Role;
import java.util.List;
import java.util.Optional;

/**
 * Where the Talos side of one cluster lies, as detection found it.
 *
 * @param cluster the cluster's name as the paths tell it; empty when they tell none
 * @param nodes one per node file, in the order of their paths
 * @param bases files a node may start from, the nearest first
 */
public record TalosFiles(Optional<String> cluster, List<NodeFile> nodes, List<String> bases)
    implements TalosSource {
  @Override
  public String path() {
    return nodes.isEmpty() ? "" : nodes.getFirst().path();
  }

  @Override
  public TalosSide read(String name, TalosReading reading) {
    return new MinijinjaReader(reading).read(name, this);
  }

  /**
   * A file that is one node's patch.
   *
   * @param address from the file's name
   * @param role from a folder's name, when one tells it
   */
  public record NodeFile(String path, String address, Optional<Role> role) {}
}
