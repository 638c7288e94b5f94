package dev.blackstart.app;

import dev.blackstart.files.FileJournal;
import dev.blackstart.files.RunLock;
import dev.blackstart.files.StateFolder;
import dev.blackstart.rehearsal.WorldRecord;
import dev.blackstart.run.RunStatus;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

  /** Every run with a journal that says how it began, oldest first. */
  public List<Past> all() {
    List<Past> all = new ArrayList<>();
    for (StateFolder.Found found : state.runs()) {
      RunStatus.of(FileJournal.read(found.folder()))
          .ifPresent(
              status ->
                  all.add(
                      new Past(
                          found, status, WorldRecord.standing(found.folder()), found.engine())));
    }
    return all;
  }

  public List<Past> of(String cluster) {
    return all().stream().filter(past -> past.found().cluster().equals(cluster)).toList();
  }

  /** The run of that name. */
  public Optional<Past> run(String name) {
    return all().stream().filter(past -> past.found().run().name().equals(name)).findFirst();
  }

  /** The worlds that stand, whatever their runs say. */
  public List<Past> standing() {
    return all().stream().filter(past -> past.world().isPresent()).toList();
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
        throw new Refusal(
            4,
            "run " + past.found().run() + " of cluster " + cluster + " is unfinished",
            "go on: blackstart resume " + past.found().run() + endHint(past));
      }
      if (past.world().isPresent()) {
        throw new Refusal(
            4,
            "a rehearsal world of cluster " + cluster + " stands: run " + past.found().run(),
            "end it: blackstart rehearse --stop " + past.found().run());
      }
    }
  }

  private static String endHint(Past past) {
    return past.world().isPresent()
        ? "; or end it: blackstart rehearse --stop " + past.found().run()
        : "; or give it up and begin anew: --start-over --confirm " + past.found().cluster();
  }
}
