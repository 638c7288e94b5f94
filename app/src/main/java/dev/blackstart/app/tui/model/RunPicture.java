package dev.blackstart.app.tui.model;

import dev.blackstart.cluster.Finding;
import dev.blackstart.run.Event;
import dev.blackstart.run.Outline;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.PhaseStatus;
import dev.blackstart.run.RunId;
import dev.blackstart.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run as the screen shows it: a fold over its events. Immutable; {@link #after} folds more events
 * in. Rows keep their order.
 *
 * @param operation what it is for, in one word
 * @param worldStart world time the run began
 * @param budget of the whole run, world milliseconds; 0 when nobody said
 * @param worldMillis world time of the newest event since the run started
 * @param seen wall time of the newest event
 */
public record RunPicture(
    RunId run,
    String cluster,
    World.Kind world,
    String operation,
    Instant worldStart,
    long budget,
    Map<PhaseId, PhaseRow> phases,
    Map<String, NodeRow> nodes,
    List<Finding> findings,
    Chronicle chronicle,
    LogTail log,
    Optional<Event.WorldStands> standing,
    Course course,
    long worldMillis,
    Instant seen,
    Optional<Event.RunEnded> ended) {

  /**
   * Whether the run goes straight on.
   *
   * @param pauseAsked who wants it to stop as soon as nothing is in flight
   * @param paused who had it stopped
   * @param resumed whether it went on in another process
   */
  public record Course(Optional<String> pauseAsked, Optional<String> paused, boolean resumed) {
    static final Course STRAIGHT = new Course(Optional.empty(), Optional.empty(), false);
    static final Course RESUMED = new Course(Optional.empty(), Optional.empty(), true);
  }

  /** The picture a run's first event makes. */
  public static RunPicture of(Event.RunStarted e) {
    Outline outline = e.outline();
    Map<String, NodeRow> nodes = new LinkedHashMap<>();
    outline.nodes().forEach(node -> nodes.put(node.name(), NodeRow.unseen(node)));
    return new RunPicture(
        e.stamp().run(),
        e.cluster(),
        e.world(),
        e.operation(),
        e.worldStart(),
        outline.budgets().getOrDefault(Outline.TOTAL, Duration.ZERO).toMillis(),
        pending(outline),
        nodes,
        List.of(),
        Chronicle.EMPTY,
        LogTail.EMPTY,
        Optional.empty(),
        Course.STRAIGHT,
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
    return after(List.of(event));
  }

  /** This picture with more events; many at once cost little more than one. */
  public RunPicture after(List<Event> events) {
    RunFold fold = new RunFold(this);
    events.forEach(fold::add);
    return fold.done();
  }

  static Map<PhaseId, PhaseRow> pending(Outline outline) {
    Map<PhaseId, PhaseRow> rows = new LinkedHashMap<>();
    outline
        .phases()
        .forEach(
            id -> {
              Duration budget = outline.budgets().getOrDefault(id.name(), Duration.ZERO);
              String claims = outline.claims().getOrDefault(id.name(), "");
              rows.put(id, PhaseRow.pending(id, claims, budget.toMillis()));
            });
    return rows;
  }
}
