package dev.blackstart.app;

import dev.blackstart.cluster.Node;
import dev.blackstart.files.RunLock;
import dev.blackstart.files.StateFolder;
import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.world.World;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The world of a cluster, opened to act on it outside a run: the live machines, or by word the
 * rehearsal that stands for them. Holds the cluster's lock, so that no run works meanwhile, and its
 * waits drive a rehearsal's time.
 */
public final class Acting implements AutoCloseable {
  private final Inspection inspection;
  private final Optional<RunLock> lock;
  private final Optional<Interruption> interruption;

  private Acting(Inspection inspection, Optional<RunLock> lock, boolean process) {
    this.inspection = inspection;
    this.lock = lock;
    this.interruption = process ? Optional.of(new Interruption(this::lastWords)) : Optional.empty();
  }

  private void lastWords() {
    System.err.println("blackstart: interrupted");
    System.err.println("  a node goes on by itself with what it agreed to: blackstart nodes");
    inspection.close();
  }

  /**
   * How the operator said that it is meant.
   *
   * @param rehearsal whether the rehearsal is meant
   * @param confirmed the name of the cluster as typed, or empty
   * @param act what it is for, such as {@code reset of cp-1}; absent when it takes nothing away and
   *     needs no confirmation
   */
  public record Leave(boolean rehearsal, String confirmed, Optional<String> act) {
    /**
     * @throws Refusal 2 when live machines would be acted on without their cluster's name
     */
    public void require(String cluster) {
      if (rehearsal || act.isEmpty() || confirmed.equals(cluster)) {
        return;
      }
      String what = "the " + act.get() + " is about the live machines of cluster " + cluster;
      throw new Refusal(
          2,
          confirmed.isEmpty() ? what : what + ", and \"" + confirmed + "\" is not its name",
          "if you mean it: --confirm "
              + cluster
              + ", and if you mean the rehearsal that stands: --rehearsal");
    }
  }

  /**
   * Opens the world to act on it, in a process that does nothing else: a signal ends it.
   *
   * @throws Refusal 2 without the confirmation, 3 when there are no such machines, 4 when another
   *     operator is at work
   */
  public static Acting on(StateFolder state, OperatorFiles files, Leave leave) {
    return open(state, files, leave, true);
  }

  /** The same for what changes nothing: beside whoever works, and without driving time. */
  public static Acting beside(StateFolder state, OperatorFiles files, boolean rehearsal) {
    return open(state, files, new Leave(rehearsal, "", Optional.empty()), false);
  }

  private static Acting open(StateFolder state, OperatorFiles files, Leave leave, boolean alone) {
    if (leave.rehearsal()) {
      String cluster = files.withGeneratedSecrets().orExample().spec().name();
      RunHistory.Past host = StandingWorlds.of(state, cluster);
      Optional<RunLock> lock = lock(state, cluster, World.Kind.REHEARSAL, alone);
      return opened(() -> Inspection.of(host, alone), lock, true);
    }
    OperatorFiles.Chosen chosen = files.forLive();
    String cluster = chosen.spec().name();
    leave.require(cluster);
    Optional<StateFolder.Found> last =
        new RunHistory(state)
            .of(cluster).stream()
                .filter(past -> past.status().world() == World.Kind.LIVE)
                .map(RunHistory.Past::found)
                .reduce((older, newer) -> newer);
    Optional<RunLock> lock = lock(state, cluster, World.Kind.LIVE, alone);
    return opened(() -> Inspection.live(chosen.spec(), last, chosen.charts()), lock, true);
  }

  /**
   * The world of a run, to act on it from a console, which a signal does not end.
   *
   * @throws Refusal 2 without the confirmation, 4 when another operator is at work
   */
  public static Acting in(StateFolder state, RunHistory.Past past, Leave leave) {
    String cluster = past.found().cluster();
    leave.require(cluster);
    Optional<RunLock> lock = lock(state, cluster, past.status().world(), true);
    return opened(() -> Inspection.of(past, true), lock, false);
  }

  private interface Opening {
    Inspection open();
  }

  private static Acting opened(Opening opening, Optional<RunLock> lock, boolean process) {
    try {
      return new Acting(opening.open(), lock, process);
    } catch (RuntimeException closed) {
      lock.ifPresent(RunLock::close);
      throw closed;
    }
  }

  private static Optional<RunLock> lock(
      StateFolder state, String cluster, World.Kind kind, boolean alone) {
    if (!alone) {
      return Optional.empty();
    }
    Path folder = StateFolder.create(state.of(cluster, kind));
    return Optional.of(Locks.take(folder, RunIds.fresh(new SystemTimeSource().wall())));
  }

  public Inspection inspection() {
    return inspection;
  }

  public World world() {
    return inspection.world();
  }

  /** As {@link Inspection#node}. */
  public Node node(String called) {
    return inspection.node(called);
  }

  @Override
  public void close() {
    interruption.ifPresent(Interruption::close);
    inspection.close();
    lock.ifPresent(RunLock::close);
  }
}
