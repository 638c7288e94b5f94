package dev.blackstart.jhelm.remote;

import java.time.Duration;
import java.util.List;

/**
 * How long others are waited for, in wall time.
 *
 * @param connect until somebody answers the call
 * @param silence without a byte, from the request on
 * @param again pauses before each further attempt when the other side is busy
 * @param longest a pause the other side may ask for
 * @param largest bytes that are taken
 */
public record Patience(
    Duration connect, Duration silence, List<Duration> again, Duration longest, long largest) {
  /** For a person who waits. */
  public static final Patience USUAL =
      new Patience(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          List.of(Duration.ofMillis(500), Duration.ofSeconds(3)),
          Duration.ofSeconds(20),
          64L * 1024 * 1024);
}
