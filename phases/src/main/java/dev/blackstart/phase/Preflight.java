package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.CrdSource;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Finding.Level;
import dev.blackstart.run.Condition;
import dev.blackstart.run.Fanout;
import dev.blackstart.run.InputDigest;
import dev.blackstart.run.Phase;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.Progress;
import dev.blackstart.world.Failure;
import dev.blackstart.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything a run will need is there, looked at before anything is touched. */
public final class Preflight implements Phase {
  private final ClusterSpec spec;
  private final Duration budget;
  private final List<PreflightCheck> checks;
  private Condition last = Condition.unmet("not looked at yet");

  public Preflight(ClusterSpec spec, Duration budget) {
    this(spec, PreflightChecks.of(spec), budget);
  }

  /**
   * @param checks what is looked at
   */
  Preflight(ClusterSpec spec, List<PreflightCheck> checks, Duration budget) {
    this.spec = spec;
    this.checks = checks;
    this.budget = budget;
  }

  /**
   * All findings of all checks, side by side; those of the reader come first. What several checks
   * ran into is told once.
   */
  public static List<Finding> look(ClusterSpec spec, World world, Fanout fanout)
      throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    look(spec, PreflightChecks.of(spec), world, fanout, findings::add, (check, found) -> {});
    return findings;
  }

  /** What each check found is told before the check itself. */
  private static void look(
      ClusterSpec spec,
      List<PreflightCheck> checks,
      World world,
      Fanout fanout,
      Consumer<Finding> findings,
      ObjIntConsumer<PreflightCheck> looked)
      throws InterruptedException {
    Set<String> told = new HashSet<>();
    spec.findings().stream().filter(finding -> told.add(said(finding))).forEach(findings);
    List<List<Finding>> all = fanout.each(checks, checks.size(), check -> at(check, spec, world));
    for (int i = 0; i < checks.size(); i++) {
      all.get(i).stream()
          .filter(finding -> !told.contains(finding.what()) && told.add(said(finding)))
          .forEach(findings);
      looked.accept(checks.get(i), all.get(i).size());
    }
    unused(spec, all).forEach(findings);
  }

  /** A word that silences nothing hides, one day, what nobody expects any more. */
  private static List<Finding> unused(ClusterSpec spec, List<List<Finding>> all) {
    Set<String> quiet =
        Stream.concat(spec.findings().stream(), all.stream().flatMap(List::stream))
            .filter(finding -> finding.level() == Level.INFO)
            .map(Finding::id)
            .collect(Collectors.toSet());
    return spec.silences().stream()
        .filter(silence -> !quiet.contains(silence.id()))
        .map(
            silence ->
                PreflightFinding.SILENCE_UNUSED.info(
                    silence.at().toString(),
                    "nothing that can be silenced was found by the id " + silence.id(),
                    "correct the id, or take the line away"))
        .toList();
  }

  private static String said(Finding finding) {
    return finding.at() + ": " + finding.what();
  }

  @Override
  public PhaseId id() {
    return new PhaseId("preflight");
  }

  @Override
  public String claims() {
    return spec.hasMachines()
        ? "everything the run needs is there: repository, charts, secrets, machines, disks"
        : "everything the run needs is there: repository, charts, secrets, the API server";
  }

  @Override
  public Duration budget() {
    return budget;
  }

  @Override
  public Subject subject() {
    return Subject.OBJECTS;
  }

  @Override
  public boolean acts() {
    return false;
  }

  @Override
  public String inputs(World world) {
    return new InputDigest().with(spec.name()).hex();
  }

  @Override
  public Condition check(World world) {
    return last;
  }

  @Override
  public void run(World world, Progress progress) throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    progress.fanout().background(() -> readAhead(world));
    look(
        spec,
        checks,
        world,
        progress.fanout(),
        finding -> {
          findings.add(finding);
          progress.finding(finding);
        },
        (check, found) -> progress.checked(check.id(), check.asks(), found));
    List<Finding> errors =
        findings.stream().filter(finding -> finding.level() == Level.ERROR).toList();
    if (!errors.isEmpty()) {
      Finding first = errors.getFirst();
      String more = errors.size() > 1 ? " (and " + (errors.size() - 1) + " more)" : "";
      throw new Failure(
          Failure.Kind.INPUT, first.at() + ": " + first.what() + more, first.remedy());
    }
    ChartPins.hold(spec, world);
    int count = checks.size();
    String said =
        findings.isEmpty()
            ? ""
            : ", " + findings.size() + (findings.size() == 1 ? " remark" : " remarks");
    last = Condition.met(count + " checks" + said).counted(count, count);
  }

  /**
   * The definitions of charts are the longest reading of a run, and while checks wait for others a
   * core is free for it. Whoever needs them waits for this one, and says what is wrong with them.
   */
  private void readAhead(World world) {
    try {
      spec.crds().stream()
          .filter(CrdSource.FromChart.class::isInstance)
          .forEach(world::crdOutlines);
    } catch (Failure unread) {
      // Told by the phase that applies them.
    }
  }

  private static List<Finding> at(PreflightCheck check, ClusterSpec spec, World world) {
    try {
      return check.look().at(spec, world).stream().map(spec::quiet).toList();
    } catch (Failure failure) {
      return List.of(
          new Finding(check.id(), Level.ERROR, spec.name(), failure.what(), failure.remedy()));
    }
  }
}
