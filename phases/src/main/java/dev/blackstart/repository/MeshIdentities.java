package dev.blackstart.repository;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Release;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Names and ids by which the Ciliums of several clusters would take each other for themselves. */
final class MeshIdentities {
  private static final String ID = "cluster.id";
  private static final String NAME = "cluster.name";

  /** What Cilium has for those who say nothing, which is told of each cluster by itself. */
  private static final Set<String> NONE = Set.of("", "0", "default", "null", "~");

  private MeshIdentities() {}

  static void check(Collection<ClusterSpec> clusters, RepositoryFiles files, Findings findings) {
    Map<String, MeshMember> meshed = new HashMap<>();
    for (ClusterSpec cluster : clusters) {
      MeshMember.of(cluster)
          .filter(MeshMember::isMeshed)
          .ifPresent(member -> meshed.put(cluster.name(), member));
    }
    for (String path : List.of(ID, NAME)) {
      Map<String, String> owners = new HashMap<>();
      for (ClusterSpec cluster : clusters) {
        Optional<MeshMember> cilium = Optional.ofNullable(meshed.get(cluster.name()));
        Optional<String> own = cilium.flatMap(member -> identity(member, path));
        String before =
            own.map(text -> owners.putIfAbsent(text, cluster.name())).orElse(cluster.name());
        if (!before.equals(cluster.name())) {
          findings.add(
              FindingKind.MESH_IDENTITY_SHARED,
              place(cilium.orElseThrow().cilium(), path, own.orElseThrow(), files),
              "Cilium of cluster "
                  + cluster.name()
                  + " joins a cluster mesh with the "
                  + path
                  + " "
                  + own.orElseThrow()
                  + " of cluster "
                  + before,
              path.equals(ID)
                  ? "give each cluster an id of its own, from 1 to 255"
                  : "give each cluster a name of its own");
        }
      }
    }
  }

  /** Empty also for what only Flux fills in. */
  private static Optional<String> identity(MeshMember cilium, String path) {
    return cilium.value(path).filter(text -> !NONE.contains(text) && !text.contains("${"));
  }

  /** Where the last of its files says so, as values or as those of a HelmRelease. */
  private static Object place(Release release, String path, String text, RepositoryFiles files) {
    List<String> origins = new ArrayList<>(release.inputs());
    release.values().forEach(layer -> origins.addAll(List.of(layer.origin().split("[ ,]+", -1))));
    for (String origin : origins.reversed()) {
      String file = origin.replaceFirst(":\\d+$", "");
      if (file.matches(".*\\.ya?ml")) {
        for (YamlNode document : documents(files.readQuietly(file).orElse(""), file)) {
          for (String prefix : List.of("", "spec.values.")) {
            Optional<YamlNode> node = document.at(prefix + path);
            if (node.isPresent() && document.text(prefix + path).filter(text::equals).isPresent()) {
              return node.get().mark();
            }
          }
        }
      }
    }
    return release.at();
  }

  /** What cannot be read is told where it is read first. */
  private static List<YamlNode> documents(String text, String file) {
    return new Findings().attempt(() -> Yaml.parse(text, file)).orElse(List.of());
  }
}
