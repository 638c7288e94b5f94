package dev.blackstart.phase;

import dev.blackstart.run.Condition;
import dev.blackstart.run.Progress;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeApi.Rollout;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at a release's gate as soon as all of its pods are ready, also while Helm still waits for
 * its hooks: a start-up check that does not end keeps its reason to itself. Ends the wait when what
 * is missing does not come.
 */
final class GateWatch {
  private final String release;
  private final ReleaseGate gate;
  private final Progress progress;
  private Optional<Instant> since = Optional.empty();
  private boolean told;

  /**
   * @param release as it is called in messages
   */
  GateWatch(String release, ReleaseGate gate, Progress progress) {
    this.release = release;
    this.gate = gate;
    this.progress = progress;
  }

  /**
   * Reports how far a release is that Helm still works on.
   *
   * @param objects of the release, without hooks
   * @param rollout of both
   */
  void report(World world, Rollout objects, Rollout rollout) {
    List<Waiting> waiting = new ArrayList<>();
    if (objects.total() > 0 && objects.complete()) {
      waiting.addAll(missing(world));
    }
    waiting.addAll(rollout.waiting());
    progress.report(
        Condition.unmet("Helm installs", waiting).counted(rollout.ready(), rollout.total()));
  }

  /**
   * Who is missing of a release all of whose pods are ready.
   *
   * @throws Failure when they have been missing for too long
   */
  List<Waiting> missing(World world) {
    List<Waiting> missing = gate.missing(world);
    Instant now = world.time().now();
    since = missing.isEmpty() ? Optional.empty() : Optional.of(since.orElse(now));
    Optional<Duration> patience = gate.patience();
    if (since.isPresent()
        && patience.isPresent()
        && !now.isBefore(since.get().plus(patience.get()))) {
      give(missing.getFirst(), patience.get());
    }
    return missing;
  }

  private void give(Waiting first, Duration patience) {
    String what =
        "%s: its pods are ready, but for %d s %s %s"
            .formatted(release, patience.toSeconds(), first.who(), first.reason());
    if (!progress.patient()) {
      throw new Failure(
          Failure.Kind.REFUSED,
          what,
          "see who is behind its Service and which caBundle its configuration names:"
              + " kubectl get endpointslices,validatingwebhookconfigurations -A;"
              + " then: blackstart resume");
    }
    if (!told) {
      told = true;
      progress.log(what + "; waiting on, for the phase was given longer");
    }
  }
}
