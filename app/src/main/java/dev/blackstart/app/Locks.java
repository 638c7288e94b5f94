package dev.blackstart.app;

import dev.blackstart.files.RunLock;
import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.run.RunId;
import dev.blackstart.world.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Takes the lock of a cluster and world, or says who has it. */
final class Locks {
  private static final int TRIES = 3;
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

  private Locks() {}

  /**
   * @throws Refusal 4 when another operator holds it
   */
  static RunLock take(Path folder, RunId run) {
    try {
      RunLock.Holder us =
          new RunLock.Holder(
              run, ProcessHandle.current().pid(), System.getProperty("user.name", "somebody"));
      // Whoever looks whether a run is driven holds the lock for an instant, and is no operator.
      for (int tries = 1; tries < TRIES; tries++) {
        Optional<RunLock> lock = RunLock.take(folder, us);
        if (lock.isPresent()) {
          return lock.get();
        }
        new SystemTimeSource().pause(BETWEEN_TRIES);
      }
      return RunLock.take(folder, us)
          .orElseThrow(
              () ->
                  new Refusal(
                      4,
                      "another operator is at work"
                          + RunLock.last(folder).map(holder -> ": " + holder).orElse(""),
                      "wait for it, or end that process and run: blackstart resume"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(130, "interrupted", "nothing was touched");
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.INPUT,
          "cannot lock " + folder + ": " + e.getMessage(),
          "choose another state folder by --state DIR",
          e);
    }
  }
}
