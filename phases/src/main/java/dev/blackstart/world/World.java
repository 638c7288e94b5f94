package dev.blackstart.world;

import dev.blackstart.cluster.CrdSource;
import java.util.List;

/** Everything a phase may touch. There are two: the live world and a rehearsal. */
public record World(
    Kind kind,
    Machines machines,
    NodeOperations operations,
    KubeApi kube,
    Charts charts,
    Manifests manifests,
    SecretStore secrets,
    Ledger ledger,
    TimeSource time) {

  /** Which of the two. */
  public enum Kind {
    LIVE,
    REHEARSAL
  }

  /**
   * The CustomResourceDefinitions a source brings, from its chart, its file or its URL.
   *
   * @throws Failure INPUT when it cannot be had
   */
  public List<KubeObject> crds(CrdSource source) {
    return switch (source) {
      case CrdSource.FromChart chart -> charts.crds(chart.release());
      case CrdSource.FromFile file -> manifests.crds(file);
      case CrdSource.FromUrl url -> manifests.crds(url);
    };
  }

  /**
   * The same without their schemas, for who asks for names and versions only.
   *
   * @throws Failure INPUT when it cannot be had
   */
  public List<KubeObject> crdOutlines(CrdSource source) {
    return source instanceof CrdSource.FromChart chart
        ? charts.crdOutlines(chart.release())
        : crds(source).stream().map(CrdOutline::of).toList();
  }
}
