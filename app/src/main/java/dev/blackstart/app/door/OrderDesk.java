package dev.blackstart.app.door;

import dev.blackstart.run.PhaseId;
import dev.blackstart.world.Failure;
import java.time.Duration;
import java.util.Optional;

/** Takes the orders that come through a door. */
public interface OrderDesk {
  /** Stops the run, to be resumed, as soon as nothing of ours is in flight. */
  void pause(String by);

  /** Who asked to pause; absent while nobody has. */
  Optional<String> pausedBy();

  /**
   * Gives a phase longer.
   *
   * @param more world time
   * @throws Failure when it cannot be given
   */
  void moreTime(PhaseId phase, Duration more, String by);

  /** The same as a termination signal. */
  void abort();
}
