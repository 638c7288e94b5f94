package dev.blackstart.run;

import dev.blackstart.cluster.Finding;
import dev.blackstart.world.Failure;
import dev.blackstart.world.MachineStage;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Something that happened in a run. The run is the list of these; everything else is a fold. */
public sealed interface Event {
  Stamp stamp();

  /**
   * @param at wall time
   * @param worldMillis world time since the run started, milliseconds
   */
  record Stamp(Instant at, long worldMillis, RunId run) {}

  /**
   * @param worldStart world time the run began, from which {@code t_ms} counts
   * @param options what a resume must use again, such as the repository and the speed
   */
  record RunStarted(
      Stamp stamp,
      String cluster,
      World.Kind world,
      Outline outline,
      Instant worldStart,
      Map<String, String> options)
      implements Event {
    /** The option that says what a run is for. */
    public static final String OPERATION = "operation";

    /** From bare machines to green Flux, what a run is for when its options do not say. */
    public static final String BOOTSTRAP = "bootstrap";

    /** What it is for, in one word. */
    public String operation() {
      return options.getOrDefault(OPERATION, BOOTSTRAP);
    }
  }

  /**
   * The run goes on in another process.
   *
   * @param options those that may differ from what it was begun with
   */
  record RunResumed(
      Stamp stamp, String cluster, World.Kind world, Outline outline, Map<String, String> options)
      implements Event {
    /** One with what it was begun with. */
    public RunResumed(Stamp stamp, String cluster, World.Kind world, Outline outline) {
      this(stamp, cluster, world, outline, Map.of());
    }
  }

  record PhaseStarted(Stamp stamp, PhaseId phase, String because) implements Event {}

  /**
   * @param files of the repository the claim was made from, each with the beginning of its digest
   */
  record PhaseSkipped(
      Stamp stamp, PhaseId phase, String because, String inputs, Map<String, String> files)
      implements Event {
    /** One whose files nobody named, as in journals before they did. */
    public PhaseSkipped(Stamp stamp, PhaseId phase, String because, String inputs) {
      this(stamp, phase, because, inputs, Map.of());
    }
  }

  /**
   * @param files of the repository the claim was made from, each with the beginning of its digest
   */
  record PhaseDone(
      Stamp stamp,
      PhaseId phase,
      String because,
      String inputs,
      Map<String, String> files,
      long tookMillis,
      long wallMillis)
      implements Event {
    /** One whose files nobody named, as in journals before they did. */
    public PhaseDone(
        Stamp stamp,
        PhaseId phase,
        String because,
        String inputs,
        long tookMillis,
        long wallMillis) {
      this(stamp, phase, because, inputs, Map.of(), tookMillis, wallMillis);
    }
  }

  record PhaseFailed(
      Stamp stamp,
      PhaseId phase,
      Failure.Kind kind,
      String what,
      String remedy,
      long tookMillis,
      long wallMillis)
      implements Event {}

  record NodeReported(
      Stamp stamp, String node, String address, MachineStage stage, String note, PhaseId phase)
      implements Event {}

  /**
   * What Kubernetes says of a node: whether its Ready condition is True, and the words beside it.
   */
  record KubernetesReported(Stamp stamp, String node, boolean ready, String because, PhaseId phase)
      implements Event {}

  record ReleaseReported(
      Stamp stamp, PhaseId phase, String release, int ready, int total, List<Waiting> waiting)
      implements Event {}

  /**
   * @param because the counts in words, by kind
   */
  record FluxReported(Stamp stamp, String because, int ready, int total, List<Waiting> waiting)
      implements Event {}

  /**
   * Objects that a rehearsal has not what it takes to play, such as charts that are not at hand.
   */
  record NotRehearsed(Stamp stamp, PhaseId phase, List<String> objects) implements Event {}

  /** How far a phase is that is neither about a release nor about Flux. */
  record Progressed(
      Stamp stamp, PhaseId phase, String because, int ready, int total, List<Waiting> waiting)
      implements Event {}

  /** A wait for the world that is over: for whom, and how long. */
  record Waited(Stamp stamp, PhaseId phase, List<String> on, long tookMillis, long wallMillis)
      implements Event {}

  /**
   * Work of our own that takes long: a download, a call, a child process.
   *
   * @param wallMillis since it began
   * @param done bytes it has come to; 0 when it does not count
   * @param total bytes there are; 0 when nobody knows
   * @param over whether it is over
   */
  record StillWorking(
      Stamp stamp, PhaseId phase, String what, long wallMillis, long done, long total, boolean over)
      implements Event {}

  record Logged(Stamp stamp, PhaseId phase, String line) implements Event {}

  /**
   * Something outside was changed, and by what.
   *
   * @param byHand the commands of the field that do the same; empty when there are none
   */
  record Acted(Stamp stamp, PhaseId phase, String what, List<String> byHand) implements Event {}

  /**
   * A prerequisite was looked at.
   *
   * @param check its stable name
   * @param asks what is looked at, one sentence without a full stop
   * @param findings how many remarks it made, 0 when it holds
   */
  record Checked(Stamp stamp, PhaseId phase, String check, String asks, int findings)
      implements Event {}

  /**
   * @param phase the phase that found it
   */
  record FindingMade(Stamp stamp, PhaseId phase, Finding finding) implements Event {}

  /**
   * The operator gave a phase longer.
   *
   * @param budgetMillis world time it may take from now on
   * @param by who gave it
   */
  record BudgetExtended(Stamp stamp, PhaseId phase, long budgetMillis, String by)
      implements Event {}

  /** Somebody wants the run to stop as soon as nothing of ours is in flight. */
  record PauseAsked(Stamp stamp, String by) implements Event {}

  /**
   * The run stops because somebody asked for a pause.
   *
   * @param phase that is at work or would be next
   */
  record RunPaused(Stamp stamp, PhaseId phase, String by) implements Event {}

  /** Somebody began another run instead of going on with this one. */
  record RunGivenUp(Stamp stamp, String by) implements Event {}

  /** A rehearsal's world stands: where its files are and how to end it. */
  record WorldStands(Stamp stamp, String kubeconfig, String talosconfig, String stop)
      implements Event {}

  /**
   * @param ownMillis wall time in which the run waited for nobody
   * @param verdict of a rehearsal: passed, missed or invalid
   * @param notRehearsed objects the verdict says nothing about
   */
  record RunEnded(
      Stamp stamp,
      Outcome outcome,
      int exit,
      long tookMillis,
      long wallMillis,
      long ownMillis,
      Optional<String> verdict,
      List<Objective> objectives,
      List<String> notRehearsed)
      implements Event {}

  /** How a run ended. */
  enum Outcome {
    DONE,
    FAILED,
    INTERRUPTED
  }

  /**
   * A promise about time and whether it was kept; milliseconds of world time.
   *
   * @param name {@code total} or a phase id
   */
  record Objective(String name, long budgetMillis, long tookMillis) {
    public boolean kept() {
      return tookMillis <= budgetMillis;
    }
  }
}
