package dev.blackstart.repository.fluxtree;

import dev.blackstart.cluster.Release;
import java.util.List;
import java.util.Map;

/**
 * What Flux will bring into a cluster, as far as the repository tells.
 *
 * @param releases of HelmReleases, with the chart their source names
 * @param unknown HelmReleases whose chart cannot be told
 * @param objects everything that Kustomizations apply
 */
public record FluxContents(
    List<Release> releases, List<Unknown> unknown, List<Map<String, Object>> objects) {
  /** What nothing is known of where Flux does not begin in the repository. */
  static final FluxContents NOTHING = new FluxContents(List.of(), List.of(), List.of());

  /**
   * @param release {@code namespace/name}
   * @param because in a few words
   */
  public record Unknown(String release, String because) {}
}
