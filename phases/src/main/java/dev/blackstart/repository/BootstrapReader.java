package dev.blackstart.repository;

import dev.blackstart.cluster.CrdSource;
import dev.blackstart.cluster.Release;
import dev.blackstart.repository.fluxtree.FluxReleases;
import dev.blackstart.repository.helmfile.Helmfile;
import dev.blackstart.repository.helmfile.HelmfileDetection;
import dev.blackstart.repository.helmfile.HelmfileReader;
import dev.blackstart.repository.helmfile.TemplateWorld;
import dev.blackstart.repository.settings.BootstrapSettings;
import dev.blackstart.repository.settings.ClusterSettings;
import dev.blackstart.repository.settings.Setting;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.RepositoryFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Finds and reads what a cluster is bootstrapped with. */
final class BootstrapReader {
  /** Where a repository without helmfiles keeps its first objects. */
  private static final String FOLDER = "bootstrap";

  private final RepositoryFiles tree;
  private final Findings findings;
  private final HelmfileReader helmfiles;
  private final boolean programs;
  private final BooleanSupplier handedToArgo;

  /**
   * @param handedToArgo whether the repository can do without a release of its own
   */
  BootstrapReader(
      RepositoryFiles tree, TemplateWorld world, Findings findings, BooleanSupplier handedToArgo) {
    this.handedToArgo = handedToArgo;
    this.tree = tree;
    this.findings = findings;
    this.helmfiles = new HelmfileReader(tree, world, findings);
    this.programs = world.programs().isPresent();
  }

  Bootstrap read(String cluster, BootstrapSettings settings, Set<String> others) {
    Optional<String> folder = HelmfileDetection.folder(tree, cluster, others);
    String environment = settings.environment().map(Setting::value).orElse(cluster);
    List<Helmfile> detected = new ArrayList<>();
    Map<String, List<Helmfile>> byEntry = new LinkedHashMap<>();
    if (settings.crds().isEmpty() || settings.releases().isEmpty()) {
      for (String file : folder.map(f -> HelmfileDetection.helmfiles(tree, f)).orElse(List.of())) {
        byEntry.put(file, helmfiles.read(file, environment));
        detected.addAll(byEntry.get(file));
      }
    }
    List<Release> releases =
        settings
            .releases()
            .map(named -> named(named, environment, cluster, settings))
            .orElseGet(() -> releases(detected, false));
    releases = installable(releases);
    HookChecks.check(releases, programs, tree, findings);
    settings
        .environment()
        .filter(named -> !helmfiles.knows(named.value()))
        .ifPresent(named -> unknownEnvironment(named, cluster));
    boolean bare = releases.isEmpty() && handedToArgo.getAsBoolean();
    if (releases.isEmpty() && !bare && !findings.hasErrorIn(folder.orElse(ClusterSettings.FILE))) {
      findings.add(
          FindingKind.NO_RELEASES,
          folder.orElse("cluster " + cluster),
          "no helmfile names a release to install",
          "add a helmfile.d/01-apps.yaml, or name one as bootstrap.releases in blackstart.yaml");
    }
    return new Bootstrap(
        settings
            .crds()
            .map(named -> crds(named, environment))
            .orElseGet(() -> charts(releases(detected, true))),
        releases,
        Set.copyOf(helmfiles.unreadable()),
        settings
            .seeds()
            .map(named -> named.stream().filter(file -> seed(file).isPresent()).toList())
            .map(files -> new SeedFiles(files, "", List.of()))
            .orElseGet(
                () ->
                    folder
                        .or(() -> Optional.of(FOLDER).filter(f -> bare && tree.isFolder(f)))
                        .map(f -> new SeedDetection(tree).find(f, cluster, others))
                        .orElse(new SeedFiles(List.of(), "", List.of()))),
        settings
            .environment()
            .map(Setting::value)
            .or(() -> Optional.of(cluster).filter(helmfiles::knows)),
        settings.crds().map(BootstrapReader::values).or(() -> entries(byEntry, true)),
        settings.releases().map(BootstrapReader::values).or(() -> entries(byEntry, false)));
  }

  private static List<String> values(List<Setting<String>> settings) {
    return settings.stream().map(Setting::value).toList();
  }

  /** The helmfiles that are there for CRDs, or for releases, unless one is there for both. */
  private static Optional<List<String>> entries(Map<String, List<Helmfile>> all, boolean crdsOnly) {
    List<String> entries = new ArrayList<>();
    for (Map.Entry<String, List<Helmfile>> entry : all.entrySet()) {
      List<Helmfile> parts =
          entry.getValue().stream().filter(part -> !part.releases().isEmpty()).toList();
      if (parts.stream().map(Helmfile::crdsOnly).distinct().count() > 1) {
        return Optional.empty();
      }
      if (!parts.isEmpty() && parts.getFirst().crdsOnly() == crdsOnly) {
        entries.add(entry.getKey());
      }
    }
    return Optional.of(entries);
  }

  /** Without a second release of a name, and without needs of releases that are not installed. */
  private List<Release> installable(List<Release> releases) {
    Map<String, Release> byName = new LinkedHashMap<>();
    for (Release release : releases) {
      Release before = byName.putIfAbsent(release.qualifiedName(), release);
      if (before != null) {
        findings.add(HelmfileReader.twice(release, before));
      }
    }
    return byName.values().stream()
        .map(
            release ->
                release.needing(
                    release.needs().stream()
                        .filter(
                            need -> byName.containsKey(need) || !helmfiles.absent().contains(need))
                        .toList()))
        .toList();
  }

  private void unknownEnvironment(Setting<String> named, String cluster) {
    findings.add(
        FindingKind.ENVIRONMENT_UNKNOWN,
        named.at(),
        "no helmfile of cluster " + cluster + " has an environment " + named.value(),
        "correct bootstrap.environment, or add the environment to the helmfile");
  }

  private static List<Release> releases(List<Helmfile> helmfiles, boolean crdsOnly) {
    return helmfiles.stream()
        .filter(helmfile -> helmfile.crdsOnly() == crdsOnly)
        .flatMap(helmfile -> helmfile.releases().stream())
        .toList();
  }

  /** Those of helmfiles, and of HelmReleases as Flux will build them. */
  private List<Release> named(
      List<Setting<String>> files, String environment, String cluster, BootstrapSettings settings) {
    List<Release> releases = new ArrayList<>();
    List<Setting<String>> ofFlux = new ArrayList<>();
    for (Setting<String> file : files) {
      Optional<String> path = path(file);
      if (path.filter(each -> FluxReleases.isOne(tree, each)).isPresent()) {
        ofFlux.add(new Setting<>(path.get(), file.at()));
      } else {
        path.map(each -> helmfiles.read(each, environment))
            .orElse(List.of())
            .forEach(helmfile -> releases.addAll(helmfile.releases()));
      }
    }
    if (!ofFlux.isEmpty()) {
      Optional<String> start = settings.fluxPath().map(Setting::value);
      releases.addAll(new FluxReleases(tree, findings).read(cluster, start, ofFlux));
    }
    return releases;
  }

  private List<CrdSource> crds(List<Setting<String>> named, String environment) {
    List<CrdSource> sources = new ArrayList<>();
    for (Setting<String> source : named) {
      if (source.value().startsWith("https://") || source.value().startsWith("http://")) {
        sources.add(new CrdSource.FromUrl(source.value(), source.at()));
        continue;
      }
      Optional<String> path = path(source);
      if (path.filter(file -> HelmfileDetection.isHelmfile(tree, file)).isPresent()) {
        helmfiles
            .read(path.get(), environment)
            .forEach(helmfile -> sources.addAll(charts(helmfile.releases())));
      } else {
        path.ifPresent(file -> sources.add(new CrdSource.FromFile(file, source.at())));
      }
    }
    return sources;
  }

  private static List<CrdSource> charts(List<Release> releases) {
    return releases.stream().<CrdSource>map(CrdSource.FromChart::new).toList();
  }

  /** A file the operator names; a finding when it is not there. */
  private Optional<String> path(Setting<String> named) {
    return path(named, tree::isFile);
  }

  /** The same for a seed, which may be the folder of a kustomization. */
  private Optional<String> seed(Setting<String> named) {
    return path(named, path -> tree.isFile(path) || tree.isFile(path + "/kustomization.yaml"));
  }

  private Optional<String> path(Setting<String> named, Predicate<String> there) {
    return findings
        .attempt(() -> tree.resolve("", named.value(), named.at()))
        .filter(
            path -> {
              if (there.test(path)) {
                return true;
              }
              findings.add(
                  FindingKind.PATH_MATCHES_NOTHING,
                  named.at(),
                  named.value() + " matches no file",
                  "correct the path, or remove it");
              return false;
            });
  }
}
