package dev.blackstart.template.argo;

import dev.blackstart.template.kustomize.SourceTree;
import dev.blackstart.template.kustomize.WrappedTree;
import java.util.List;
import java.util.Map;

/**
 * A tree whose kustomizations may name Helm charts, as under {@code kustomize build --enable-helm}.
 */
public final class ChartedTree extends WrappedTree {
  /** Renders a chart that a kustomization names. */
  @FunctionalInterface
  public interface Charts {
    /** As {@link SourceTree#inflated}. */
    List<Map<String, Object>> inflated(Map<String, Object> chart, String folder, String place);
  }

  private final Charts charts;

  /**
   * @param files the tree
   * @param charts renders them
   */
  public ChartedTree(SourceTree files, Charts charts) {
    super(files);
    this.charts = charts;
  }

  @Override
  public List<Map<String, Object>> inflated(
      Map<String, Object> chart, String folder, String place) {
    return charts.inflated(chart, folder, place);
  }
}
