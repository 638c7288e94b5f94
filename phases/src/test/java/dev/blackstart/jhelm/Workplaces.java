package dev.blackstart.jhelm;

import dev.blackstart.files.SystemTimeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Where Helm works in tests: all in one folder, without a network. */
final class Workplaces {
  private Workplaces() {}

  static HelmSettings of(Path folder, Path... mirrors) {
    return inside(folder, folder, mirrors);
  }

  /**
   * @param root the operator's repository
   */
  static HelmSettings inside(Path root, Path folder, Path... mirrors) {
    return new HelmSettings(
        List.of(mirrors),
        false,
        root,
        folder.resolve("kubeconfig"),
        folder.resolve("work"),
        "v1.35.0",
        Duration.ofMinutes(5));
  }

  /** Charts of which no cluster knows. */
  static JHelmCharts charts(HelmSettings settings) {
    return new JHelmCharts(settings, new NoCluster(), new SystemTimeSource());
  }
}
