package dev.blackstart.app.cli;

import dev.blackstart.app.ChartsAtHand;
import dev.blackstart.app.ConfigFindings;
import dev.blackstart.app.ConfigPatches;
import dev.blackstart.app.Inspection;
import dev.blackstart.app.Json;
import dev.blackstart.app.OperatorFiles;
import dev.blackstart.app.PlanDocument;
import dev.blackstart.app.ReleaseDiff;
import dev.blackstart.app.Rendering;
import dev.blackstart.app.plain.DiffText;
import dev.blackstart.app.plain.PlanText;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Finding.Level;
import dev.blackstart.phase.Phases;
import dev.blackstart.phase.StoredVersions;
import dev.blackstart.run.Phase;
import dev.blackstart.run.Selection;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = "What would run; writes nothing, and without --diff asks nobody.")
final class PlanCommand implements Callable<Integer> {
  @Mixin private SharedOptions shared;
  @Mixin private AdoptOption adopt;
  @Mixin private SelectionOptions selection;
  @Mixin private PatchOptions patches;
  @Mixin private ExecOption exec;

  @Option(
      names = "--render",
      paramLabel = "DIR",
      description = "write machine configs and manifests there, readable by you only")
  private Path render;

  @Option(
      names = "--diff",
      description =
          "compare each release with the cluster of the last run: the rehearsal that stands, else"
              + " the live one; reads only")
  private boolean diff;

  @Option(
      names = "--origins",
      paramLabel = "FORM",
      description =
          "with --render, where each value of a machine config was written: as comments or json")
  private Rendering.Origins origins = Rendering.Origins.NONE;

  @Option(
      names = "--secrets",
      paramLabel = "FROM",
      description = "generated: stand-ins instead of asking op")
  private Rendering.Secrets secrets = Rendering.Secrets.VAULT;

  @Override
  public Integer call() {
    OperatorFiles.Chosen chosen = adopt.on(files()).orExample();
    Announcement.of(chosen, shared.json());
    ConfigPatches extra = patches.patches().with(shared.vars());
    ClusterSpec spec = ConfigFindings.on(extra.on(chosen.spec()));
    boolean broken = spec.findings().stream().anyMatch(finding -> finding.level() == Level.ERROR);
    List<Phase> all = broken ? List.of() : Phases.of(spec);
    List<Phase> phases = broken ? all : selected(all);
    Map<String, String> digests = broken ? Map.of() : ChartsAtHand.digests(spec, chosen.charts());
    Compared compared = diff && !broken ? compared() : new Compared(List.of(), List.of());
    if (shared.json()) {
      Map<String, Object> plan = PlanDocument.of(spec, phases, digests);
      if (diff) {
        plan.put("diff", compared.releases().stream().map(ReleaseDiff::json).toList());
        plan.put("refused", PlanDocument.findings(compared.refused()));
      }
      System.out.println(Json.line(plan));
    } else {
      PlanText.lines(spec, phases, digests, shared.colours()).forEach(System.out::println);
      if (!compared.releases().isEmpty()) {
        System.out.println();
        System.out.println("against the cluster");
        DiffText.lines(compared.releases(), shared.colours()).forEach(System.out::println);
        PlanText.findings(compared.refused(), shared.colours())
            .forEach(line -> System.out.println("  " + line));
      }
    }
    if (broken || !compared.refused().isEmpty()) {
      return ExitCodes.PREREQUISITE;
    }
    if (render != null) {
      int files = new Rendering(spec, chosen.charts(), secrets, origins).into(render);
      (shared.json() ? System.err : System.out).println("wrote " + files + " files to " + render);
    }
    return ExitCodes.DONE;
  }

  /**
   * The repository beside a cluster.
   *
   * @param refused definitions its API server would not take
   */
  private record Compared(List<ReleaseDiff> releases, List<Finding> refused) {}

  private Compared compared() {
    try (Inspection inspection = Inspection.last(shared.state(), files())) {
      List<ReleaseDiff> releases = ReleaseDiff.of(inspection);
      return new Compared(releases, StoredVersions.dropped(inspection.spec(), inspection.world()));
    }
  }

  private OperatorFiles files() {
    return switch (secrets) {
      case VAULT -> exec.on(shared.files());
      case GENERATED -> exec.on(shared.files()).withGeneratedSecrets();
    };
  }

  private List<Phase> selected(List<Phase> all) {
    Selection.Range range = selection.selection().within(all);
    return all.subList(range.first(), range.last() + 1);
  }
}
