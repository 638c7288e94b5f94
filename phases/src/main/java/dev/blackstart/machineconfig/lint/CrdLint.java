package dev.blackstart.machineconfig.lint;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.CrdSource;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Release;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether CRDs are of the version of the controller they are for. */
final class CrdLint {
  private static final Pattern RELEASE =
      Pattern.compile("https://github\\.com/[^/]+/([^/]+)/releases/download/(v[^/]+)/.*");

  /** Projects whose chart has the version of what it installs. */
  private static final Set<String> ONE_VERSION =
      Set.of("cert-manager", "external-secrets", "cilium");

  private CrdLint() {}

  static void look(ClusterSpec spec, Consumer<Finding> findings) {
    for (CrdSource source : spec.crds()) {
      switch (source) {
        case CrdSource.FromChart chart ->
            compare(
                spec,
                source,
                chart.release().chart().name(),
                chart.release().chart().version(),
                findings);
        case CrdSource.FromUrl url -> {
          Matcher release = RELEASE.matcher(url.url());
          if (release.matches() && ONE_VERSION.contains(release.group(1))) {
            compare(spec, source, release.group(1), release.group(2), findings);
          }
        }
        case CrdSource.FromFile file -> {}
      }
    }
  }

  private static void compare(
      ClusterSpec spec,
      CrdSource source,
      String chart,
      String version,
      Consumer<Finding> findings) {
    Optional<Release> other =
        spec.releases().stream()
            .filter(release -> release.chart().name().equals(chart))
            .filter(release -> differ(release.chart().version(), version))
            .findFirst();
    other.ifPresent(
        release ->
            findings.accept(
                Lint.CRD_VERSION.at(
                    source.at(),
                    "CRDs are of "
                        + chart
                        + " "
                        + version
                        + ", release "
                        + release.name()
                        + " is "
                        + release.chart().version()
                        + " ("
                        + release.at()
                        + ")",
                    "write one version to both")));
  }

  private static boolean differ(String one, String two) {
    return !one.isEmpty() && !two.isEmpty() && !plain(one).equals(plain(two));
  }

  private static String plain(String version) {
    return version.startsWith("v") ? version.substring(1) : version;
  }
}
