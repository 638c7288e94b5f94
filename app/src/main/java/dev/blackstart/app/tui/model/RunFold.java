package dev.blackstart.app.tui.model;

import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Role;
import dev.blackstart.run.Event;
import dev.blackstart.run.Outline;
import dev.blackstart.run.PhaseId;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Folds a batch of events into a picture. What a batch changes is copied once, however many events
 * change it.
 */
final class RunFold {
  /** The phase Flux reports about (the events name it so). */
  private static final PhaseId FLUX = new PhaseId("flux");

  private final RunPicture from;
  private Map<PhaseId, PhaseRow> phases;
  private Map<String, NodeRow> nodes;
  private List<Finding> findings;
  private Chronicle chronicle;
  private LogTail log;
  private Optional<Event.WorldStands> standing;
  private RunPicture.Course course;
  private Event.Stamp last;
  private Optional<Event.RunEnded> ended;

  RunFold(RunPicture from) {
    this.from = from;
    phases = from.phases();
    nodes = from.nodes();
    findings = from.findings();
    chronicle = from.chronicle();
    log = from.log();
    standing = from.standing();
    course = from.course();
    last = new Event.Stamp(from.seen(), from.worldMillis(), from.run());
    ended = from.ended();
  }

  RunPicture done() {
    return new RunPicture(
        from.run(),
        from.cluster(),
        from.world(),
        from.operation(),
        from.worldStart(),
        from.budget(),
        phases,
        nodes,
        findings,
        chronicle,
        log,
        standing,
        course,
        last.worldMillis(),
        last.at(),
        ended);
  }

  void add(Event event) {
    last = event.stamp();
    chronicle = chronicle.after(event);
    LogLines.of(event).filter(this::isNews).ifPresent(line -> log = log.with(line));
    switch (event) {
      case Event.RunStarted e -> {}
      case Event.RunResumed e -> resumed(e.outline());
      case Event.PhaseStarted e -> phase(e.phase(), row -> row.started(e.because(), at()));
      case Event.PhaseSkipped e -> phase(e.phase(), row -> row.held(e.because(), at()));
      case Event.PhaseDone e -> phase(e.phase(), row -> row.done(e.because(), e.tookMillis()));
      case Event.PhaseFailed e ->
          phase(
              e.phase(),
              row -> row.failed(new Trouble(e.kind(), e.what(), e.remedy()), e.tookMillis()));
      case Event.NodeReported e ->
          node(e.node(), e.address(), row -> row.reported(e.stage(), e.note(), at()));
      case Event.KubernetesReported e ->
          node(e.node(), "", row -> row.registered(e.ready(), e.because(), at()));
      case Event.ReleaseReported e -> counted(e.phase(), "", e.ready(), e.total(), e.waiting());
      case Event.FluxReported e -> counted(FLUX, e.because(), e.ready(), e.total(), e.waiting());
      case Event.Progressed e -> counted(e.phase(), e.because(), e.ready(), e.total(), e.waiting());
      case Event.NotRehearsed e -> {}
      case Event.Waited e -> {}
      case Event.Logged e -> {}
      case Event.Acted e -> {}
      case Event.Checked e -> {}
      case Event.FindingMade e -> found(e.finding());
      case Event.BudgetExtended e -> phase(e.phase(), row -> row.budgeted(e.budgetMillis()));
      case Event.StillWorking e ->
          phase(e.phase(), row -> row.working(e.over() ? "" : LogLines.working(e)));
      case Event.PauseAsked e ->
          course = new RunPicture.Course(Optional.of(e.by()), Optional.empty(), course.resumed());
      case Event.RunPaused e ->
          course = new RunPicture.Course(Optional.empty(), Optional.of(e.by()), course.resumed());
      case Event.RunGivenUp e -> {}
      case Event.WorldStands e -> standing = Optional.of(e);
      case Event.RunEnded e -> ended = Optional.of(e);
    }
  }

  /** A count that was told again because somebody's reason changed is the same line twice. */
  private boolean isNews(LogLine line) {
    if (log.size() == 0 || line.weight() != LogLine.Weight.WAITS) {
      return true;
    }
    LogLine last = log.line(log.size() - 1);
    return !(last.source().equals(line.source()) && last.text().equals(line.text()));
  }

  private long at() {
    return last.worldMillis();
  }

  /** Another process looks at the nodes now: what the first one saw is as old as it is. */
  private void resumed(Outline outline) {
    if (!outline.phases().isEmpty()) {
      phases = RunPicture.pending(outline);
    }
    Map<String, NodeRow> known = new LinkedHashMap<>();
    nodes.forEach((name, row) -> known.put(name, row.unwatched(at())));
    outline.nodes().forEach(node -> known.putIfAbsent(node.name(), NodeRow.unseen(node)));
    nodes = known;
    course = RunPicture.Course.RESUMED;
    standing = Optional.empty();
    ended = Optional.empty();
  }

  private void counted(PhaseId id, String because, int ready, int total, List<Waiting> waiting) {
    phase(id, row -> row.counted(because, ready, total, held(row, waiting)));
  }

  /** A reason that was told before keeps the moment it began. */
  private List<Held> held(PhaseRow row, List<Waiting> waiting) {
    Map<String, Held> before = row.heldByName();
    List<Held> now = new ArrayList<>(waiting.size());
    for (Waiting each : waiting) {
      Held known = before.get(each.who());
      boolean same = known != null && known.reason().equals(each.reason());
      now.add(
          new Held(each.who(), each.reason(), same ? known.since() : since(each), each.behind()));
    }
    return now;
  }

  /**
   * What a live world says of the beginning counts. In a rehearsal Kubernetes stamps its objects by
   * another clock than the run's.
   */
  private long since(Waiting waiting) {
    return waiting
        .since()
        .filter(moment -> from.world() == World.Kind.LIVE)
        .map(moment -> Math.min(at(), Duration.between(from.worldStart(), moment).toMillis()))
        .orElse(at());
  }

  private void phase(PhaseId id, UnaryOperator<PhaseRow> change) {
    if (phases == from.phases()) {
      phases = new LinkedHashMap<>(phases);
    }
    PhaseRow row = phases.getOrDefault(id, PhaseRow.pending(id, "", 0));
    phases.put(id, change.apply(row));
  }

  private void node(String name, String address, UnaryOperator<NodeRow> change) {
    NodeRow known = nodes.get(name);
    NodeRow row =
        known != null ? known : NodeRow.unseen(new Node(name, address, Role.CONTROL_PLANE));
    NodeRow now = change.apply(row);
    if (now == known) {
      return;
    }
    if (nodes == from.nodes()) {
      nodes = new LinkedHashMap<>(nodes);
    }
    nodes.put(name, now);
  }

  private void found(Finding finding) {
    if (findings == from.findings()) {
      findings = new ArrayList<>(findings);
    }
    findings.add(finding);
  }
}
