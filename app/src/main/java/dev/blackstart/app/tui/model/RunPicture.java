package dev.blackstart.app.tui.model;

import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Role;
import dev.blackstart.run.Event;
import dev.blackstart.run.Outline;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.PhaseStatus;
import dev.blackstart.run.RunId;
import dev.blackstart.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run as the screen shows it: a fold over its events. Immutable; {@link #after} folds one more
 * event in. Rows keep their order.
 *
 * @param budget of the whole run, world milliseconds; 0 when nobody said
 * @param worldMillis world time of the newest event since the run started
 * @param seen wall time of the newest event
 */
public record RunPicture(
    RunId run,
    String cluster,
    World.Kind world,
    long budget,
    Map<PhaseId, PhaseRow> phases,
    Map<String, NodeRow> nodes,
    List<Finding> findings,
    LogTail log,
    Optional<Event.WorldStands> standing,
    long worldMillis,
    Instant seen,
    Optional<Event.RunEnded> ended) {

  /** The picture a run's first event makes. */
  public static RunPicture of(Event.RunStarted e) {
    Outline outline = e.outline();
    Map<String, NodeRow> nodes = new LinkedHashMap<>();
    outline.nodes().forEach(node -> nodes.put(node.name(), NodeRow.unseen(node)));
    return new RunPicture(
        e.stamp().run(),
        e.cluster(),
        e.world(),
        millis(outline, Outline.TOTAL),
        pending(outline),
        nodes,
        List.of(),
        LogTail.EMPTY,
        Optional.empty(),
        e.stamp().worldMillis(),
        e.stamp().at(),
        Optional.empty());
  }

  /** The run in the middle of which the picture is, when there is one: running or failed. */
  public Optional<PhaseRow> current() {
    return phases.values().stream()
        .filter(row -> row.status() == PhaseStatus.RUNNING || row.status() == PhaseStatus.FAILED)
        .findFirst();
  }

  /** World time of the run at a moment; in a rehearsal it stands still between events. */
  public long clock(Instant now) {
    if (ended.isPresent() || world == World.Kind.REHEARSAL) {
      return worldMillis;
    }
    return worldMillis + Math.max(0, Duration.between(seen, now).toMillis());
  }

  /** This picture with one more event. */
  public RunPicture after(Event event) {
    RunPicture next = folded(event);
    Optional<LogLine> line = LogLines.of(event);
    return new RunPicture(
        next.run,
        next.cluster,
        next.world,
        next.budget,
        next.phases,
        next.nodes,
        next.findings,
        line.map(next.log::with).orElse(next.log),
        next.standing,
        event.stamp().worldMillis(),
        event.stamp().at(),
        next.ended);
  }

  private RunPicture folded(Event event) {
    long at = event.stamp().worldMillis();
    return switch (event) {
      case Event.RunStarted e -> this;
      case Event.RunResumed e -> resumed(e.outline());
      case Event.PhaseStarted e -> phase(row(e.phase()).started(e.because(), at));
      case Event.PhaseSkipped e -> phase(row(e.phase()).held(e.because(), at));
      case Event.PhaseDone e -> phase(row(e.phase()).done(e.because(), e.tookMillis()));
      case Event.PhaseFailed e ->
          phase(row(e.phase()).failed(new Trouble(e.kind(), e.what(), e.remedy()), e.tookMillis()));
      case Event.NodeReported e ->
          with(
              phases,
              put(nodes, e.node(), node(e).reported(e.stage(), e.note(), at)),
              findings,
              standing,
              ended);
      case Event.ReleaseReported e ->
          phase(row(e.phase()).counted(e.ready(), e.total(), e.waiting(), at));
      case Event.FluxReported e -> phase(row(FLUX).counted(e.ready(), e.total(), e.waiting(), at));
      case Event.Progressed e ->
          phase(row(e.phase()).counted(e.ready(), e.total(), e.waiting(), at));
      case Event.NotRehearsed e -> this;
      case Event.Waited e -> this;
      case Event.Logged e -> this;
      case Event.Acted e -> this;
      case Event.Checked e -> this;
      case Event.FindingMade e -> with(phases, nodes, added(e.finding()), standing, ended);
      case Event.BudgetExtended e -> phase(row(e.phase()).budgeted(e.budgetMillis()));
      case Event.PauseAsked e -> this;
      case Event.StillWorking e ->
          phase(row(e.phase()).working(e.over() ? "" : LogLines.working(e)));
      case Event.RunPaused e -> this;
      case Event.WorldStands e -> with(phases, nodes, findings, Optional.of(e), ended);
      case Event.RunEnded e -> with(phases, nodes, findings, standing, Optional.of(e));
    };
  }

  /** The phase Flux reports about (the events name it so). */
  private static final PhaseId FLUX = new PhaseId("flux");

  private RunPicture resumed(Outline outline) {
    Map<PhaseId, PhaseRow> again = outline.phases().isEmpty() ? phases : pending(outline);
    Map<String, NodeRow> known = new LinkedHashMap<>(nodes);
    outline.nodes().forEach(node -> known.putIfAbsent(node.name(), NodeRow.unseen(node)));
    return with(again, known, findings, standing, Optional.empty());
  }

  private PhaseRow row(PhaseId id) {
    return phases.getOrDefault(id, PhaseRow.pending(id, 0));
  }

  private NodeRow node(Event.NodeReported e) {
    NodeRow known = nodes.get(e.node());
    return known != null
        ? known
        : NodeRow.unseen(new Node(e.node(), e.address(), Role.CONTROL_PLANE));
  }

  private RunPicture phase(PhaseRow row) {
    return with(put(phases, row.id(), row), nodes, findings, standing, ended);
  }

  private List<Finding> added(Finding finding) {
    List<Finding> all = new ArrayList<>(findings);
    all.add(finding);
    return List.copyOf(all);
  }

  private RunPicture with(
      Map<PhaseId, PhaseRow> phases,
      Map<String, NodeRow> nodes,
      List<Finding> findings,
      Optional<Event.WorldStands> standing,
      Optional<Event.RunEnded> ended) {
    return new RunPicture(
        run,
        cluster,
        world,
        budget,
        phases,
        nodes,
        findings,
        log,
        standing,
        worldMillis,
        seen,
        ended);
  }

  private static Map<PhaseId, PhaseRow> pending(Outline outline) {
    Map<PhaseId, PhaseRow> rows = new LinkedHashMap<>();
    outline.phases().forEach(id -> rows.put(id, PhaseRow.pending(id, millis(outline, id.name()))));
    return rows;
  }

  private static long millis(Outline outline, String name) {
    return outline.budgets().getOrDefault(name, Duration.ZERO).toMillis();
  }

  private static <K, V> Map<K, V> put(Map<K, V> rows, K key, V row) {
    Map<K, V> all = new LinkedHashMap<>(rows);
    all.put(key, row);
    return all;
  }
}
