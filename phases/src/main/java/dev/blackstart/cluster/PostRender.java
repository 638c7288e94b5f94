package dev.blackstart.cluster;

import java.util.List;

/**
 * What is done to the objects of a release once Helm has rendered them: one kustomization over all
 * of them.
 *
 * @param namespace for objects that name none; empty to leave them
 * @param entries of the kustomization's lists, in order
 * @param hooks whether it is done to hooks as well
 * @param definitions whether it is done to what lies in the chart's {@code crds/} as well
 */
public record PostRender(
    String namespace, List<Entry> entries, boolean hooks, boolean definitions) {
  /**
   * An entry of a list of a kustomization.
   *
   * @param field the list: {@code patches}, {@code images} or {@code transformers}
   * @param yaml the entry
   * @param at where it is written
   */
  public record Entry(String field, String yaml, Place at) {
    /** A patch may hold what is secret. */
    @Override
    public String toString() {
      return field + " of " + at;
    }
  }
}
