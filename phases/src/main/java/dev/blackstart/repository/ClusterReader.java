package dev.blackstart.repository;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.FluxSource;
import dev.blackstart.cluster.Seed;
import dev.blackstart.repository.helmfile.NeedsChecks;
import dev.blackstart.repository.helmfile.TemplateWorld;
import dev.blackstart.repository.settings.ClusterSettings;
import dev.blackstart.repository.settings.ReadOptions;
import dev.blackstart.repository.settings.TalosSettings;
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

/** Reads one cluster of a repository. */
final class ClusterReader {
  /** What a cluster is called when nothing names it. */
  private static final String NAMELESS = "cluster";

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
                tree, new TemplateWorld(given(env, known), options.programs()), findings)
            .read(known, settings.bootstrap(), others);
    new NeedsChecks(findings).check(bootstrap.releases(), bootstrap.unreadable());
    List<Seed> seeds =
        new SeedReader(tree, templates, findings, env, options.generatedSecrets())
            .read(bootstrap.seeds(), known);
    Optional<FluxSource> flux =
        new FluxReader(tree, findings)
            .read(known, bootstrap.releases(), settings.bootstrap().fluxPath());
    unused(settings.talos(), templates);
    BudgetChecks.check(settings.budgets(), talos.nodes(), bootstrap.releases(), findings);
    Map<String, Duration> budgets = new LinkedHashMap<>();
    settings.budgets().forEach((phase, budget) -> budgets.put(phase, budget.value()));
    ClusterSpec spec =
        new ClusterSpec(
            known,
            tree.root(),
            new ClusterSpec.Family(talos.family(), bootstrap.family()),
            talos.nodes(),
            talos.configs(),
            seeds,
            bootstrap.crds(),
            bootstrap.releases(),
            flux,
            budgets,
            findings.all());
    return new Detected(spec, settings, bootstrap);
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
    Map<String, String> env = new HashMap<>(options.env());
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
