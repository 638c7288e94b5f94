package dev.blackstart.app.tui.model;

import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Node;
import dev.blackstart.run.Event;
import dev.blackstart.run.PhaseId;
import dev.blackstart.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A cluster of the repository as the opening shows it.
 *
 * @param phases what a run goes through
 * @param findings what the reader found
 * @param runs newest first
 * @param banners of the runs that can go on, newest first
 * @param forecasts how long phases took, for each kind of world that was run in
 * @param plan what would run, as {@code blackstart plan} prints it
 */
public record ClusterCard(
    String name,
    List<Node> nodes,
    List<PhaseId> phases,
    List<Finding> findings,
    List<PastRun> runs,
    List<Banner> banners,
    Map<World.Kind, Forecast> forecasts,
    List<String> plan) {
  /** Age of the last passed rehearsal from which on another is due. */
  private static final Duration DRILL = Duration.ofDays(30);

  /**
   * @param lastWord wall time of its newest event
   * @param budgetMillis of the whole run; 0 when nobody said
   * @param outcome absent when nobody wrote how it ended
   * @param at the phase it stopped in, or the last
   * @param held how many phases were seen to hold
   * @param phases how many there were
   * @param resumable whether a resume has something to go on with
   * @param runs whether its process is alive
   */
  public record PastRun(
      String run,
      World.Kind world,
      String operation,
      Instant began,
      Instant lastWord,
      long tookMillis,
      long budgetMillis,
      Optional<Event.Outcome> outcome,
      String verdict,
      String at,
      int held,
      int phases,
      boolean resumable,
      boolean runs) {
    /** Whether it was a rehearsal of a whole bootstrap that kept its promise. */
    public boolean passed() {
      return world == World.Kind.REHEARSAL && isBootstrap() && verdict.equals("passed");
    }

    public boolean isBootstrap() {
      return operation.equals(Event.RunStarted.BOOTSTRAP);
    }
  }

  public int controlPlanes() {
    return (int) nodes.stream().filter(Node::isControlPlane).count();
  }

  public int workers() {
    return nodes.size() - controlPlanes();
  }

  /** How many findings keep a run from beginning. */
  public int errors() {
    return (int) findings.stream().filter(each -> each.level() == Finding.Level.ERROR).count();
  }

  /** The run that is under way or can go on, when there is one. */
  public Optional<PastRun> open() {
    return runs.stream().filter(run -> run.runs() || run.resumable()).findFirst();
  }

  /** When a rehearsal last passed. */
  public Optional<Instant> lastDrill() {
    return runs.stream().filter(PastRun::passed).map(PastRun::lastWord).findFirst();
  }

  /** Whether it is time for a rehearsal again. */
  public boolean drillDue(Instant now) {
    return lastDrill().map(last -> last.plus(DRILL).isBefore(now)).orElse(true);
  }

  /** How long a whole run in that world mostly takes. */
  public Forecast.Left whole(World.Kind world) {
    return forecasts.getOrDefault(world, Forecast.NONE).of(phases);
  }

  ClusterCard surveyed(Banner banner) {
    List<Banner> all = new ArrayList<>();
    banners.forEach(each -> all.add(each.run().equals(banner.run()) ? banner : each));
    return new ClusterCard(name, nodes, phases, findings, runs, List.copyOf(all), forecasts, plan);
  }
}
