package dev.blackstart.phase;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.CrdSource;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Release;
import dev.blackstart.world.Charts.Chart;
import dev.blackstart.world.Failure;
import dev.blackstart.world.Ledger;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What each chart was when a run first looked at it: what lies under a version can be published
 * anew, and a run that is resumed must not build its second half from something else. A chart in a
 * folder of the repository may be edited like any other file.
 */
final class ChartPins {
  private static final int SHOWN = 12;

  private ChartPins() {}

  /** Every release of the bootstrap that brings a chart, those only for their CRDs last. */
  static List<Release> releases(ClusterSpec spec) {
    List<Release> releases = new ArrayList<>(spec.releases());
    for (CrdSource source : spec.crds()) {
      if (source instanceof CrdSource.FromChart chart) {
        releases.add(chart.release());
      }
    }
    return releases;
  }

  static boolean isFolder(ChartRef chart) {
    return chart.repository().isEmpty() && !chart.reference().startsWith("oci://");
  }

  /** Remembers every chart that is not remembered yet. */
  static void hold(ClusterSpec spec, World world) {
    for (Release release : releases(spec)) {
      ChartRef ref = release.chart();
      if (!isFolder(ref) && world.ledger().choice(key(ref)).isEmpty()) {
        world.ledger().choose(key(ref), world.charts().find(ref).digest());
      }
    }
  }

  /** That a chart is another than the run began with. */
  static Optional<Finding> changed(Release release, Chart chart, Ledger ledger) {
    ChartRef ref = release.chart();
    return (isFolder(ref) ? Optional.<String>empty() : ledger.choice(key(ref)))
        .filter(before -> !before.equals(chart.digest()))
        .map(
            before ->
                PreflightFinding.CHART_CHANGED.error(
                    release.at().toString(),
                    "chart %s is another than when the run began: %s now, %s then"
                        .formatted(ref, brief(chart.digest()), brief(before)),
                    "somebody published the version anew: bring back what it was (a mirror,"
                        + " --charts DIR), or begin a new run with --start-over"));
  }

  /** What a release's chart is, for the journal; nothing while the chart is not at hand. */
  static Map<String, String> of(Release release, World world) {
    try {
      ChartRef ref = release.chart();
      return isFolder(ref)
          ? Map.of()
          : Map.of("chart " + ref, brief(world.charts().find(ref).digest()));
    } catch (Failure notAtHand) {
      return Map.of();
    }
  }

  private static String brief(String digest) {
    return digest.substring(0, Math.min(SHOWN, digest.length()));
  }

  /** A password may stand in a URL. */
  private static String key(ChartRef ref) {
    String from =
        ref.repository().isEmpty() ? ref.reference() : ref.repository() + " " + ref.name();
    return "chart " + from.replaceFirst("://[^/@]*@", "://") + " " + ref.version();
  }
}
