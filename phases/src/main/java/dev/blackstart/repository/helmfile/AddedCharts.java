package dev.blackstart.repository.helmfile;

import dev.blackstart.cluster.ChartAdditions;
import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.Place;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Charts a release puts into its chart, {@code dependencies:} (helmfile 1.x, "Adding dependencies
 * without forking the chart").
 */
final class AddedCharts {
  private final ChartReferences charts;
  private final Findings findings;

  AddedCharts(ChartReferences charts, Findings findings) {
    this.charts = charts;
    this.findings = findings;
  }

  /**
   * @param name of the release, for people
   */
  ChartAdditions read(MapNode release, String name) {
    List<ChartAdditions.Dependency> added = new ArrayList<>();
    for (YamlNode entry : Nodes.items(release.get("dependencies"))) {
      Place at = Findings.place(entry.mark());
      String chart = entry.text("chart").orElse("");
      if (chart.isEmpty()) {
        throw ReleaseReader.incomplete(
            at, "release " + name + " adds a chart and does not say which", "add chart:");
      }
      ChartRef ref = charts.find(chart, entry.text("version").orElse(""), name, at);
      if (ref.version().isEmpty() && !charts.isFolder(chart)) {
        findings.add(
            FindingKind.RELEASE_WITHOUT_VERSION,
            at,
            "release " + name + " adds chart " + chart + " and names no version of it",
            "pin it with version:");
      }
      added.add(new ChartAdditions.Dependency(ref, entry.text("alias").orElse("")));
    }
    return ChartAdditions.of(added);
  }
}
