package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Release;
import dev.blackstart.world.Charts.Chart;
import dev.blackstart.world.Failure;
import dev.blackstart.world.NamedImage;
import dev.blackstart.world.NamedImage.Part;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether charts take the Kubernetes that the machine configs name: Helm refuses others. */
final class ChartVersions {
  private final Optional<NamedImage> kubernetes;

  private ChartVersions(Optional<NamedImage> kubernetes) {
    this.kubernetes = kubernetes;
  }

  /** For the Kubernetes that the machine configs of a cluster name. */
  static ChartVersions of(ClusterSpec spec, World world) {
    return new ChartVersions(kubernetes(spec, world));
  }

  /** That a chart is for others; nothing where no version is named, or its range is none. */
  Optional<Finding> refused(Release release, Chart chart) {
    return kubernetes.flatMap(
        image ->
            image
                .version()
                .filter(version -> isRefused(chart.kubernetes(), version))
                .map(version -> finding(release, chart.kubernetes(), version, image)));
  }

  private static boolean isRefused(String wanted, String version) {
    return VersionRange.of(wanted)
        .flatMap(range -> range.takes(version))
        .filter(taken -> !taken)
        .isPresent();
  }

  /** An error only where the API server's own version is named, which is what Helm asks for. */
  private static Finding finding(
      Release release, String wanted, String version, NamedImage kubernetes) {
    String at = release.at().toString();
    String what =
        "chart "
            + release.chart()
            + " is for Kubernetes "
            + wanted
            + ", and "
            + kubernetes.part().component()
            + " is "
            + version
            + " ("
            + kubernetes.at()
            + ")";
    String remedy = "choose a version of the chart that takes it, or another Kubernetes";
    return kubernetes.part() == Part.API_SERVER
        ? PreflightFinding.CHART_KUBERNETES.error(at, what, remedy)
        : PreflightFinding.CHART_KUBERNETES.warning(at, what, remedy);
  }

  /** The API server's image, else the kubelet's, of the first control plane that names it. */
  private static Optional<NamedImage> kubernetes(ClusterSpec spec, World world) {
    List<NamedImage> images = new ArrayList<>();
    for (Node node : spec.controlPlanes()) {
      try {
        images.addAll(world.manifests().images(node));
      } catch (Failure unread) {
        // Told by the checks of machine configs.
        return Optional.empty();
      }
    }
    images.removeIf(image -> image.version().isEmpty());
    return Images.of(images, Part.API_SERVER).or(() -> Images.of(images, Part.KUBELET));
  }
}
