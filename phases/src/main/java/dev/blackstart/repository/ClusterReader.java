package dev.blackstart.repository;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.CrdOwners;
import dev.blackstart.cluster.Deliveries;
import dev.blackstart.cluster.FluxSource;
import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.Seed;
import dev.blackstart.repository.argo.ArgoHandOff;
import dev.blackstart.repository.argo.ArgoReader;
import dev.blackstart.repository.helmfile.NeedsChecks;
import dev.blackstart.repository.helmfile.TemplateWorld;
import dev.blackstart.repository.settings.ClusterSettings;
import dev.blackstart.repository.settings.ReadOptions;
import dev.blackstart.repository.settings.TalosSettings;
import dev.blackstart.repository.source.EnvironmentFiles;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.JinjaTemplates;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.repository.talos.TalosReading;
import dev.blackstart.repository.talos.TalosSide;
import dev.blackstart.repository.talos.TalosSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads one cluster of a repository. */
final class ClusterReader {
  /** What a cluster is called when nothing names it. */
  private static final String NAMELESS = "cluster";

  private static final String ARGO_CD = "argo-cd";

  private final RepositoryFiles tree;
  private final ReadOptions options;
  private final Findings findings = new Findings();

  ClusterReader(RepositoryFiles tree, ReadOptions options) {
    this.tree = tree;
    this.options = options;
  }

  /**
   * The cluster, as complete as its files allow.
   *
   * @param name empty when only its machine configs know it
   * @param others names of the repository's other clusters
   */
  Detected read(String name, TalosSource source, ClusterSettings settings, Set<String> others) {
    Map<String, String> env = env(settings);
    JinjaTemplates templates = new JinjaTemplates(tree, variables(settings.talos()), env);
    TalosSide talos =
        source.read(
            name,
            new TalosReading(
                tree, findings, settings.talos(), templates, env, options.generatedSecrets()));
    String known = name.isEmpty() ? talos.clusterName().orElse(NAMELESS) : name;
    Bootstrap bootstrap =
        new BootstrapReader(
                tree,
                new TemplateWorld(given(env, known), options.programs()),
                findings,
                () -> hasNoFlux(settings) && new ArgoReader(tree).hasRoot())
            .read(known, settings.bootstrap(), others);
    new NeedsChecks(findings).check(bootstrap.releases(), bootstrap.unreadable());
    List<Seed> seeds =
        new SeedReader(tree, templates, findings, env, options.generatedSecrets())
            .read(bootstrap.seeds(), known);
    Optional<ArgoHandOff> argo = argo(known, bootstrap.releases(), settings);
    Optional<FluxSource> flux =
        argo.isPresent()
            ? Optional.empty()
            : new FluxReader(tree, findings)
                .read(known, bootstrap.releases(), settings.bootstrap().fluxPath());
    List<Release> releases = withArgoCd(bootstrap.releases(), argo);
    unused(settings.talos(), templates);
    BudgetChecks.check(settings.budgets(), talos.nodes(), releases, findings);
    Map<String, Duration> budgets = new LinkedHashMap<>();
    settings.budgets().forEach((phase, budget) -> budgets.put(phase, budget.value()));
    ClusterSpec spec =
        new ClusterSpec(
            known,
            tree.root(),
            new ClusterSpec.Family(
                talos.family(),
                argo.filter(any -> bootstrap.releases().isEmpty())
                    .map(any -> ARGO_CD)
                    .orElse(bootstrap.family())),
            talos.nodes(),
            talos.configs(),
            seeds,
            bootstrap.crds(),
            releases,
            flux,
            budgets,
            findings.all(),
            ClusterSpec.Particulars.NONE);
    ClusterSpec complete =
        spec.handedTo(argo.map(ArgoHandOff::source))
            .given(argo.map(ArgoHandOff::deliveries).orElse(Deliveries.NONE))
            .silencing(settings.silences())
            .owning(CrdOwners.NONE.ruled(settings.bootstrap().crdOwners()));
    return new Detected(complete, settings, bootstrap);
  }

  private static boolean hasNoFlux(ClusterSettings settings) {
    return settings.bootstrap().fluxPath().isEmpty();
  }

  /** Who deploys Flux hands nothing to Argo CD, whatever Flux may deploy of it. */
  private Optional<ArgoHandOff> argo(
      String cluster, List<Release> releases, ClusterSettings settings) {
    return hasNoFlux(settings) && !FluxReader.isInstalledBy(releases)
        ? new ArgoReader(tree).read(cluster, findings)
        : Optional.empty();
  }

  /** Argo CD comes in as it will find itself; a helmfile that installs it knows better. */
  private List<Release> withArgoCd(List<Release> releases, Optional<ArgoHandOff> argo) {
    if (argo.isEmpty() || releases.stream().anyMatch(ClusterReader::isArgoCd)) {
      return releases;
    }
    Optional<Release> own = argo.get().own();
    if (own.isEmpty()) {
      findings.add(
          FindingKind.ARGO_CD_ABSENT,
          argo.get().source().file(),
          "it is for Argo CD, and neither an Application nor a helmfile installs that",
          "add an Application of the chart argo-cd, so that Argo CD manages itself");
    }
    return Stream.concat(releases.stream(), own.stream()).toList();
  }

  private static boolean isArgoCd(Release release) {
    return release.chart().name().equals(ARGO_CD);
  }

  /** What the field's task files export before they call helmfile. */
  private Map<String, String> given(Map<String, String> env, String cluster) {
    Map<String, String> all = new HashMap<>(env);
    all.putIfAbsent("CLUSTER", cluster);
    all.putIfAbsent("ROOT_DIR", tree.root().toString());
    return all;
  }

  private Map<String, Object> variables(TalosSettings settings) {
    Map<String, Object> variables = new LinkedHashMap<>();
    settings.vars().forEach((name, setting) -> variables.put(name, setting.value()));
    variables.putAll(options.vars());
    return variables;
  }

  private Map<String, String> env(ClusterSettings settings) {
    Map<String, String> env = new HashMap<>(new EnvironmentFiles(tree).values());
    env.putAll(options.env());
    env.putAll(settings.talos().env());
    return env;
  }

  private void unused(TalosSettings settings, JinjaTemplates templates) {
    settings
        .vars()
        .forEach(
            (name, setting) -> {
              if (!templates.mention(name)) {
                findings.add(
                    FindingKind.UNUSED_VARIABLE,
                    setting.at(),
                    "no template uses the variable " + name,
                    "remove it, or correct its name");
              }
            });
  }
}
