package dev.blackstart.rehearsal.actor.workload;

import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Reconciler;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Notes when rollouts last moved on: one that stands still for too long is called so. */
final class RolloutClock {
  private record Mark(long generation, DeploymentStatus status, Instant at) {}

  private final Surroundings around;
  private final Reconciler queue;
  private final Map<Key, Mark> marks = new ConcurrentHashMap<>();

  RolloutClock(Surroundings around, Reconciler queue) {
    this.around = around;
    this.queue = queue;
  }

  /** Whether a rollout has stood still past its deadline, in world time. */
  boolean late(Resource deployment, DeploymentStatus status) {
    Duration deadline =
        Duration.ofSeconds(deployment.spec().path("progressDeadlineSeconds").asLong(600));
    Mark mark =
        marks.compute(
            deployment.key(),
            (key, known) ->
                known != null
                        && known.generation() == deployment.generation()
                        && known.status().equals(status)
                    ? known
                    : new Mark(deployment.generation(), status, around.now()));
    if (status.complete()) {
      return false;
    }
    Duration left = deadline.minus(Duration.between(mark.at(), around.now()));
    if (left.isPositive()) {
      if (mark.at().plus(Duration.ofSeconds(1)).isAfter(around.now())) {
        around.after(left, () -> queue.add(deployment.key()));
      }
      return false;
    }
    return true;
  }

  void forget(Key deployment) {
    marks.remove(deployment);
  }
}
