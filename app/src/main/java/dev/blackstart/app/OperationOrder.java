package dev.blackstart.app;

import dev.blackstart.files.Redaction;
import dev.blackstart.files.StateFolder;
import dev.blackstart.phase.Consent;
import dev.blackstart.phase.Operation;
import dev.blackstart.run.Event;
import dev.blackstart.run.Selection;
import dev.blackstart.world.World;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A run on a cluster that stands already: on its machines, or in the rehearsal that stands for it.
 *
 * @param rehearsal whether it is meant for the rehearsal
 */
public record OperationOrder(
    Operation operation,
    OperatorFiles files,
    boolean rehearsal,
    StateFolder state,
    Selection selection,
    ConfigPatches patches,
    double speed) {

  /**
   * Begins it and drives it to its end; returns the exit code.
   *
   * @throws Refusal 3 when there is no repository or no rehearsal, 4 when another run is unfinished
   */
  public int begin(Function<Redaction, Consumer<Event>> face) {
    if (rehearsal) {
      OperatorFiles.Chosen chosen = files.withGeneratedSecrets().orExample().sound();
      RunHistory.Past host = StandingWorlds.of(state, chosen.spec().name());
      return new Rehearsals(face).beginIn(order(chosen, Optional.of(host)), host);
    }
    OperatorFiles.Chosen chosen = files.forLive().sound();
    return new LiveRuns(face).begin(order(chosen, Optional.empty()));
  }

  private RunOrder order(OperatorFiles.Chosen chosen, Optional<RunHistory.Past> host) {
    Map<String, String> options = host.map(past -> past.status().options()).orElse(Map.of());
    return new RunOrder(
        patches.on(chosen.spec()),
        rehearsal ? World.Kind.REHEARSAL : World.Kind.LIVE,
        operation,
        host.map(past -> past.found().run().name()),
        state,
        selection,
        chosen.charts(),
        patches.written(),
        options.getOrDefault("control-plane", ""),
        speed,
        Keep.YES,
        files.allowExec(),
        Consent.NONE);
  }
}
