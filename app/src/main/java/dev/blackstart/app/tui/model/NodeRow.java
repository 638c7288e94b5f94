package dev.blackstart.app.tui.model;

import dev.blackstart.cluster.Node;
import dev.blackstart.world.MachineStage;
import java.util.Optional;

/**
 * A node as the grid shows it; times are world milliseconds of the run.
 *
 * @param note what it says it does or waits for
 * @param since when stage or note last changed
 * @param kubernetes what Kubernetes says of it
 * @param left when the last watch on it ended and none has told of it since; absent while it is
 *     watched
 */
public record NodeRow(
    Node node,
    MachineStage stage,
    String note,
    long since,
    Registration kubernetes,
    Optional<Long> left) {

  /** Whether Kubernetes knows a node. */
  public enum Standing {
    /** Nobody has seen it there. */
    UNREGISTERED,
    NOT_READY,
    READY
  }

  /**
   * @param because why it is not Ready
   * @param since when that last changed
   */
  public record Registration(Standing standing, String because, long since) {
    static final Registration NONE = new Registration(Standing.UNREGISTERED, "", 0);
  }

  static NodeRow unseen(Node node) {
    return new NodeRow(node, MachineStage.UNKNOWN, "", 0, Registration.NONE, Optional.empty());
  }

  NodeRow reported(MachineStage now, String why, long at) {
    boolean same = now == stage && why.equals(note);
    return same && left.isEmpty()
        ? this
        : new NodeRow(node, now, why, same ? since : at, kubernetes, Optional.empty());
  }

  NodeRow registered(boolean ready, String why, long at) {
    Standing standing = ready ? Standing.READY : Standing.NOT_READY;
    long began = standing == kubernetes.standing() ? kubernetes.since() : at;
    return new NodeRow(
        node, stage, note, since, new Registration(standing, why, began), Optional.empty());
  }

  /** Nobody looks at it until it is reported again. */
  NodeRow unwatched(long at) {
    return left.isPresent()
        ? this
        : new NodeRow(node, stage, note, since, kubernetes, Optional.of(at));
  }
}
