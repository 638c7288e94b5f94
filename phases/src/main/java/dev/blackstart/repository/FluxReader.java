package dev.blackstart.repository;

import dev.blackstart.cluster.FluxSource;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.ValuesDocument;
import dev.blackstart.repository.settings.Setting;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.template.yaml.Yaml;
import java.util.List;
import java.util.Optional;

/** Finds where Flux begins: what the release flux-instance is told, or {@code blackstart.yaml}. */
final class FluxReader {
  private static final String NAMESPACE = "flux-system";
  private static final String CHART = "flux-instance";

  private final RepositoryFiles tree;
  private final Findings findings;

  FluxReader(RepositoryFiles tree, Findings findings) {
    this.tree = tree;
    this.findings = findings;
  }

  static boolean isInstalledBy(List<Release> releases) {
    return releases.stream().anyMatch(release -> release.chart().name().equals(CHART));
  }

  Optional<FluxSource> read(
      String cluster, List<Release> releases, Optional<Setting<String>> said) {
    Optional<Release> instance =
        releases.stream().filter(release -> release.chart().name().equals(CHART)).findFirst();
    String namespace = instance.map(Release::namespace).orElse(NAMESPACE);
    Optional<Setting<String>> path =
        said.or(
            () ->
                instance.flatMap(
                    release -> syncPath(release).map(text -> new Setting<>(text, release.at()))));
    if (path.isEmpty()) {
      if (findings.hasErrors()) {
        return Optional.empty();
      }
      findings.add(
          FindingKind.NO_FLUX,
          instance.map(release -> release.at().toString()).orElse("cluster " + cluster),
          "nothing says what Flux is to reconcile",
          "add a release flux-instance with instance.sync.path, or set flux.path in"
              + " blackstart.yaml");
      return Optional.empty();
    }
    return path.flatMap(named -> folder(named).map(folder -> new FluxSource(folder, namespace)));
  }

  private Optional<String> folder(Setting<String> named) {
    return findings
        .attempt(() -> tree.resolve("", named.value().replaceFirst("^/+", ""), named.at()))
        .filter(folder -> isThere(folder, named.at()));
  }

  private boolean isThere(String folder, Place at) {
    if (tree.isFolder(folder)) {
      return true;
    }
    findings.add(
        FindingKind.FLUX_PATH,
        at,
        "Flux is to reconcile " + folder + ", and there is no such folder",
        "correct the path Flux is given");
    return false;
  }

  /** The last layer that says it wins, as with Helm. */
  private Optional<String> syncPath(Release release) {
    return release.values().stream()
        .flatMap(layer -> syncPath(layer).stream())
        .reduce((first, second) -> second);
  }

  private Optional<String> syncPath(ValuesDocument layer) {
    return findings
        .attempt(() -> Yaml.parse(layer.yaml(), layer.origin()))
        .flatMap(
            documents ->
                documents.stream()
                    .flatMap(document -> document.text("instance.sync.path").stream())
                    .findFirst());
  }
}
