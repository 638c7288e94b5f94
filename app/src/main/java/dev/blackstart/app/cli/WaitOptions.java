package dev.blackstart.app.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/** Whether a verb stays until a machine is through with what it was asked for. */
final class WaitOptions {
  @Option(names = "--no-wait", description = "ask for it and leave (default: follow it to its end)")
  private boolean leave;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = ActingOptions.Span.class,
      description = "how long to wait for its end, in the world's time (default: 30m)")
  private Duration timeout = Duration.ofMinutes(30);

  @Option(names = "--allow-quorum-loss", description = "even when etcd loses its quorum by it")
  private boolean quorumLoss;

  boolean leaves() {
    return leave;
  }

  Duration timeout() {
    return timeout;
  }

  boolean allowsQuorumLoss() {
    return quorumLoss;
  }
}
