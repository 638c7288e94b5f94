package dev.blackstart.cluster;

import java.util.List;

/**
 * What a release puts into its chart before Helm is given it, so that nobody has to keep a copy of
 * the chart.
 *
 * @param dependencies charts beyond those its {@code Chart.yaml} names
 * @param valuesFiles files of the chart that stand in the place of its {@code values.yaml}, later
 *     wins; empty for that file
 * @param lenient whether those of {@code valuesFiles} that are missing are passed over
 */
public record ChartAdditions(
    List<Dependency> dependencies, List<String> valuesFiles, boolean lenient) {
  public static final ChartAdditions NONE = new ChartAdditions(List.of(), List.of(), false);

  /** Other files of default values, as a HelmChart of Flux names them. */
  public static ChartAdditions ofValuesFiles(List<String> files, boolean lenient) {
    return new ChartAdditions(List.of(), List.copyOf(files), lenient);
  }

  /** Further charts within the chart. */
  public static ChartAdditions of(List<Dependency> dependencies) {
    return new ChartAdditions(List.copyOf(dependencies), List.of(), false);
  }

  /**
   * A chart within the chart, switched off by {@code NAME.enabled: false} in the values.
   *
   * @param chart its version may be a range
   * @param alias the name it goes by; empty for its own
   */
  public record Dependency(ChartRef chart, String alias) {
    /** The key of its values. */
    public String key() {
      return alias.isEmpty() ? chart.name() : alias;
    }
  }

  public boolean isEmpty() {
    return dependencies.isEmpty() && valuesFiles.isEmpty();
  }
}
