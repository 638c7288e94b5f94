package dev.blackstart.phase;

import dev.blackstart.run.Progress;
import dev.blackstart.world.Failing;
import dev.blackstart.world.Failing.Cause;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeApi.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows how a release rolls out, and ends the wait when waiting has become pointless: a registry,
 * a quota or an admission said no, or a container keeps ending while nobody else of the release is
 * on the way. What failed before we began counts only once it has failed again. Who gave the phase
 * longer wants to wait all the same.
 */
final class RolloutWatch {
  /** World time for which it must be so while Helm works: views lag behind what it changes. */
  private static final Duration SURE = Duration.ofSeconds(3);

  private final String release;
  private final Progress progress;
  private final Map<String, Cause> before = new HashMap<>();
  private Optional<Instant> since = Optional.empty();
  private boolean told;

  /**
   * @param release as it is called in messages
   * @param before how it was rolled out before we acted
   */
  RolloutWatch(String release, Progress progress, Rollout before) {
    this.release = release;
    this.progress = progress;
    before.failing().forEach(each -> this.before.put(each.stamp(), each.cause()));
  }

  /**
   * What Helm was to replace has been replaced by now: a Job that has failed is not tried again.
   */
  void installed() {
    before.values().removeIf(cause -> cause == Cause.JOB);
  }

  /**
   * Looks while Helm is still at work.
   *
   * @throws Failure when it has been lost for a while
   */
  void look(Rollout rollout, Instant now) {
    List<Failing> lost = lost(rollout);
    if (lost.isEmpty()) {
      since = Optional.empty();
    } else if (since.isEmpty()) {
      since = Optional.of(now);
    } else if (!now.isBefore(since.get().plus(SURE))) {
      give(lost);
    }
  }

  /**
   * Looks at what Helm has finished to install.
   *
   * @throws Failure when it does not become ready by being waited for
   */
  void look(Rollout rollout) {
    List<Failing> lost = lost(rollout);
    if (!lost.isEmpty()) {
      give(lost);
    }
  }

  private List<Failing> lost(Rollout rollout) {
    List<Failing> fresh =
        rollout.failing().stream().filter(each -> !before.containsKey(each.stamp())).toList();
    boolean nobodyElse = rollout.waiting().size() <= rollout.failing().size();
    return fresh.stream().filter(each -> each.alone() || nobodyElse).toList();
  }

  private void give(List<Failing> lost) {
    Failing first = lost.getFirst();
    String others = lost.size() == 1 ? "" : "; " + (lost.size() - 1) + " more likewise";
    String what = release + " cannot become ready: " + first + others;
    if (!progress.patient()) {
      throw new Failure(Failure.Kind.REFUSED, what, remedy(first.cause()));
    }
    if (!told) {
      told = true;
      progress.log(what + "; waiting on, for the phase was given longer");
    }
  }

  private static String remedy(Cause cause) {
    String then = "; then: blackstart resume";
    return switch (cause) {
      case IMAGE ->
          "correct the image in the release's values, or see that the registry hands it out" + then;
      case CRASH -> "see why it ends: kubectl logs --previous; correct its values" + then;
      case QUOTA -> "raise the quota of its namespace, or ask for less in the values" + then;
      case ADMISSION ->
          "give its namespace the rights it needs, or correct what the values ask for" + then;
      case JOB -> "see why it gave up: kubectl logs; delete the Job" + then;
      case NAMES ->
          "find the other definition of its group that has the name, and delete it:"
              + " kubectl get crds"
              + then;
    };
  }
}
