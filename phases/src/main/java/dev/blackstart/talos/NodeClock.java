package dev.blackstart.talos;

import com.google.protobuf.Empty;
import dev.blackstart.world.Machines.Clock;
import dev.talos.api.time.TimeServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The clock of a node. In maintenance there is no call for it (Talos 1.12); the resources it stamps
 * tell it to half a minute, and its certificate to a day.
 */
final class NodeClock {
  /** Talos 1.12 reads its processors' counters so often. */
  private static final Duration READ_EVERY = Duration.ofSeconds(30);

  private final ManagedChannel channel;
  private final Duration deadline;

  NodeClock(ManagedChannel channel, Duration deadline) {
    this.channel = channel;
    this.deadline = deadline;
  }

  /** As a configured node tells it. */
  Optional<Clock> told() {
    try {
      return TimeServiceGrpc.newBlockingStub(channel)
          .withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS)
          .time(Empty.getDefaultInstance())
          .getMessagesList()
          .stream()
          .findFirst()
          .map(answer -> answer.getLocaltime())
          .map(clock -> Instant.ofEpochSecond(clock.getSeconds(), clock.getNanos()))
          .map(clock -> new Clock(clock, clock));
    } catch (StatusRuntimeException unknown) {
      return Optional.empty();
    }
  }

  /**
   * As a machine in maintenance shows it.
   *
   * @param offered its certificate: made at boot and anew every twelve hours, good for a day
   */
  Optional<Clock> stamped(Optional<X509Certificate> offered) {
    return new Cosi(channel, deadline)
        .updated("perf", "CPUStats.perf.talos.dev", "latest")
        .map(read -> new Clock(read, read.plus(READ_EVERY)))
        .or(() -> offered.map(NodeClock::within));
  }

  private static Clock within(X509Certificate leaf) {
    return new Clock(leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant());
  }
}
