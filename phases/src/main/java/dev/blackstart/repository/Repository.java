package dev.blackstart.repository;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.world.Failure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An operator's repository, read.
 *
 * @param root absolute
 * @param clusters by name, in the order they were found
 * @param findings what concerns the repository as a whole; each cluster carries its own as well
 */
public record Repository(Path root, Map<String, ClusterSpec> clusters, List<Finding> findings) {
  /** The names of its clusters. */
  public Set<String> names() {
    return clusters.keySet();
  }

  /**
   * The cluster of a name, its findings those of the repository and its own.
   *
   * @throws Failure INPUT when there is none of that name
   */
  public ClusterSpec cluster(String name) {
    ClusterSpec spec = clusters.get(name);
    if (spec == null) {
      throw new Failure(
          Failure.Kind.INPUT,
          root + ": there is no cluster " + name,
          clusters.isEmpty()
              ? "name another repository with --repo"
              : "choose one of " + String.join(", ", names()) + " with --cluster");
    }
    return spec;
  }
}
