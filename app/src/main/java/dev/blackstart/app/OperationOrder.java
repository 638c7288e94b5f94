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
 * @param leave that the operator means it, where live machines lose something by it
 */
public record OperationOrder(
    Operation operation,
    OperatorFiles files,
    boolean rehearsal,
    Leave leave,
    StateFolder state,
    Selection selection,
    ConfigPatches patches,
    double speed) {

  /**
   * The operator's leave to take something away from live machines.
   *
   * @param loses what is lost, such as {@code wipes every node}; absent when nothing is
   * @param confirmed the cluster's name as the operator gave it, or empty
   */
  public record Leave(Optional<String> loses, String confirmed) {
    /** For what takes nothing away. */
    public static final Leave NOT_NEEDED = new Leave(Optional.empty(), "");

    private void require(String cluster) {
      if (loses.isPresent() && !confirmed.equals(cluster)) {
        throw new Refusal(
            2,
            "on the live machines of " + cluster + " this " + loses.get(),
            "if you mean it: --confirm "
                + cluster
                + "; to try it in the rehearsal that stands: --rehearsal");
      }
    }
  }

  /**
   * Begins it and drives it to its end; returns the exit code.
   *
   * @throws Refusal 2 when it wants a leave it has not or names a node there is not, 3 when there
   *     is no repository or no rehearsal, 4 when another run is unfinished
   */
  public int begin(Function<Redaction, Consumer<Event>> face) {
    if (rehearsal) {
      OperatorFiles.Chosen chosen = files.withGeneratedSecrets().orExample().sound();
      RunHistory.Past host = StandingWorlds.of(state, chosen.spec().name());
      return new Rehearsals(face).beginIn(order(chosen, Optional.of(host)), host);
    }
    OperatorFiles.Chosen chosen = files.forLive().sound();
    leave.require(chosen.spec().name());
    return new LiveRuns(face).begin(order(chosen, Optional.empty()));
  }

  private RunOrder order(OperatorFiles.Chosen chosen, Optional<RunHistory.Past> host) {
    NamedNodes.of(chosen.spec(), operation.nodes());
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
        Consent.NONE,
        Turn.ALONE);
  }
}
