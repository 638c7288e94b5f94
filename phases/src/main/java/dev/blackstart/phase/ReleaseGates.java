package dev.blackstart.phase;

import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Release;
import java.util.List;
import java.util.Locale;

/** The gates of well-known charts, by the chart's name. */
final class ReleaseGates {
  /** For a release whose pods' being ready says it all. */
  static final ReleaseGate NONE = world -> List.of();

  private ReleaseGates() {}

  /**
   * @param nodes of the repository; none where it names none
   */
  static ReleaseGate of(Release release, List<Node> nodes) {
    return switch (release.chart().name().toLowerCase(Locale.ROOT)) {
      case "cilium" -> new NetworkGate(release.namespace(), nodes);
      case "coredns" -> new NameServiceGate(release, nodes);
      case "spegel" -> new MirrorGate(release.namespace(), nodes);
      case "cert-manager" -> new CertificateGate(release.namespace());
      default -> NONE;
    };
  }
}
