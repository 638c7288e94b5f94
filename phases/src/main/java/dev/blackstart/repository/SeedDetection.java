package dev.blackstart.repository;

import dev.blackstart.cluster.Place;
import dev.blackstart.repository.settings.Setting;
import dev.blackstart.repository.source.RepositoryFiles;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the seeds beside the helmfiles: files of namespaces and first secrets, kustomizations of
 * them, and what the repository's own scripts apply before the first release.
 */
final class SeedDetection {
  /** Names under which operators keep namespaces and first secrets. */
  private static final Pattern SEED =
      Pattern.compile(
          "((secrets?|resources?|namespaces?|seeds?)|[^.].*\\.sops)\\.ya?ml(\\.tpl|\\.j2)?");

  private static final Pattern TALOS = Pattern.compile("tal(secret|env|config).*");
  private static final Set<String> NOT_SEEDS = Set.of("helmfile.d", "helmfile", "talos", "crds");
  private static final List<String> KUSTOMIZED =
      List.of("kustomize", "prerequisites", "seeds", "secrets");
  private static final String TEMPLATES = "templates";
  private static final Pattern SHARED =
      Pattern.compile("cluster-(secrets?|settings)(\\.secret)?(\\.sops)?\\.ya?ml");
  private static final Pattern NAMESPACES =
      Pattern.compile("create namespace|kind == .?\"Namespace");
  private static final Pattern KUSTOMIZATION = Pattern.compile("(?m)^kind:\\s*Kustomization\\s*$");

  private final RepositoryFiles tree;

  SeedDetection(RepositoryFiles tree) {
    this.tree = tree;
  }

  /** Beside the helmfiles or one folder below, not in another cluster's folder. */
  SeedFiles find(String folder, String cluster, Set<String> others) {
    String script = scripts(folder);
    Set<String> paths = new LinkedHashSet<>();
    plain(folder, others).forEach(paths::add);
    kustomizations(folder, cluster, others).forEach(paths::add);
    tree.files().stream()
        .filter(SeedDetection::isShared)
        .filter(path -> script.contains(RepositoryFiles.name(path)))
        .filter(path -> RepositoryFiles.folders(path).stream().noneMatch(others::contains))
        .forEach(paths::add);
    List<Setting<String>> files =
        paths.stream().map(path -> new Setting<>(path, new Place(path, 0))).toList();
    Optional<String> apps = NAMESPACES.matcher(script).find() ? apps(cluster) : Optional.empty();
    return new SeedFiles(files, apps.orElse(""), apps.map(this::members).orElse(List.of()));
  }

  /** Whether a file is one that Flux substitutes from in every Kustomization. */
  static boolean isShared(String path) {
    return SHARED.matcher(RepositoryFiles.name(path)).matches();
  }

  private Stream<String> plain(String folder, Set<String> others) {
    String prefix = folder.isEmpty() ? "" : folder + "/";
    return tree.files().stream()
        .filter(
            path -> path.startsWith(prefix) && SEED.matcher(RepositoryFiles.name(path)).matches())
        .filter(path -> !TALOS.matcher(RepositoryFiles.name(path)).matches())
        .filter(
            path -> {
              List<String> below = RepositoryFiles.folders(path.substring(prefix.length()));
              return below.size() <= 1
                  && below.stream().noneMatch(f -> NOT_SEEDS.contains(f) || others.contains(f))
                  && (!below.contains(TEMPLATES) || path.endsWith(".j2"))
                  && !(KUSTOMIZED.containsAll(below)
                      && isKustomization(RepositoryFiles.folder(path)));
            });
  }

  /** A folder of its own, or one for each source of secrets below it. */
  private Stream<String> kustomizations(String folder, String cluster, Set<String> others) {
    List<String> found = new ArrayList<>();
    for (String name : KUSTOMIZED) {
      String path = RepositoryFiles.in(folder, name);
      if (isKustomization(path)) {
        found.add(path);
      } else {
        members(path).stream()
            .filter(member -> !others.contains(member) || member.equals(cluster))
            .map(member -> path + "/" + member)
            .filter(this::isKustomization)
            .forEach(found::add);
      }
    }
    return found.stream();
  }

  /** Components are no kustomizations of their own. */
  private boolean isKustomization(String folder) {
    return Stream.of("kustomization.yaml", "kustomization.yml")
        .map(name -> RepositoryFiles.in(folder, name))
        .anyMatch(
            path ->
                tree.isFile(path)
                    && tree.readQuietly(path)
                        .filter(text -> KUSTOMIZATION.matcher(text).find())
                        .isPresent());
  }

  /** The folders of a folder. */
  private List<String> members(String folder) {
    String prefix = folder + "/";
    return tree.files().stream()
        .filter(path -> path.startsWith(prefix) && path.indexOf('/', prefix.length()) > 0)
        .map(path -> path.substring(prefix.length(), path.indexOf('/', prefix.length())))
        .distinct()
        .toList();
  }

  private Optional<String> apps(String cluster) {
    return Stream.of("kubernetes/" + cluster + "/apps", "kubernetes/apps", "apps")
        .filter(tree::isFolder)
        .findFirst();
  }

  /** What the scripts say that operators bootstrap with today. */
  private String scripts(String folder) {
    StringBuilder all = new StringBuilder();
    Stream.of(
            RepositoryFiles.in(folder, "mod.just"),
            "scripts/bootstrap-apps.sh",
            "scripts/bootstrap-cluster.sh",
            ".taskfiles/bootstrap/Taskfile.yaml",
            ".taskfiles/bootstrap/resources/bootstrap.sh",
            "Taskfile.yaml",
            "justfile",
            ".justfile")
        .filter(tree::isFile)
        .forEach(path -> all.append(tree.readQuietly(path).orElse("")).append('\n'));
    return all.toString();
  }
}
