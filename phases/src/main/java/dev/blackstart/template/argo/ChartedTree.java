package dev.blackstart.template.argo;

import dev.blackstart.template.kustomize.SourceTree;
import java.util.List;
import java.util.Map;

/**
 * A tree whose kustomizations may name Helm charts, as under {@code kustomize build --enable-helm}.
 *
 * @param files the tree
 * @param charts renders them
 */
public record ChartedTree(SourceTree files, Charts charts) implements SourceTree {
  /** Renders a chart that a kustomization names. */
  @FunctionalInterface
  public interface Charts {
    /** As {@link SourceTree#inflated}. */
    List<Map<String, Object>> inflated(Map<String, Object> chart, String folder, String place);
  }

  @Override
  public boolean isFile(String path) {
    return files.isFile(path);
  }

  @Override
  public boolean isFolder(String path) {
    return files.isFolder(path);
  }

  @Override
  public boolean isLink(String path) {
    return files.isLink(path);
  }

  @Override
  public List<String> names(String folder) {
    return files.names(folder);
  }

  @Override
  public byte[] read(String path) {
    return files.read(path);
  }

  @Override
  public void elsewhere(String entry, String place) {
    files.elsewhere(entry, place);
  }

  @Override
  public List<Map<String, Object>> inflated(
      Map<String, Object> chart, String folder, String place) {
    return charts.inflated(chart, folder, place);
  }
}
