package dev.blackstart.jhelm;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import dev.blackstart.world.Charts.Chart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of a chart again and again, without its files.
 *
 * @param digest SHA-256 of its files, hexadecimal
 * @param kubernetes its {@code kubeVersion}, empty when it says nothing
 * @param definitions names of the CRDs in its files, switched on or not
 * @param bundled names of those among them that lie in {@code crds/}
 * @param templated whether its templates may bring CRDs
 */
record ChartCard(
    String name,
    String version,
    String digest,
    String kubernetes,
    List<String> definitions,
    List<String> bundled,
    boolean templated) {
  /**
   * @throws IOException when its {@code Chart.yaml} names no name and version
   */
  static ChartCard of(ChartFiles files, String digest) throws IOException {
    try {
      Yaml.parse(files.text("Chart.yaml").orElse(""), "Chart.yaml");
    } catch (YamlProblem damaged) {
      throw new IOException(damaged.getMessage(), damaged);
    }
    Optional<YamlNode> metadata = files.metadata();
    String name = text(metadata, "name");
    String version = text(metadata, "version");
    if (name.isEmpty() || version.isEmpty()) {
      throw new IOException("its Chart.yaml names no name and version");
    }
    return new ChartCard(
        name,
        version,
        digest,
        text(metadata, "kubeVersion"),
        List.copyOf(ChartCrds.names(files)),
        List.copyOf(ChartCrds.bundledNames(files)),
        ChartCrds.inTemplates(files));
  }

  private static String text(Optional<YamlNode> metadata, String key) {
    return metadata.flatMap(chart -> chart.text(key)).orElse("");
  }

  /**
   * @param commit it was fetched at, when it was from Git
   * @param parts charts that were fetched to complete it
   */
  Chart at(Path place, String commit, List<ChartRef> parts) {
    return new Chart(
        name, version, place.toAbsolutePath().toString(), digest, kubernetes, commit, parts);
  }
}
