package dev.blackstart.repository;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.repository.argo.ArgoReader;
import dev.blackstart.repository.fluxtree.FluxTree;
import dev.blackstart.repository.settings.ClusterSettings;
import dev.blackstart.repository.settings.ReadOptions;
import dev.blackstart.repository.settings.SettingsReader;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.repository.talos.TalosDetection;
import dev.blackstart.repository.talos.TalosSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads an operator's repository. Whatever is wrong becomes a finding with its file and line, and
 * reading goes on with what does not depend on it, so that one pass tells everything.
 */
public final class RepositoryReader {
  private RepositoryReader() {}

  /** Reads a repository in the environment of this process, nothing added on the command line. */
  public static Repository read(Path root) {
    return read(root, new ReadOptions(Map.of(), System.getenv()));
  }

  /**
   * Reads a repository.
   *
   * @throws dev.blackstart.world.Failure INPUT when the root is no folder
   */
  public static Repository read(Path root, ReadOptions options) {
    RepositoryFiles tree = new RepositoryFiles(root);
    Findings findings = new Findings();
    Map<String, ClusterSpec> clusters = new LinkedHashMap<>();
    detect(tree, options, findings).forEach((name, one) -> clusters.put(name, one.spec()));
    return new Repository(tree.root(), complete(clusters, findings, tree), findings.all());
  }

  /**
   * The {@code blackstart.yaml} that detection amounts to, together with what the present one says.
   *
   * @param cluster the only one to write; all when it is empty
   * @throws dev.blackstart.world.Failure INPUT when the root is no folder, or has no such cluster
   */
  public static Adoption adopt(Path root, ReadOptions options, Optional<String> cluster) {
    RepositoryFiles tree = new RepositoryFiles(root);
    Findings findings = new Findings();
    Map<String, Detected> all = detect(tree, options, findings);
    cluster.ifPresent(name -> read(root, options).cluster(name));
    List<Detected> chosen =
        all.values().stream()
            .filter(one -> cluster.isEmpty() || one.spec().name().equals(cluster.get()))
            .toList();
    return new AdoptionWriter(findings.all()).write(chosen);
  }

  private static Map<String, Detected> detect(
      RepositoryFiles tree, ReadOptions options, Findings findings) {
    Map<String, ClusterSettings> settings = new SettingsReader(findings).read(tree);
    Map<String, TalosSource> sides = sides(tree, options, settings, findings);
    if (sides.isEmpty()) {
      findings.add(
          FindingKind.NO_CLUSTERS,
          tree.root(),
          "no node of any cluster is found",
          "keep a file for each node below a folder talos, named after its address, or write in"
              + " blackstart.yaml: clusters: {NAME: {talos: {base: FILE, nodes: {ADDRESS: {role:"
              + " controlplane}}}}}");
    }
    Set<String> names = names(sides.keySet(), settings.keySet());
    for (String name : names) {
      if (!sides.containsKey(name) && !sides.isEmpty()) {
        findings.add(
            FindingKind.CLUSTER_UNKNOWN,
            settings.get(name).at(),
            "no node of cluster " + name + " is found",
            "use the name its folders bear, or list its nodes below talos.nodes");
      }
    }
    Map<String, Detected> clusters = new LinkedHashMap<>();
    sides.forEach(
        (name, files) -> {
          ClusterSettings said = settings.getOrDefault(name, ClusterSettings.NONE);
          Detected one =
              new ClusterReader(tree, options).read(name, files, said, without(names, name));
          clusters.put(one.spec().name(), one);
        });
    List<ClusterSpec> specs = clusters.values().stream().map(Detected::spec).toList();
    SharedMachines.check(specs, findings);
    MeshIdentities.check(specs, tree, findings);
    MeshAuthorities.check(specs, findings);
    return clusters;
  }

  /**
   * The repository a folder lies in: the nearest folder upwards that holds a {@code
   * blackstart.yaml}, or a Talos side beside a bootstrap.
   */
  public static Optional<Path> find(Path from) {
    for (Path folder = from.toAbsolutePath().normalize();
        folder != null;
        folder = folder.getParent()) {
      if (isRepository(folder)) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }

  private static boolean isRepository(Path folder) {
    if (Files.isRegularFile(folder.resolve(ClusterSettings.FILE))) {
      return true;
    }
    boolean talos = has(folder, "talos") || has(folder, "kubernetes/talos") || clusterTalos(folder);
    boolean bootstrap =
        has(folder, "bootstrap")
            || has(folder, "kubernetes/bootstrap")
            || has(folder, "helmfile.d");
    return talos && bootstrap;
  }

  private static boolean has(Path folder, String path) {
    return Files.isDirectory(folder.resolve(path));
  }

  private static boolean clusterTalos(Path folder) {
    Path clusters = folder.resolve("clusters");
    if (!Files.isDirectory(clusters)) {
      return false;
    }
    try (Stream<Path> each = Files.list(clusters)) {
      return each.anyMatch(cluster -> has(cluster, "talos"));
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** The clusters by name; one that no path names may stay empty until its configs are read. */
  private static Map<String, TalosSource> sides(
      RepositoryFiles tree,
      ReadOptions options,
      Map<String, ClusterSettings> settings,
      Findings findings) {
    Map<String, TalosSource> sides = new LinkedHashMap<>();
    for (TalosSource source : TalosSources.detect(tree)) {
      String name = source.cluster().orElseGet(() -> nameOf(source, tree, options, settings));
      TalosSource before = sides.putIfAbsent(name, source);
      if (before != null) {
        findings.add(
            FindingKind.CLUSTER_TWICE,
            source.path(),
            "a second set of machine configs of "
                + (name.isEmpty() ? "one cluster" : "cluster " + name)
                + ", the first is "
                + before.path(),
            "keep one of the two, or give each cluster a name of its own");
      }
    }
    settings.forEach(
        (name, said) -> {
          if (!said.talos().nodes().isEmpty()) {
            sides.computeIfAbsent(name, own -> TalosDetection.without(tree, own));
          }
        });
    boolean nowhere = sides.isEmpty() && new ArgoReader(tree).hasRoot();
    return options.adopted() || nowhere ? adopted(tree, sides, settings.keySet()) : sides;
  }

  /** The same clusters without their machines, and those that never had any here. */
  private static Map<String, TalosSource> adopted(
      RepositoryFiles tree, Map<String, TalosSource> sides, Set<String> named) {
    Map<String, TalosSource> adopted = new LinkedHashMap<>();
    sides.forEach(
        (name, source) -> adopted.put(name, new AdoptedMachines(name, Optional.of(source))));
    named.forEach(
        name -> adopted.computeIfAbsent(name, own -> new AdoptedMachines(own, Optional.empty())));
    if (adopted.isEmpty()) {
      String name = String.valueOf(tree.root().getFileName());
      adopted.put(name, new AdoptedMachines(name, Optional.empty()));
    }
    return adopted;
  }

  /** The name its machine configs give it, else the only one {@code blackstart.yaml} has. */
  private static String nameOf(
      TalosSource source,
      RepositoryFiles tree,
      ReadOptions options,
      Map<String, ClusterSettings> settings) {
    if (settings.isEmpty()) {
      return "";
    }
    String own =
        new ClusterReader(tree, options)
            .read("", source, ClusterSettings.NONE, Set.of())
            .spec()
            .name();
    if (settings.containsKey(own)) {
      return own;
    }
    return settings.size() == 1 ? settings.keySet().iterator().next() : "";
  }

  private static Set<String> names(Set<String> detected, Set<String> named) {
    Set<String> names = new LinkedHashSet<>(detected);
    names.addAll(named);
    names.remove("");
    return names;
  }

  private static Set<String> without(Set<String> names, String name) {
    Set<String> others = new LinkedHashSet<>(names);
    others.remove(name);
    return others;
  }

  private static Map<String, ClusterSpec> complete(
      Map<String, ClusterSpec> clusters, Findings findings, RepositoryFiles tree) {
    FluxTree flux = new FluxTree(tree);
    Map<String, ClusterSpec> complete = new LinkedHashMap<>();
    clusters.forEach(
        (name, spec) -> {
          Set<Finding> all = new LinkedHashSet<>(findings.all());
          all.addAll(spec.findings());
          FluxTree.Looked looked = flux.look(spec);
          all.addAll(looked.findings());
          complete.put(
              name,
              spec.withFindings(new ArrayList<>(all))
                  .owning(looked.crdOwners())
                  .ordering(looked.certificates())
                  .given(spec.argo().isPresent() ? spec.deliveries() : looked.deliveries()));
        });
    return complete;
  }
}
