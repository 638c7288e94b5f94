package dev.blackstart.repository.fluxtree;

import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.template.kustomize.FluxBuild;
import dev.blackstart.template.kustomize.KustomizeProblem;
import dev.blackstart.template.kustomize.SourceTree;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds where Flux begins when no release of the bootstrap says it: a FluxInstance of the tree,
 * what {@code flux bootstrap} wrote, or the folder that is applied by hand.
 */
final class FluxStarts {
  private static final Pattern INSTANCE = Pattern.compile("(.*/)?flux-instance/.*\\.ya?ml");
  private static final Pattern WRITTEN = Pattern.compile("(.*/)?gotk-sync\\.yaml");
  private static final Pattern BY_HAND =
      Pattern.compile("(.*/)?flux/(cluster|config|flux-system)/[^/]+\\.ya?ml");

  private final RepositoryFiles files;
  private final SourceTree tree;

  FluxStarts(RepositoryFiles files, SourceTree tree) {
    this.files = files;
    this.tree = tree;
  }

  /** The start of a cluster; empty when there is none, or more than one may be it. */
  Optional<FluxStart> find(String cluster) {
    return only(cluster, INSTANCE)
        .or(() -> only(cluster, WRITTEN))
        .or(() -> only(cluster, BY_HAND));
  }

  private Optional<FluxStart> only(String cluster, Pattern pattern) {
    Map<String, FluxStart> found = new LinkedHashMap<>();
    for (String file : files.files()) {
      if (pattern.matcher(file).matches()) {
        start(file, pattern).ifPresent(start -> found.putIfAbsent(file, start));
      }
    }
    List<FluxStart> own =
        found.entrySet().stream()
            .filter(entry -> List.of(entry.getKey().split("/")).contains(cluster))
            .map(Map.Entry::getValue)
            .toList();
    List<FluxStart> left = own.isEmpty() ? List.copyOf(found.values()) : own;
    boolean one = left.stream().map(FluxStart::path).distinct().count() == 1;
    return one ? Optional.of(left.getFirst()) : Optional.empty();
  }

  private Optional<FluxStart> start(String file, Pattern pattern) {
    List<Map<String, Object>> objects = objects(file);
    if (pattern == INSTANCE) {
      return objects.stream().flatMap(object -> instance(object, file).stream()).findFirst();
    }
    Optional<Map<String, Object>> kustomization =
        objects.stream()
            .filter(object -> ObjectKey.of(object).is(ObjectKey.KUSTOMIZE, "Kustomization"))
            .findFirst();
    String url =
        objects.stream()
            .filter(object -> ObjectKey.of(object).group().equals(ObjectKey.SOURCE))
            .map(object -> Fields.text(object, "spec", "url"))
            .findFirst()
            .orElse("");
    return kustomization.map(
        object -> {
          Map<String, Object> source = Fields.map(object, "spec", "sourceRef");
          String path =
              pattern == WRITTEN
                  ? Fields.text(object, "spec", "path")
                  : RepositoryFiles.folder(file);
          FluxStart start =
              FluxStart.at(
                  path,
                  ObjectKey.of(object).namespace(),
                  Fields.text(source, "kind"),
                  Fields.text(source, "name"),
                  url);
          return pattern == WRITTEN ? start : start.appliedByHand();
        });
  }

  /** What a FluxInstance, or a HelmRelease of the chart that makes one, syncs. */
  private Optional<FluxStart> instance(Map<String, Object> object, String file) {
    ObjectKey key = ObjectKey.of(object);
    Map<String, Object> sync =
        key.is("fluxcd.controlplane.io", "FluxInstance")
            ? Fields.map(object, "spec", "sync")
            : Fields.map(object, "spec", "values", "instance", "sync");
    String path = Fields.text(sync, "path");
    if (FluxBuild.folder(path).filter(tree::isFolder).isEmpty() || path.isEmpty()) {
      return Optional.empty();
    }
    String namespace = Fields.or(key.namespace(), namespace(file));
    return Optional.of(
        FluxStart.at(
            path,
            namespace,
            Fields.or(Fields.text(sync, "kind"), "GitRepository"),
            Fields.or(Fields.text(sync, "name"), namespace),
            Fields.text(sync, "url")));
  }

  /** What the nearest kustomization puts a file into. */
  private String namespace(String file) {
    String folder = RepositoryFiles.folder(file);
    while (!folder.isEmpty()) {
      String kustomization = folder + "/kustomization.yaml";
      if (tree.isFile(kustomization)) {
        for (Map<String, Object> object : objects(kustomization)) {
          if (!Fields.text(object, "namespace").isEmpty()) {
            return Fields.text(object, "namespace");
          }
        }
      }
      folder = RepositoryFiles.folder(folder);
    }
    return "flux-system";
  }

  private List<Map<String, Object>> objects(String file) {
    List<Map<String, Object>> objects = new ArrayList<>();
    try {
      for (YamlNode document : tree.documents(file)) {
        objects.add(Fields.asMap(Reading.KUBERNETES.read(document)));
      }
    } catch (YamlProblem | KustomizeProblem unreadable) {
      // a file that cannot be read is no start; if Flux is to build it, the walk tells
      return List.of();
    }
    return objects;
  }
}
