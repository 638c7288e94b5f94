package dev.blackstart.app.plain;

import dev.blackstart.app.PlanDocument;
import dev.blackstart.app.ReleaseChanges;
import dev.blackstart.app.ValuesOrigins;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Exec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Hook;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Release;
import dev.blackstart.phase.PlannedStages;
import dev.blackstart.run.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What would run, for people. */
public final class PlanText {
  /** Columns beside the indent of a section. */
  private static final int WIDTH = 98;

  private PlanText() {}

  public static List<String> lines(ClusterSpec spec, List<Phase> phases, boolean colours) {
    return lines(spec, phases, Map.of(), colours);
  }

  /**
   * @param digests of the charts at hand, by release
   */
  public static List<String> lines(
      ClusterSpec spec, List<Phase> phases, Map<String, String> digests, boolean colours) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "cluster "
            + spec.name()
            + " of "
            + spec.repository()
            + " ("
            + spec.family().talos()
            + ", "
            + spec.family().bootstrap()
            + ")");
    section(
        lines,
        "nodes",
        spec.hasMachines()
            ? nodes(spec.nodes())
            : List.of("none of ours: the cluster stands already, and a run begins at its API"));
    section(lines, "phases", phases(phases));
    stages(lines, spec, phases);
    section(lines, "releases", releases(spec, digests));
    section(lines, "seeds", spec.seeds().stream().map(seed -> seed.file()).distinct().toList());
    section(lines, "CRDs from", spec.crds().stream().map(PlanDocument::crds).toList());
    section(
        lines,
        "findings",
        findings(spec.findings(), colours).stream()
            .flatMap(line -> Folded.lines(line, WIDTH).stream())
            .toList());
    return lines;
  }

  /** Findings, two lines each. */
  public static List<String> findings(List<Finding> findings, boolean colours) {
    List<String> lines = new ArrayList<>();
    for (Finding finding : findings) {
      Ink ink =
          switch (finding.level()) {
            case ERROR -> Ink.BAD;
            case WARNING -> Ink.WAITS;
            case INFO -> Ink.QUIET;
          };
      String word = finding.level().name().toLowerCase(Locale.ROOT);
      lines.add(
          ink.on(word, colours)
              + "  "
              + finding.at()
              + ": "
              + finding.what()
              + "  ["
              + finding.id()
              + "]");
      lines.add("       " + finding.remedy());
    }
    return lines;
  }

  /** Phases, and below them the stages of the one in which Flux or Argo CD has its say. */
  public static List<String> course(ClusterSpec spec, List<Phase> phases) {
    List<String> lines = new ArrayList<>(phases(phases));
    stages(lines, spec, phases);
    return lines;
  }

  private static void stages(List<String> to, ClusterSpec spec, List<Phase> phases) {
    PlannedStages.of(spec, phases)
        .ifPresent(stages -> section(to, StageText.title(stages), StageText.lines(stages, WIDTH)));
  }

  /** Phase ids with what each claims. */
  public static List<String> phases(List<Phase> phases) {
    Table table = new Table("PHASE", "BUDGET", "CLAIMS");
    phases.forEach(
        phase -> table.row(phase.id().name(), phase.budget().toMinutes() + " min", phase.claims()));
    int claims = table.lines().getFirst().indexOf("CLAIMS");
    return table.lines().stream()
        .flatMap(line -> Folded.row(line, WIDTH, claims).stream())
        .toList();
  }

  /** Node, address, role and versions, the header first. */
  public static List<String> nodes(List<Node> nodes) {
    Table table = new Table("NODE", "ADDRESS", "ROLE", "TALOS", "KUBERNETES");
    for (Node node : nodes) {
      table.row(
          node.name(),
          node.address(),
          node.role().machineType(),
          node.versions().talos().orElse("-"),
          node.versions().kubernetes().orElse("-"));
    }
    return table.lines();
  }

  private static List<String> releases(ClusterSpec spec, Map<String, String> digests) {
    Table table = new Table("RELEASE", "CHART", "NEEDS");
    List<String> values = new ArrayList<>();
    List<String> changes = new ArrayList<>();
    List<String> commands = new ArrayList<>();
    for (Release release : spec.releases()) {
      List<String> needs = new ArrayList<>(release.needs());
      String first = needs.isEmpty() ? "" : needs.removeFirst();
      table.row(release.qualifiedName(), release.chart().toString(), first);
      needs.forEach(need -> table.row("", "", need));
      List<String> origins = ValuesOrigins.of(release);
      if (!origins.isEmpty()) {
        values.add("  " + release.qualifiedName());
        origins.forEach(origin -> values.addAll(Folded.lines("    " + origin, WIDTH)));
      }
      List<String> made = ReleaseChanges.of(release);
      if (!made.isEmpty()) {
        changes.add("  " + release.qualifiedName());
        made.forEach(change -> changes.addAll(Folded.lines("    " + change, WIDTH)));
      }
      commands.addAll(commands(release));
    }
    List<String> lines = new ArrayList<>(table.lines());
    under(lines, "charts at hand", digests(spec, digests));
    under(lines, "values from", values);
    under(lines, "changes to charts", changes);
    under(lines, "commands", commands);
    return lines;
  }

  private static List<String> digests(ClusterSpec spec, Map<String, String> digests) {
    Table table = new Table();
    spec.releases().stream()
        .filter(release -> digests.containsKey(release.qualifiedName()))
        .forEach(
            release -> table.row(release.chart().toString(), digests.get(release.qualifiedName())));
    return table.lines().stream().map(line -> "  " + line).toList();
  }

  /** The hooks of a release and what its templates call, with who runs it. */
  private static List<String> commands(Release release) {
    List<String> lines = new ArrayList<>();
    for (Hook hook : release.hooks()) {
      lines.addAll(
          Folded.lines(
              "    "
                  + String.join(",", hook.events())
                  + ", "
                  + hook.runs().word()
                  + ": "
                  + hook.line(),
              WIDTH));
    }
    for (Exec exec : release.execs()) {
      lines.addAll(
          Folded.lines("    template, " + exec.runs().word() + ": " + exec.command(), WIDTH));
    }
    if (!lines.isEmpty()) {
      lines.addFirst("  " + release.qualifiedName());
    }
    return lines;
  }

  private static void under(List<String> to, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      to.add(title);
      to.addAll(lines);
    }
  }

  private static void section(List<String> to, String title, List<String> lines) {
    to.add("");
    to.add(title);
    (lines.isEmpty() ? List.of("none") : lines).forEach(line -> to.add("  " + line));
  }
}
