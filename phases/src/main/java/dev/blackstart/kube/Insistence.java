package dev.blackstart.kube;

import dev.blackstart.world.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Says an act again that an API server could not take just now: one that is busy (429), starts,
 * changes its etcd leader, or closed the connection. Only for acts that may be said twice. Some 30
 * s of wall time altogether; longer outages are for the operator to see.
 */
final class Insistence {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final Duration ALTOGETHER = Duration.ofSeconds(30);
  private static final int ATTEMPTS = 7;

  /** Internal errors that pass by themselves, in the words of the API server and of etcd. */
  private static final Pattern PASSES =
      Pattern.compile(
          "etcdserver|leader changed|request timed out|storage is \\(re\\)initializing"
              + "|context deadline exceeded|too many requests|http2: ",
          Pattern.CASE_INSENSITIVE);

  private final TimeSource time;

  Insistence(TimeSource time) {
    this.time = time;
  }

  /** One attempt. */
  interface Attempt {
    Reply make() throws IOException, InterruptedException;
  }

  /**
   * @return the last answer, be it a refusal
   * @throws IOException when nobody answered to the end
   */
  Reply until(String what, Attempt attempt) throws IOException, InterruptedException {
    Duration pause = FIRST;
    long end = time.wallNanos() + ALTOGETHER.toNanos();
    for (int left = ATTEMPTS - 1; ; left--) {
      String because;
      Optional<Duration> asked = Optional.empty();
      try {
        Reply reply = attempt.make();
        if (left == 0 || time.wallNanos() > end || !passes(reply)) {
          return reply;
        }
        because = reply.message();
        asked = reply.retryAfter();
      } catch (IOException e) {
        if (left == 0 || time.wallNanos() > end) {
          throw e;
        }
        because = KubeFailures.reason(e);
      }
      try (TimeSource.Work again = time.working(what + " once more: " + because)) {
        time.pause(shorter(asked.orElse(pause), LONGEST));
      }
      pause = shorter(pause.multipliedBy(2), LONGEST);
    }
  }

  /**
   * The same for readings, which are told at once of everything but a server that is busy.
   *
   * @return the last answer, be it a refusal
   */
  Reply unlessBusy(String what, Attempt attempt) throws IOException, InterruptedException {
    for (int left = ATTEMPTS - 1; ; left--) {
      Reply reply = attempt.make();
      if (left == 0 || reply.code() != 429) {
        return reply;
      }
      try (TimeSource.Work again = time.working(what + " once more: " + reply.message())) {
        time.pause(shorter(reply.retryAfter().orElse(FIRST), LONGEST));
      }
    }
  }

  private static boolean passes(Reply reply) {
    return switch (reply.code()) {
      case 429, 502, 503, 504 -> true;
      case 500 -> PASSES.matcher(reply.message()).find();
      default -> false;
    };
  }

  private static Duration shorter(Duration some, Duration other) {
    return some.compareTo(other) < 0 ? some : other;
  }
}
