package dev.blackstart.cluster;

import java.util.List;

/**
 * A Helm release the bootstrap installs.
 *
 * @param needs releases that must be deployed before, each as {@code namespace/name}
 * @param values layers in order, later wins
 * @param inputs every file the release is made from, relative to the repository's root
 * @param at where the helmfile names it
 */
public record Release(
    String name,
    String namespace,
    ChartRef chart,
    List<ValuesDocument> values,
    List<String> needs,
    List<Hook> hooks,
    List<String> inputs,
    Place at) {
  /** {@code namespace/name}, unique in a cluster. */
  public String qualifiedName() {
    return namespace + "/" + name;
  }
}
