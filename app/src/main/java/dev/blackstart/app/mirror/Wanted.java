package dev.blackstart.app.mirror;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.CrdSource;
import dev.blackstart.cluster.Release;
import dev.blackstart.repository.fluxtree.FluxContents;
import dev.blackstart.world.Charts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A chart, who wants it, and whether a bootstrap does. */
record Wanted(ChartRef chart, List<String> users, boolean bootstrap) {
  /** The charts of the bootstrap and of Flux, each once. */
  static List<Wanted> of(ClusterSpec spec, FluxContents flux) {
    Map<ChartRef, Wanted> all = new LinkedHashMap<>();
    List<Release> bootstrap = new ArrayList<>(spec.releases());
    for (CrdSource source : spec.crds()) {
      if (source instanceof CrdSource.FromChart chart) {
        bootstrap.add(chart.release());
      }
    }
    bootstrap.forEach(release -> want(all, release.chart(), release.qualifiedName(), true));
    flux.releases().forEach(release -> want(all, release.chart(), release.qualifiedName(), false));
    return List.copyOf(all.values());
  }

  private static void want(
      Map<ChartRef, Wanted> all, ChartRef chart, String user, boolean bootstrap) {
    all.computeIfAbsent(chart, ref -> new Wanted(ref, new ArrayList<>(), bootstrap))
        .users()
        .add(user);
  }

  /** Whether it is put together from others, or lies here, so that a mirror does not keep it. */
  boolean isMadeHere() {
    return chart.isFolder() || !chart.additions().isEmpty();
  }

  /** What a mirror keeps of one that is made here. */
  List<ChartRef> parts(Charts.Chart made) {
    List<ChartRef> parts = new ArrayList<>(made.parts());
    if (!chart.isFolder()) {
      parts.add(chart.plain());
    }
    return parts;
  }

  /** Has another chart wanted by the same users. */
  void hand(Map<ChartRef, Wanted> to, ChartRef part) {
    users.forEach(user -> want(to, part, user, bootstrap));
  }
}
