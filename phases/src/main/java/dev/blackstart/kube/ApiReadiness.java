package dev.blackstart.kube;

import dev.blackstart.world.KubeApi.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Collectors;

/** Whether an API server is ready, and if not, which of its checks fails. */
final class ApiReadiness {
  private static final Duration READY = Duration.ofSeconds(5);

  private ApiReadiness() {}

  static Answer of(Cluster now) {
    try {
      Reply ready = now.connection().get("/readyz", READY);
      if (ready.code() == 401) {
        return new Answer(false, now.connection().failure("it refuses us", ready).what());
      }
      return ready.ok() ? new Answer(true, now.version()) : new Answer(false, notReady(ready));
    } catch (IOException e) {
      return new Answer(false, KubeFailures.reason(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer(false, "interrupted");
    }
  }

  /** The checks of {@code /readyz} that fail, as {@code [-]etcd failed: reason withheld}. */
  private static String notReady(Reply reply) {
    String failing =
        reply
            .text()
            .lines()
            .filter(line -> line.startsWith("[-]"))
            .map(line -> line.substring("[-]".length()).replace(": reason withheld", ""))
            .collect(Collectors.joining(", "));
    return failing.isEmpty() ? reply.message() : failing;
  }
}
