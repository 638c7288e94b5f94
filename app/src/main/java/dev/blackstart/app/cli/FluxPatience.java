package dev.blackstart.app.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How long a verb follows what it asked Flux to do. */
final class FluxPatience {
  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = ActingOptions.Span.class,
      description = "how long to wait for it, in the world's time (default: 5m)")
  private Duration timeout = Duration.ofMinutes(5);

  Duration timeout() {
    return timeout;
  }
}
