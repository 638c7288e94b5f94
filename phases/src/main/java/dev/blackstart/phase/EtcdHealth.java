package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Node;
import dev.blackstart.world.Failure;
import dev.blackstart.world.NodeOperations.EtcdStatus;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Whether etcd can do without one of its members for a while. */
final class EtcdHealth {
  private EtcdHealth() {}

  /**
   * The first thing that is wrong with it; empty when every control plane is a voting member that
   * follows one leader, and nobody raises an alarm.
   */
  static Optional<Waiting> complaint(ClusterSpec spec, World world) {
    Set<String> leaders = new HashSet<>();
    for (Node node : spec.controlPlanes()) {
      EtcdStatus status;
      try {
        status = world.operations().etcdStatus(node);
      } catch (Failure silent) {
        return wrong(node, silent.what());
      }
      if (!status.errors().isEmpty()) {
        return wrong(node, "etcd: " + status.errors().getFirst());
      }
      if (status.learner()) {
        return wrong(node, "a learner of etcd, not promoted yet");
      }
      if (status.leader().isEmpty()) {
        return wrong(node, "etcd has no leader");
      }
      leaders.add(status.leader());
    }
    if (leaders.size() > 1) {
      return Optional.of(new Waiting("etcd", "its members follow different leaders"));
    }
    return alarm(spec, world);
  }

  private static Optional<Waiting> alarm(ClusterSpec spec, World world) {
    return spec.controlPlanes().stream()
        .findFirst()
        .flatMap(node -> world.operations().etcdAlarms(node).stream().findFirst())
        .map(alarm -> new Waiting("etcd", "it raises the alarm " + alarm.kind()));
  }

  private static Optional<Waiting> wrong(Node node, String reason) {
    return Optional.of(new Waiting(node.name(), reason));
  }
}
