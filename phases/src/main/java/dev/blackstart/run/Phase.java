package dev.blackstart.run;

import dev.blackstart.world.World;
import java.time.Duration;
import java.util.Map;

/** A claim about the world, and the act that makes it true. */
public interface Phase {
  PhaseId id();

  /** What is true when the phase is done, one sentence without a full stop. */
  String claims();

  /** World time it may take. */
  Duration budget();

  /** Digest of everything the act is made from; a claim made from other inputs is stale. */
  String inputs(World world);

  /**
   * The files of the repository the act is made from, relative to its root, each with the beginning
   * of its digest: what is named when a claim is stale.
   */
  default Map<String, String> files(World world) {
    return Map.of();
  }

  /** What the phase is about, so that faces can show its progress in its own words. */
  Subject subject();

  /** Whether there is an act; a phase that only looks is never skipped. */
  default boolean acts() {
    return true;
  }

  /**
   * Whether the claim holds. "Not there yet" is an answer; only what waiting cannot cure is thrown.
   */
  Condition check(World world) throws InterruptedException;

  /** The act. Safe to repeat after it was cut short anywhere. */
  void run(World world, Progress progress) throws InterruptedException;

  /** What a phase is about. */
  enum Subject {
    NODES,
    RELEASE,
    FLUX,
    OBJECTS
  }
}
