package dev.blackstart.app;

import dev.blackstart.files.RunLock;
import dev.blackstart.run.RunId;
import dev.blackstart.world.Failure;
import java.io.IOException;
import java.nio.file.Path;

/** Takes the lock of a cluster and world, or says who has it. */
final class Locks {
  private Locks() {}

  /**
   * @throws Refusal 4 when another operator holds it
   */
  static RunLock take(Path folder, RunId run) {
    try {
      RunLock.Holder us =
          new RunLock.Holder(
              run, ProcessHandle.current().pid(), System.getProperty("user.name", "somebody"));
      return RunLock.take(folder, us)
          .orElseThrow(
              () ->
                  new Refusal(
                      4,
                      "another operator is at work"
                          + RunLock.last(folder).map(holder -> ": " + holder).orElse(""),
                      "wait for it, or end that process and run: blackstart resume"));
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.INPUT,
          "cannot lock " + folder + ": " + e.getMessage(),
          "choose another state folder by --state DIR",
          e);
    }
  }
}
