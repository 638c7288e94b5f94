package dev.blackstart.app;

import dev.blackstart.cluster.ChartAdditions;
import dev.blackstart.cluster.PostRender;
import dev.blackstart.cluster.Release;
import java.util.ArrayList;
import java.util.List;

/** What a release makes of its chart beside giving it values, for people. */
public final class ReleaseChanges {
  private ReleaseChanges() {}

  /** One line for each; none when the chart is installed as it is published. */
  public static List<String> of(Release release) {
    List<String> lines = new ArrayList<>();
    ChartAdditions additions = release.chart().additions();
    for (ChartAdditions.Dependency added : additions.dependencies()) {
      lines.add("chart " + added.chart() + (added.alias().isEmpty() ? "" : " as " + added.alias()));
    }
    if (!additions.valuesFiles().isEmpty()) {
      lines.add("values files " + String.join(", ", additions.valuesFiles()));
    }
    for (PostRender step : release.postRenders()) {
      if (!step.namespace().isEmpty()) {
        lines.add("namespace " + step.namespace());
      }
      step.entries().forEach(entry -> lines.add(entry.toString()));
    }
    return lines;
  }
}
