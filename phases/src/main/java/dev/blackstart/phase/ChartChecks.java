package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.CrdSource;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Hook;
import dev.blackstart.cluster.Release;
import dev.blackstart.world.Charts.Chart;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether charts, their CRDs and their hooks are there before anything leans on them. */
final class ChartChecks {
  private ChartChecks() {}

  static List<Finding> atHand(ClusterSpec spec, World world) {
    ChartVersions versions = ChartVersions.of(spec, world);
    List<Finding> findings = new ArrayList<>();
    for (Release release : ChartPins.releases(spec)) {
      try {
        Chart chart = world.charts().find(release.chart());
        ChartPins.changed(release, chart, world.ledger()).ifPresent(findings::add);
        versions.refused(release, chart).ifPresent(findings::add);
        patches(release, world).ifPresent(findings::add);
      } catch (Failure failure) {
        findings.add(
            PreflightFinding.CHART_MISSING.error(
                release.at().toString(), failure.what(), failure.remedy()));
      }
    }
    return findings;
  }

  /** Patches fit or do not only once the chart is rendered. */
  private static Optional<Finding> patches(Release release, World world) {
    try {
      if (!release.postRenders().isEmpty()) {
        world.charts().render(release);
      }
      return Optional.empty();
    } catch (Failure failure) {
      return Optional.of(
          PreflightFinding.RELEASE_PATCHES.error(
              release.at().toString(), failure.what(), failure.remedy()));
    }
  }

  /**
   * A controller whose CRDs nobody brings starts and fails for ever: seen before it is installed.
   */
  static List<Finding> ownCrds(ClusterSpec spec, World world) {
    Set<String> brought = new HashSet<>();
    for (CrdSource source : spec.crds()) {
      brought.addAll(CrdNames.of(source, world));
    }
    List<Finding> findings = new ArrayList<>();
    for (Release release : spec.releases()) {
      List<String> own = ownCrds(release, world);
      if (!own.isEmpty() && own.stream().noneMatch(brought::contains)) {
        world.charts().crds(release).forEach(crd -> brought.add(crd.name()));
        if (own.stream().noneMatch(brought::contains)) {
          findings.add(
              PreflightFinding.RELEASE_WITHOUT_CRDS.error(
                  release.at().toString(),
                  "release "
                      + release.name()
                      + " needs CRDs such as "
                      + own.getFirst()
                      + " and nothing brings them",
                  "add its chart to the CRD helmfile, or let its values install them"));
        }
      }
    }
    return findings;
  }

  private static List<String> ownCrds(Release release, World world) {
    try {
      return world.charts().ownCrds(release.chart());
    } catch (Failure missing) {
      // Told by the check that looks for charts.
      return List.of();
    }
  }

  static List<Finding> crdFiles(ClusterSpec spec, World world) {
    List<Finding> findings = new ArrayList<>();
    for (CrdSource source : spec.crds()) {
      if (source instanceof CrdSource.FromChart) {
        continue;
      }
      try {
        List<KubeObject> crds = world.manifests().crds(source);
        if (source instanceof CrdSource.FromUrl url) {
          ChartPins.changed(url, crds, world.ledger()).ifPresent(findings::add);
        }
      } catch (Failure failure) {
        findings.add(
            PreflightFinding.CRDS_MISSING.error(
                source.at().toString(), failure.what(), failure.remedy()));
      }
    }
    return findings;
  }

  static List<Finding> hooks(ClusterSpec spec, World world) {
    List<Finding> findings = new ArrayList<>();
    for (Release release : spec.releases()) {
      for (Hook hook : release.hooks()) {
        try {
          world.manifests().hook(hook);
        } catch (Failure failure) {
          findings.add(
              PreflightFinding.HOOK_UNSUPPORTED.error(
                  hook.at().toString(), failure.what(), failure.remedy()));
        }
      }
    }
    return findings;
  }
}
