package dev.blackstart.app;

import dev.blackstart.files.FileJournal;
import dev.blackstart.files.RunLock;
import dev.blackstart.files.StateFolder;
import dev.blackstart.rehearsal.WorldRecord;
import dev.blackstart.run.RunStatus;
import dev.blackstart.world.Failure;
import dev.blackstart.world.World;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The runs a state folder knows, and which of them can go on. */
public final class RunHistory {
  private final StateFolder state;

  public RunHistory(StateFolder state) {
    this.state = state;
  }

  /**
   * @param status folded from its journal
   * @param world the rehearsal world that still stands for it
   * @param engine the process that drives it now; absent when nobody does
   */
  public record Past(
      StateFolder.Found found,
      RunStatus status,
      Optional<WorldRecord> world,
      Optional<RunLock.Holder> engine) {
    /** Whether nobody drives it, it is unfinished, and its world can still be reached. */
    public boolean resumable() {
      return engine.isEmpty()
          && status.unfinished()
          && (status.world() == World.Kind.LIVE || world.isPresent());
    }

    /**
     * @throws Refusal 4 when a process drives it now
     */
    void requireIdle() {
      if (engine.isPresent()) {
        throw new Refusal(
            4,
            "run " + found.run() + " of cluster " + found.cluster() + " is still running",
            "wait for it, or end it: kill " + engine.get().pid());
      }
    }
  }

  /**
   * @param runs oldest first
   * @param damaged why journals of others cannot be read
   */
  public record Known(List<Past> runs, List<Failure> damaged) {}

  /**
   * Every run with a journal that says how it began, oldest first.
   *
   * @throws Failure INPUT when a journal cannot be read: nobody may act while it is unknown what
   *     that run did
   */
  public List<Past> all() {
    return undamaged(known());
  }

  /** The same for somebody who only looks: a damaged journal hides no other. */
  public Known known() {
    return known(found -> true);
  }

  private static List<Past> undamaged(Known known) {
    if (!known.damaged().isEmpty()) {
      throw known.damaged().getFirst();
    }
    return known.runs();
  }

  private Known known(Predicate<StateFolder.Found> wanted) {
    List<Past> runs = new ArrayList<>();
    List<Failure> damaged = new ArrayList<>();
    for (StateFolder.Found found : state.runs().stream().filter(wanted).toList()) {
      try {
        RunStatus.of(FileJournal.read(found.folder()))
            .ifPresent(status -> runs.add(past(found, status)));
      } catch (Failure unreadable) {
        damaged.add(unreadable);
      }
    }
    return new Known(runs, damaged);
  }

  private static Past past(StateFolder.Found found, RunStatus status) {
    return new Past(
        found, status, WorldRecord.standing(worldFolder(found.folder(), status)), found.engine());
  }

  /** The folder whose run began the world this run is in: its own, or an earlier run's. */
  static Path worldFolder(Path folder, RunStatus status) {
    return Optional.ofNullable(status.options().get(RunOrder.IN_WORLD_OF))
        .map(folder::resolveSibling)
        .orElse(folder);
  }

  /** The runs of a cluster, oldest first; throws as {@link #all}, of this cluster's journals. */
  public List<Past> of(String cluster) {
    return undamaged(known(found -> found.cluster().equals(cluster)));
  }

  /** The run of that name. */
  public Optional<Past> run(String name) {
    return all().stream().filter(past -> past.found().run().name().equals(name)).findFirst();
  }

  /** The worlds that stand, whatever their runs say. */
  public List<Past> standing() {
    return all().stream()
        .filter(past -> !past.status().options().containsKey(RunOrder.IN_WORLD_OF))
        .filter(past -> past.world().isPresent())
        .toList();
  }

  /**
   * @throws Refusal 4 when this cluster has an unfinished run in that world, or a world that stands
   */
  public void requireNone(String cluster, World.Kind kind) {
    for (Past past : of(cluster)) {
      if (past.status().world() != kind) {
        continue;
      }
      past.requireIdle();
      if (Keep.isLeftOver(past)) {
        StandingWorlds.end(past);
        continue;
      }
      if (past.resumable()) {
        throw unfinished(past);
      }
      if (past.world().isPresent()) {
        throw new Refusal(
            4,
            "a rehearsal world of cluster " + cluster + " stands: run " + past.found().run(),
            "end it: blackstart rehearse --stop " + past.found().run());
      }
    }
  }

  /**
   * @throws Refusal 4 when a run of this cluster in that world is at work or can go on
   */
  public void requireIdle(String cluster, World.Kind kind) {
    for (Past past : of(cluster)) {
      if (past.status().world() == kind) {
        past.requireIdle();
        if (past.resumable()) {
          throw unfinished(past);
        }
      }
    }
  }

  private static Refusal unfinished(Past past) {
    return new Refusal(
        4,
        "run " + past.found().run() + " of cluster " + past.found().cluster() + " is unfinished",
        "go on: blackstart resume " + past.found().run() + endHint(past));
  }

  private static String endHint(Past past) {
    return past.world().isPresent()
        ? "; or end it: blackstart rehearse --stop " + past.found().run()
        : "; or give it up and begin anew: --start-over --confirm " + past.found().cluster();
  }
}
