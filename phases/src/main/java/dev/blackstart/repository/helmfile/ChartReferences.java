package dev.blackstart.repository.helmfile;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a helmfile's {@code chart:} means, given the repositories it declares. */
final class ChartReferences {
  private final Map<String, Repository> repositories;
  private final RepositoryFiles tree;
  private final String folder;

  private record Repository(String url, boolean oci) {}

  private ChartReferences(
      Map<String, Repository> repositories, RepositoryFiles tree, String folder) {
    this.repositories = repositories;
    this.tree = tree;
    this.folder = folder;
  }

  static ChartReferences of(List<MapNode> documents, RepositoryFiles tree, String file) {
    Map<String, Repository> repositories = new HashMap<>();
    for (MapNode document : documents) {
      for (YamlNode each : Nodes.items(document.get("repositories"))) {
        Optional<String> name = each.text("name");
        Optional<String> url = each.text("url");
        if (name.isPresent() && url.isPresent()) {
          boolean oci = each.text("oci").filter("true"::equals).isPresent();
          repositories.put(name.get(), new Repository(trim(url.get()), oci));
        }
      }
    }
    return new ChartReferences(repositories, tree, RepositoryFiles.folder(file));
  }

  /** The chart a text names; empty when its repository is not declared. */
  Optional<ChartRef> find(String chart, String version) {
    if (chart.startsWith("oci://")) {
      return Optional.of(ChartRef.oci(trim(chart), version));
    }
    if (isFolder(chart)) {
      String path = tree.root().resolve(folder).resolve(chart).normalize().toString();
      return Optional.of(new ChartRef(path, "", version));
    }
    int slash = chart.indexOf('/');
    Repository repository = slash < 0 ? null : repositories.get(chart.substring(0, slash));
    if (repository == null) {
      return Optional.empty();
    }
    String name = chart.substring(slash + 1);
    return Optional.of(
        repository.oci()
            ? ChartRef.oci(
                "oci://" + repository.url().replaceFirst("^oci://", "") + "/" + name, version)
            : new ChartRef(name, repository.url(), version));
  }

  /** Whether a chart lies in a folder, so that its version is its own. */
  static boolean isFolder(String chart) {
    return chart.startsWith("./") || chart.startsWith("../") || chart.startsWith("/");
  }

  private static String trim(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
