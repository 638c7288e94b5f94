package dev.blackstart.repository.talos;

import dev.blackstart.cluster.Role;
import java.util.List;
import java.util.Optional;

/**
 * Where the Talos side of one cluster lies that keeps a file for each node.
 *
 * @param cluster the cluster's name as the paths tell it; empty when they tell none
 * @param nodes one per node file, in the order of their paths
 * @param bases files a node may start from, the nearest first
 * @param layers patches beside the base that are no node's own
 * @param unused what looks like a piece of a machine config and is none of these
 */
public record TalosFiles(
    Optional<String> cluster,
    List<NodeFile> nodes,
    List<String> bases,
    List<LayerFile> layers,
    List<String> unused)
    implements TalosSource {
  @Override
  public String path() {
    return nodes.isEmpty() ? "" : nodes.getFirst().path();
  }

  @Override
  public TalosSide read(String name, TalosReading reading) {
    return new LayeredReader(reading).read(name, this);
  }

  /**
   * A file that is one node's patch, or its whole config.
   *
   * @param name the file's, without what follows the first part that tells a form
   * @param address the file's name, when that is one
   * @param role from a folder's name, when one tells it
   * @param whole whether a machine could take it as it is
   */
  public record NodeFile(
      String path, String name, Optional<String> address, Optional<Role> role, boolean whole) {}

  /**
   * A patch of every node.
   *
   * @param role whose nodes it is for, when its name tells it
   */
  public record LayerFile(String path, Optional<Role> role) {}
}
