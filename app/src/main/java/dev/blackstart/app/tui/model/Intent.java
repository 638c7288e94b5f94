package dev.blackstart.app.tui.model;

import dev.blackstart.app.act.NodeAct;
import dev.blackstart.run.PhaseId;
import dev.blackstart.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Something the operator wants that the screen cannot do itself. */
public sealed interface Intent {
  /** The first frame is on the screen: whatever takes time may begin. */
  record Open() implements Intent {}

  /**
   * Begins a run.
   *
   * @param allowed what the operator allows by word, as options of the verb
   */
  record Start(String cluster, World.Kind world, List<String> allowed) implements Intent {
    Start(String cluster, World.Kind world) {
      this(cluster, world, List.of());
    }
  }

  /** Begins anew what was refused before it touched anything, as it was begun. */
  record Again(String cluster, World.Kind world) implements Intent {}

  record Resume(String run) implements Intent {}

  /** Goes on with a run, and clears what others left half done in its way. */
  record Heal(String run) implements Intent {}

  /** Goes on with a run from one of its phases; those before it are only checked. */
  record ResumeFrom(String run, String phase) implements Intent {}

  /** Gives an unfinished run up and begins a new one in the same kind of world. */
  record StartOver(String cluster, String run, World.Kind world) implements Intent {}

  /** Looks in a run's world which claims hold. */
  record Verify(String run) implements Intent {}

  /** Brings a run into view, to watch or to command. */
  record Attach(String cluster, String run) implements Intent {}

  /** Stops the run when the current phase is done. */
  record Pause() implements Intent {}

  record MoreTime(PhaseId phase, Duration more) implements Intent {}

  /** Stops the run now; its state is saved. */
  record Abort() implements Intent {}

  /** Asks a node of the run in view for something, and follows it to its end. */
  record Act(String node, NodeAct act) implements Intent {}

  /**
   * Another version of Talos for a node of the run in view.
   *
   * @param image absent for the one the repository names
   */
  record Upgrade(String node, Optional<String> image) implements Intent {}

  /** Saves etcd's database to a file where the operator stands. */
  record EtcdSnapshot(String file) implements Intent {}

  /**
   * Gives the free space of etcd's databases back.
   *
   * @param node absent for all of them, one after the other
   */
  record EtcdDefrag(Optional<String> node) implements Intent {}

  /** This page is on top now: finds out what it shows, again and again, and lets go of the last. */
  record Look(Page page) implements Intent {}

  /** A key for the cluster's Vault; it is handed on and kept nowhere. */
  record Unseal(String key) implements Intent {
    @Override
    public String toString() {
      return "Unseal";
    }
  }

  record Copy(String text) implements Intent {}

  /** Writes a text to a file of that name in the operator's folder. */
  record Save(String name, String text) implements Intent {}

  /** Keeps a line that was typed for later sessions. */
  record Remember(String line) implements Intent {}

  /** Writes a log of a node, from its beginning, to a file of that name likewise. */
  record SaveLog(String name, String node, String service) implements Intent {}

  record Theme(String name) implements Intent {}

  record Mouse(boolean on) implements Intent {}

  record Suspend() implements Intent {}

  record Redraw() implements Intent {}

  /** Leaves the console; whatever runs goes on. */
  record Leave() implements Intent {}
}
