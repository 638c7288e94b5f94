package dev.blackstart.app;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.CrdSource;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.Runs;
import dev.blackstart.cluster.Seed;
import dev.blackstart.phase.PlannedStages;
import dev.blackstart.run.Phase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What would run, as the JSON object of {@code plan --json}. */
public final class PlanDocument {
  private PlanDocument() {}

  public static Map<String, Object> of(ClusterSpec spec, List<Phase> phases) {
    return of(spec, phases, Map.of());
  }

  /**
   * @param digests of the charts at hand, by release
   */
  public static Map<String, Object> of(
      ClusterSpec spec, List<Phase> phases, Map<String, String> digests) {
    Map<String, Object> plan = new LinkedHashMap<>();
    plan.put("v", 1);
    plan.put("repository", spec.repository().toString());
    plan.put(
        "family", Map.of("talos", spec.family().talos(), "bootstrap", spec.family().bootstrap()));
    plan.put("cluster", spec.name());
    plan.put("nodes", spec.nodes().stream().map(PlanDocument::node).toList());
    plan.put("phases", phases(phases));
    PlannedStages.of(spec, phases).ifPresent(stages -> plan.put("stages", stages(stages)));
    plan.put(
        "releases", spec.releases().stream().map(release -> release(release, digests)).toList());
    plan.put("seeds", spec.seeds().stream().map(Seed::file).distinct().toList());
    plan.put("crds", spec.crds().stream().map(PlanDocument::crds).toList());
    plan.put("findings", findings(spec.findings()));
    return plan;
  }

  /** Phases with what each claims, and its budget in seconds. */
  public static List<Map<String, Object>> phases(List<Phase> phases) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Phase phase : phases) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("id", phase.id().name());
      one.put("budget", phase.budget().toSeconds());
      one.put("claims", phase.claims());
      all.add(one);
    }
    return all;
  }

  /** Stages with what belongs to each. */
  public static Map<String, Object> stages(PlannedStages planned) {
    Map<String, Object> stages = new LinkedHashMap<>();
    stages.put("phase", planned.phase().name());
    stages.put("stages", planned.stages().stream().map(PlanDocument::stage).toList());
    stages.put("brought", planned.brought());
    stages.put("suspended", planned.suspended());
    stages.put("unseen", planned.unseen());
    return stages;
  }

  private static Map<String, Object> stage(PlannedStages.Stage stage) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("id", stage.id());
    stage.budget().ifPresent(budget -> one.put("budget", budget.toSeconds()));
    one.put("claims", stage.claim());
    one.put("members", stage.members());
    return one;
  }

  /** Findings as every verb prints them. */
  public static List<Map<String, Object>> findings(List<Finding> findings) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Finding finding : findings) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("id", finding.id());
      one.put("level", finding.level().name().toLowerCase(Locale.ROOT));
      one.put("at", finding.at());
      one.put("what", finding.what());
      one.put("remedy", finding.remedy());
      all.add(one);
    }
    return all;
  }

  /** Where the CRDs of a source come from, in a word. */
  public static String crds(CrdSource source) {
    return switch (source) {
      case CrdSource.FromChart chart -> chart.release().chart().toString();
      case CrdSource.FromFile file -> file.file();
      case CrdSource.FromUrl url -> url.shown();
    };
  }

  private static Map<String, Object> node(Node node) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("name", node.name());
    one.put("address", node.address());
    one.put("role", node.role().machineType());
    node.versions().talos().ifPresent(version -> one.put("talos", version));
    node.versions().kubernetes().ifPresent(version -> one.put("kubernetes", version));
    return one;
  }

  private static Map<String, Object> release(Release release, Map<String, String> digests) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("name", release.name());
    one.put("namespace", release.namespace());
    one.put(
        "chart", release.chart().isGit() ? release.chart().from() : release.chart().reference());
    one.put("version", release.chart().version());
    if (digests.containsKey(release.qualifiedName())) {
      one.put("digest", digests.get(release.qualifiedName()));
    }
    one.put("values", ValuesOrigins.of(release));
    if (!ReleaseChanges.of(release).isEmpty()) {
      one.put("changes", ReleaseChanges.of(release));
    }
    one.put("needs", release.needs());
    one.put("hooks", commands(release));
    return one;
  }

  /** What its templates call, then its hooks. */
  private static List<Map<String, Object>> commands(Release release) {
    List<Map<String, Object>> commands = new ArrayList<>();
    release.execs().forEach(exec -> commands.add(command(exec.command(), exec.runs())));
    release.hooks().forEach(hook -> commands.add(command(hook.line(), hook.runs())));
    return commands;
  }

  private static Map<String, Object> command(String line, Runs runs) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("command", line);
    one.put("runs", runs.word());
    return one;
  }
}
