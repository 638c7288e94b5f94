package dev.blackstart.phase;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.CrdSource;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Release;
import dev.blackstart.run.InputDigest;
import dev.blackstart.world.Charts.Chart;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
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

  /** Remembers every chart that is not remembered yet. */
  static void hold(ClusterSpec spec, World world) {
    for (Release release : releases(spec)) {
      ChartRef ref = release.chart();
      if (!ref.isFolder() && world.ledger().choice(key(ref)).isEmpty()) {
        world.ledger().choose(key(ref), world.charts().find(ref).digest());
      }
    }
    for (CrdSource source : spec.crds()) {
      if (source instanceof CrdSource.FromUrl url && world.ledger().choice(key(url)).isEmpty()) {
        world.ledger().choose(key(url), digest(world.manifests().crds(url)));
      }
    }
  }

  /** That CRDs of a URL are others than the run began with. */
  static Optional<Finding> changed(CrdSource.FromUrl source, List<KubeObject> crds, Ledger ledger) {
    String now = digest(crds);
    return ledger
        .choice(key(source))
        .filter(before -> !before.equals(now))
        .map(
            before ->
                PreflightFinding.CHART_CHANGED.error(
                    source.at().toString(),
                    "the CRDs of %s are others than when the run began: %s now, %s then"
                        .formatted(source.shown(), brief(now), brief(before)),
                    "name a file that stays what it is, or begin a new run with --start-over"));
  }

  private static String digest(List<KubeObject> objects) {
    InputDigest digest = new InputDigest();
    objects.forEach(object -> digest.with(object.fields().toString()));
    return digest.hex();
  }

  private static String key(CrdSource.FromUrl source) {
    return "crds " + source.shown();
  }

  /** That a chart is another than the run began with. */
  static Optional<Finding> changed(Release release, Chart chart, Ledger ledger) {
    ChartRef ref = release.chart();
    return (ref.isFolder() ? Optional.<String>empty() : ledger.choice(key(ref)))
        .filter(before -> !before.equals(chart.digest()))
        .map(
            before ->
                PreflightFinding.CHART_CHANGED.error(
                    release.at().toString(),
                    "chart %s is another than when the run began: %s now, %s then"
                        .formatted(ref, shown(chart), brief(before)),
                    (ref.isGit()
                            ? ref.version() + " has moved on: write the commit that was meant"
                            : "somebody published the version anew: bring back what it was (a"
                                + " mirror, --charts DIR)")
                        + ", or begin a new run with --start-over"));
  }

  /** What a release's chart is, for the journal; nothing while the chart is not at hand. */
  static Map<String, String> of(Release release, World world) {
    try {
      ChartRef ref = release.chart();
      return ref.isFolder() ? Map.of() : Map.of("chart " + ref, shown(world.charts().find(ref)));
    } catch (Failure notAtHand) {
      return Map.of();
    }
  }

  /** What is in it, and where it was found: a branch moves. */
  private static String shown(Chart chart) {
    return brief(chart.digest())
        + (chart.commit().isEmpty() ? "" : " of commit " + brief(chart.commit()));
  }

  private static String brief(String digest) {
    return digest.substring(0, Math.min(SHOWN, digest.length()));
  }

  private static String key(ChartRef ref) {
    boolean classic = !ref.repository().isEmpty() && !ref.isGit();
    return "chart " + ref.from() + (classic ? " " + ref.name() : "") + " " + ref.version();
  }
}
