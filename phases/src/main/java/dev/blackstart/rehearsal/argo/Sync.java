package dev.blackstart.rehearsal.argo;

import java.time.Duration;
import java.time.Instant;

/** One sync operation: wave after wave, tried again when a wave is refused. */
final class Sync {
  /** How often an automated sync is tried again (Argo CD's own limit). */
  private static final int RETRIES = 5;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(3);

  private final Target target;
  private final Instant began;
  private int wave;
  private boolean applied;
  private int failures;
  private Instant next = Instant.MIN;
  private Instant ended;
  private String phase = "Running";
  private String message = "";

  Sync(Target target, Instant now) {
    this.target = target;
    this.began = now;
  }

  Target target() {
    return target;
  }

  /** Number of the wave that is under way, from 0. */
  int wave() {
    return wave;
  }

  boolean isApplied() {
    return applied;
  }

  void applied() {
    applied = true;
  }

  void waitsFor(String what) {
    message = what;
  }

  void nextWave() {
    wave++;
    applied = false;
  }

  /** Whether it may be worked on now. */
  boolean isDue(Instant now) {
    return isRunning() && !now.isBefore(next);
  }

  boolean isRunning() {
    return phase.equals("Running");
  }

  boolean succeeded() {
    return phase.equals("Succeeded");
  }

  void succeed(Instant now) {
    phase = "Succeeded";
    message = "successfully synced (all tasks run)";
    ended = now;
  }

  void failed(String why, Instant now) {
    failures++;
    wave = 0;
    applied = false;
    if (failures > RETRIES) {
      phase = "Failed";
      message = why + " (retried " + RETRIES + " times).";
      ended = now;
      return;
    }
    Duration pause = FIRST_PAUSE.multipliedBy(1L << (failures - 1));
    next = now.plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
    message = why + ". Retrying attempt #" + failures + " at " + next;
  }

  String phase() {
    return phase;
  }

  String message() {
    return message;
  }

  Instant began() {
    return began;
  }

  /** Null while it runs. */
  Instant ended() {
    return ended;
  }
}
