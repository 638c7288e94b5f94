package dev.blackstart.app.report;

import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Node;
import dev.blackstart.phase.HandOver;
import dev.blackstart.run.Event;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.PhaseStatus;
import dev.blackstart.run.RunId;
import dev.blackstart.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a run was, as its journal tells it: needs neither repository nor world. Times {@code at} are
 * milliseconds of world time since the run started, except where they are an Instant of wall time.
 *
 * @param budget of the whole run, world milliseconds; 0 when nobody said
 * @param last wall time of the newest event
 * @param lastMillis world time of the newest event
 * @param orders who wanted the run to stop, to go on, or to take longer
 */
public record RunReport(
    RunId run,
    String cluster,
    World.Kind world,
    String operation,
    Instant started,
    Instant last,
    long lastMillis,
    long budget,
    Optional<Event.RunEnded> ended,
    List<Stretch> phases,
    List<Machine> nodes,
    List<Act> acts,
    List<Wait> waits,
    List<Check> checks,
    List<Remark> findings,
    List<Order> orders,
    List<String> notRehearsed) {

  /**
   * A phase.
   *
   * @param took world milliseconds of all its attempts
   * @param attempts how often it was begun
   * @param trouble of its last attempt, when that failed
   */
  public record Stretch(
      String phase,
      PhaseStatus status,
      String because,
      long took,
      long wall,
      long budget,
      int attempts,
      Optional<Trouble> trouble) {}

  /** Why a phase failed and what to do about it. */
  public record Trouble(String kind, String what, String remedy) {}

  /**
   * A node.
   *
   * @param stage in Talos's words, as last seen
   */
  public record Machine(Node node, String stage, String note) {}

  /** Something that was done. */
  public record Act(long at, String phase, String what, List<String> byHand) {}

  /** A wait for the world. */
  public record Wait(String phase, List<String> on, long took) {}

  /** A prerequisite that was looked at. */
  public record Check(String id, String asks, int findings) {}

  /**
   * What became of a release of the bootstrap once Flux or Argo CD was there.
   *
   * @param fate one word or two, such as {@code adopted}
   */
  public record Handed(String release, String fate, String what) {
    public boolean good() {
      return fate.equals(HandOver.Fate.ADOPTED.word());
    }
  }

  /** The releases Flux was to take over, as the last look found them. */
  public List<Handed> handedOver() {
    return checks.stream()
        .filter(check -> check.id().startsWith(HandOver.CHECK))
        .map(
            check -> {
              String[] told = check.asks().split(": ", 2);
              String release = check.id().substring(HandOver.CHECK.length());
              return new Handed(release, told[0], told[told.length - 1]);
            })
        .toList();
  }

  /** The prerequisites that were looked at. */
  public List<Check> prerequisites() {
    return checks.stream().filter(check -> !check.id().startsWith(HandOver.CHECK)).toList();
  }

  /** Something that was found wrong or unwise. */
  public record Remark(String phase, Finding finding) {}

  /** Something somebody wanted of the run. */
  public record Order(long at, String by, String what) {}

  /** Folds a whole journal; absent when it holds no beginning. */
  public static Optional<RunReport> of(List<Event> events) {
    ReportFold fold = new ReportFold();
    events.forEach(fold::add);
    return fold.done();
  }

  /** Its phases, in order. */
  public List<PhaseId> phaseIds() {
    return phases.stream().map(phase -> new PhaseId(phase.phase())).toList();
  }

  /** The phases that failed and were not made good by a later attempt. */
  public List<Stretch> failed() {
    return phases.stream().filter(phase -> phase.trouble().isPresent()).toList();
  }
}
