package dev.blackstart.app;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.files.Redaction;
import dev.blackstart.phase.Operation;
import dev.blackstart.phase.Phases;
import dev.blackstart.run.Phase;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.RunStatus;
import dev.blackstart.world.Failure;
import dev.blackstart.world.World;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A repository beside what a run's journal says of it: which phases there are now, and which claims
 * were made from other files. Asks nobody: no network, no secret, no machine, no program of the
 * repository.
 *
 * @param phases of the repository as it is now, in order; those of the journal when it cannot be
 *     read
 * @param trouble why the repository tells nothing
 */
public record Survey(List<PhaseId> phases, List<Stale> stale, Optional<String> trouble) {

  /** What a run was begun with, against the repository it names. */
  public static Survey of(RunHistory.Past past) {
    RunStatus status = past.status();
    Map<String, String> options = status.options();
    List<PhaseId> known = List.copyOf(status.phases().keySet());
    try {
      OperatorFiles.Chosen chosen = OperatorFiles.again(past, false);
      ClusterSpec spec = chosen.spec();
      Optional<Finding> error =
          spec.findings().stream().filter(each -> each.level() == Finding.Level.ERROR).findFirst();
      boolean programs = RunOrder.allowExec(options);
      if (error.isPresent() && !programs) {
        return new Survey(
            known, List.of(), Optional.of(error.get().at() + ": " + error.get().what()));
      }
      return compared(spec, status, chosen.charts(), programs);
    } catch (Failure failure) {
      return new Survey(known, List.of(), Optional.of(failure.what()));
    } catch (Refusal refusal) {
      return new Survey(known, List.of(), Optional.of(refusal.getMessage()));
    }
  }

  private static Survey compared(
      ClusterSpec spec, RunStatus status, List<Path> charts, boolean programs) {
    List<Phase> phases = Phases.of(spec, Operation.of(status.options()));
    List<Stale> stale = new ArrayList<>();
    try (OpenWorld open = Worlds.look(spec, Optional.empty(), charts, new Redaction(), false)) {
      for (Phase phase : phases) {
        if (phase.acts() && status.inputs().containsKey(phase.id())) {
          stale(phase, status, open.world(), programs).ifPresent(stale::add);
        }
      }
    }
    return new Survey(phases.stream().map(Phase::id).toList(), stale, Optional.empty());
  }

  /**
   * @param programs whether the run's values came from programs, which are not run only to look
   */
  private static Optional<Stale> stale(
      Phase phase, RunStatus status, World world, boolean programs) {
    Map<String, String> before = status.files().getOrDefault(phase.id(), Map.of());
    List<Change> changes =
        before.isEmpty() ? List.of() : Change.between(before, phase.files(world));
    Optional<String> inputs = programs ? Optional.empty() : inputs(phase, world);
    if (inputs.isPresent()) {
      boolean same = inputs.get().equals(status.inputs().get(phase.id()));
      return same ? Optional.empty() : Optional.of(new Stale(phase.id(), changes, true));
    }
    return changes.isEmpty()
        ? Optional.empty()
        : Optional.of(new Stale(phase.id(), changes, false));
  }

  /** Absent when the chart is neither in the repository nor in a mirror. */
  private static Optional<String> inputs(Phase phase, World world) {
    try {
      return Optional.of(phase.inputs(world));
    } catch (Failure notAtHand) {
      return Optional.empty();
    }
  }
}
