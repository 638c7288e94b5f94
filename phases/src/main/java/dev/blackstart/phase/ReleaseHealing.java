package dev.blackstart.phase;

import dev.blackstart.cluster.Release;
import dev.blackstart.run.Condition;
import dev.blackstart.run.Progress;
import dev.blackstart.world.Charts.Deployed;
import dev.blackstart.world.Charts.Unfinished;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A Helm that died leaves its release's record open, and every other Helm refuses to go on. What a
 * run of ours left is cleared; what somebody else left, only by the operator's word, for that Helm
 * may be at work still.
 */
final class ReleaseHealing {
  /** How long Helm waits unless it is told otherwise: who is older than that is hardly at work. */
  private static final Duration HELM_WAITS = Duration.ofMinutes(5);

  /** World time somebody else's Helm is given to come to its end. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final String BEGUN = "begun";
  private static final String KEY = "helm.";

  private final Release release;

  ReleaseHealing(Release release) {
    this.release = release;
  }

  /** Whether a choice says whose Helm is at work on a release: that outlives the run. */
  static boolean isWhose(String choice) {
    return choice.startsWith(KEY);
  }

  /** Writes down that from now on it is our Helm that works on the release. */
  void begin(World world) {
    world.ledger().choose(key(), BEGUN);
  }

  /** Writes down that our Helm has come to its end. */
  void end(World world) {
    world.ledger().choose(key(), "ended");
  }

  /**
   * Clears what a Helm that died has left.
   *
   * @throws Failure REFUSED when it is not ours and the operator has not said so
   */
  void heal(World world, Progress progress) throws InterruptedException {
    Optional<Unfinished> left = left(world);
    if (left.isEmpty()) {
      return;
    }
    boolean ours = world.ledger().choice(key()).filter(BEGUN::equals).isPresent();
    if (!ours && !Consent.heals(world.ledger())) {
      giveTime(world, progress, left.get());
      return;
    }
    world.charts().heal(release.namespace(), release.name());
    progress.did(
        "cleared "
            + what(left.get(), world.time().wall())
            + (ours ? "; a run of ours died doing so" : "; --heal allowed it"),
        ByHand.heal(release, left.get()));
  }

  private Optional<Unfinished> left(World world) {
    return world.charts().unfinished(release.namespace(), release.name());
  }

  private void giveTime(World world, Progress progress, Unfinished left)
      throws InterruptedException {
    Instant wall = world.time().wall();
    boolean old = left.since().map(since -> since.plus(HELM_WAITS).isBefore(wall)).orElse(false);
    Instant end = old ? Instant.MIN : world.time().now().plus(PATIENCE);
    progress.until(
        () -> {
          if (!isOpen(world)) {
            return Condition.met("the other Helm has come to its end");
          }
          if (!world.time().now().isBefore(end)) {
            throw refused(world, left(world).orElse(left));
          }
          return Condition.unmet(
              "another Helm is at work",
              List.of(
                  new Waiting(
                      "release " + release.qualifiedName(),
                      left.status() + " by a Helm that is not ours")));
        });
  }

  /** From a watch, so that asking again costs nothing. */
  private boolean isOpen(World world) {
    return world
        .charts()
        .deployed(release.namespace(), release.name())
        .map(Deployed::status)
        .map(Unfinished::is)
        .orElse(false);
  }

  private Failure refused(World world, Unfinished left) {
    return new Failure(
        Failure.Kind.REFUSED,
        what(left, world.time().wall())
            + "; this run did not begin it: another Helm is at work, or died doing so",
        "see that no other Helm works on it, then let us clear it: blackstart resume --heal");
  }

  private String what(Unfinished left, Instant wall) {
    String since = left.since().map(from -> " for " + age(Duration.between(from, wall))).orElse("");
    String hooks =
        left.hooks().stream().map(KubeObject.Ref::toString).collect(Collectors.joining(", "));
    return "release "
        + release.qualifiedName()
        + ": revision "
        + left.revision()
        + " is "
        + left.status()
        + since
        + (hooks.isEmpty() ? "" : ", in the middle of its hook " + hooks);
  }

  private static String age(Duration since) {
    return since.toMinutes() < 2
        ? Math.max(0, since.toSeconds()) + " s"
        : since.toMinutes() + " min";
  }

  private String key() {
    return KEY + release.qualifiedName();
  }
}
