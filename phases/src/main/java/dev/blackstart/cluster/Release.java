package dev.blackstart.cluster;

import java.util.List;

/**
 * A Helm release the bootstrap installs.
 *
 * @param needs releases that must be deployed before, each as {@code namespace/name}
 * @param values layers in order, later wins
 * @param inputs every file the release is made from, relative to the repository's root
 * @param postRenders what is done to its objects between Helm's templates and the cluster, in turn
 * @param execs programs its templates called while they were rendered
 * @param at where the helmfile names it
 */
public record Release(
    String name,
    String namespace,
    ChartRef chart,
    List<ValuesDocument> values,
    List<String> needs,
    List<Hook> hooks,
    List<PostRender> postRenders,
    List<String> inputs,
    List<Exec> execs,
    Place at) {
  public Release(
      String name,
      String namespace,
      ChartRef chart,
      List<ValuesDocument> values,
      List<String> needs,
      List<Hook> hooks,
      List<String> inputs,
      Place at) {
    this(name, namespace, chart, values, needs, hooks, List.of(), inputs, List.of(), at);
  }

  /** {@code namespace/name}, unique in a cluster. */
  public String qualifiedName() {
    return namespace + "/" + name;
  }

  /** The same release with other hooks. */
  public Release hooked(List<Hook> others) {
    return new Release(
        name, namespace, chart, values, needs, others, postRenders, inputs, execs, at);
  }

  /** The same release needing others. */
  public Release needing(List<String> others) {
    return new Release(
        name, namespace, chart, values, others, hooks, postRenders, inputs, execs, at);
  }

  /** The same release with its objects changed between Helm's templates and the cluster. */
  public Release rendered(List<PostRender> others) {
    return new Release(name, namespace, chart, values, needs, hooks, others, inputs, execs, at);
  }
}
