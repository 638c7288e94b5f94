package dev.blackstart.app.tui.model;

import dev.blackstart.cluster.Node;
import dev.blackstart.world.MachineStage;

/**
 * A node as the grid shows it.
 *
 * @param note what it says it does or waits for
 * @param since world milliseconds of the run when stage or note last changed
 */
public record NodeRow(Node node, MachineStage stage, String note, long since) {
  static NodeRow unseen(Node node) {
    return new NodeRow(node, MachineStage.UNKNOWN, "", 0);
  }

  NodeRow reported(MachineStage now, String why, long at) {
    return now == stage && why.equals(note) ? this : new NodeRow(node, now, why, at);
  }
}
