package dev.blackstart.app.report;

import dev.blackstart.app.report.RunReport.Act;
import dev.blackstart.app.report.RunReport.Check;
import dev.blackstart.app.report.RunReport.Machine;
import dev.blackstart.app.report.RunReport.Order;
import dev.blackstart.app.report.RunReport.Remark;
import dev.blackstart.app.report.RunReport.Stretch;
import dev.blackstart.app.report.RunReport.Trouble;
import dev.blackstart.app.report.RunReport.Wait;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Role;
import dev.blackstart.run.Event;
import dev.blackstart.run.Outline;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.PhaseStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes in a run's events one by one. */
final class ReportFold {
  private final Map<String, Stretch> phases = new LinkedHashMap<>();
  private final Map<String, Machine> nodes = new LinkedHashMap<>();
  private final List<Act> acts = new ArrayList<>();
  private final List<Wait> waits = new ArrayList<>();
  private final Map<String, Check> checks = new LinkedHashMap<>();
  private final Set<Remark> findings = new LinkedHashSet<>();
  private final List<Order> orders = new ArrayList<>();
  private final Set<String> notRehearsed = new LinkedHashSet<>();
  private Optional<Event.RunStarted> started = Optional.empty();
  private Optional<Event.RunEnded> ended = Optional.empty();
  private Optional<Event.Stamp> last = Optional.empty();
  private long budget;

  void add(Event event) {
    if (event instanceof Event.RunStarted e && started.isEmpty()) {
      started = Optional.of(e);
      outlined(e.outline());
    }
    if (started.isPresent()) {
      last = Optional.of(event.stamp());
      fold(event);
    }
  }

  Optional<RunReport> done() {
    return started.map(
        e ->
            new RunReport(
                e.stamp().run(),
                e.cluster(),
                e.world(),
                e.operation(),
                e.stamp().at(),
                last.map(Event.Stamp::at).orElse(e.stamp().at()),
                last.map(Event.Stamp::worldMillis).orElse(0L),
                budget,
                ended,
                List.copyOf(phases.values()),
                List.copyOf(nodes.values()),
                List.copyOf(acts),
                List.copyOf(waits),
                List.copyOf(checks.values()),
                List.copyOf(findings),
                List.copyOf(orders),
                List.copyOf(notRehearsed)));
  }

  private void fold(Event event) {
    switch (event) {
      case Event.RunStarted e -> {}
      case Event.RunResumed e -> {
        ended = Optional.empty();
        outlined(e.outline());
        order(e, "the operator", "resumed the run");
      }
      case Event.PhaseStarted e -> begun(e);
      case Event.PhaseSkipped e -> over(e.phase(), PhaseStatus.SKIPPED, e.because(), 0, 0);
      case Event.PhaseDone e ->
          over(e.phase(), PhaseStatus.DONE, e.because(), e.tookMillis(), e.wallMillis());
      case Event.PhaseFailed e -> failed(e);
      case Event.NodeReported e -> node(e);
      case Event.KubernetesReported e -> {}
      case Event.ReleaseReported e -> {}
      case Event.FluxReported e -> {}
      case Event.NotRehearsed e -> notRehearsed.addAll(e.objects());
      case Event.Progressed e -> {}
      case Event.Waited e -> waits.add(new Wait(e.phase().name(), e.on(), e.tookMillis()));
      case Event.StillWorking e -> {}
      case Event.Logged e -> {}
      case Event.Acted e ->
          acts.add(new Act(e.stamp().worldMillis(), e.phase().name(), e.what(), e.byHand()));
      case Event.Checked e -> checks.put(e.check(), new Check(e.check(), e.asks(), e.findings()));
      case Event.FindingMade e -> findings.add(new Remark(e.phase().name(), e.finding()));
      case Event.BudgetExtended e -> extended(e);
      case Event.PauseAsked e -> order(e, e.by(), "asked for a pause");
      case Event.RunPaused e -> order(e, e.by(), "paused the run at " + e.phase());
      case Event.RunGivenUp e -> order(e, e.by(), "gave the run up and began another");
      case Event.WorldStands e -> {}
      case Event.RunEnded e -> {
        ended = Optional.of(e);
        notRehearsed.addAll(e.notRehearsed());
      }
    }
  }

  /** A resume keeps what earlier attempts of a phase took. */
  private void outlined(Outline outline) {
    for (PhaseId id : outline.phases()) {
      Stretch known = phase(id);
      long allowed = millis(outline, id.name(), known.budget());
      phases.put(
          id.name(),
          new Stretch(
              id.name(),
              PhaseStatus.PENDING,
              "",
              known.took(),
              known.wall(),
              allowed,
              known.attempts(),
              Optional.empty()));
    }
    budget = millis(outline, Outline.TOTAL, budget);
    outline.nodes().forEach(node -> nodes.putIfAbsent(node.name(), new Machine(node, "", "")));
  }

  private static long millis(Outline outline, String name, long otherwise) {
    return Optional.ofNullable(outline.budgets().get(name))
        .map(Duration::toMillis)
        .orElse(otherwise);
  }

  private Stretch phase(PhaseId id) {
    return phases.getOrDefault(
        id.name(), new Stretch(id.name(), PhaseStatus.PENDING, "", 0, 0, 0, 0, Optional.empty()));
  }

  private void begun(Event.PhaseStarted e) {
    Stretch was = phase(e.phase());
    phases.put(
        was.phase(),
        new Stretch(
            was.phase(),
            PhaseStatus.RUNNING,
            e.because(),
            was.took(),
            was.wall(),
            was.budget(),
            was.attempts() + 1,
            Optional.empty()));
  }

  private void over(PhaseId id, PhaseStatus status, String because, long took, long wall) {
    ended(id, status, because, took, wall, Optional.empty());
  }

  private void failed(Event.PhaseFailed e) {
    Trouble trouble = new Trouble(word(e.kind()), e.what(), e.remedy());
    ended(
        e.phase(),
        PhaseStatus.FAILED,
        phase(e.phase()).because(),
        e.tookMillis(),
        e.wallMillis(),
        Optional.of(trouble));
  }

  private void ended(
      PhaseId id,
      PhaseStatus status,
      String because,
      long took,
      long wall,
      Optional<Trouble> trouble) {
    Stretch was = phase(id);
    phases.put(
        was.phase(),
        new Stretch(
            was.phase(),
            status,
            because,
            was.took() + took,
            was.wall() + wall,
            was.budget(),
            was.attempts(),
            trouble));
  }

  private void extended(Event.BudgetExtended e) {
    Stretch was = phase(e.phase());
    phases.put(
        was.phase(),
        new Stretch(
            was.phase(),
            was.status(),
            was.because(),
            was.took(),
            was.wall(),
            e.budgetMillis(),
            was.attempts(),
            was.trouble()));
    order(e, e.by(), "gave " + e.phase() + " " + Lapse.of(e.budgetMillis()));
  }

  private void node(Event.NodeReported e) {
    Node node =
        Optional.ofNullable(nodes.get(e.node()))
            .map(Machine::node)
            .orElseGet(() -> new Node(e.node(), e.address(), Role.WORKER));
    nodes.put(e.node(), new Machine(node, word(e.stage()), e.note()));
  }

  private void order(Event event, String by, String what) {
    orders.add(new Order(event.stamp().worldMillis(), by, what));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
