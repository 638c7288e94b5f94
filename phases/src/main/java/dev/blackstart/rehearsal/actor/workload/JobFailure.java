package dev.blackstart.rehearsal.actor.workload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.actor.client.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Why a Job has failed, in the words of its controller (Kubernetes 1.35). */
record JobFailure(String reason, String message) {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
  private static final int BACKOFF_LIMIT = 6;

  /**
   * @param failed how many of its pods failed
   * @param since when it began, world time
   */
  static Optional<JobFailure> of(
      Resource job, List<Resource> pods, int failed, Instant since, Instant now) {
    for (JsonNode condition : job.status().path("conditions")) {
      if (condition.path("type").asText().equals("FailureTarget")) {
        return Optional.of(
            new JobFailure(condition.path("reason").asText(), condition.path("message").asText()));
      }
    }
    int limit = job.spec().path("backoffLimit").asInt(BACKOFF_LIMIT);
    int restarts = pods.stream().mapToInt(JobFailure::restarts).sum();
    String policy = job.spec().at("/template/spec/restartPolicy").asText();
    boolean restarted = policy.equals("OnFailure") && restarts > 0 && restarts >= limit;
    if (failed > limit || restarted) {
      return Optional.of(
          new JobFailure("BackoffLimitExceeded", "Job has reached the specified backoff limit"));
    }
    JsonNode seconds = job.spec().path("activeDeadlineSeconds");
    return seconds.isNumber() && !now.isBefore(since.plusSeconds(seconds.asLong()))
        ? Optional.of(
            new JobFailure("DeadlineExceeded", "Job was active longer than specified deadline"))
        : Optional.empty();
  }

  private static int restarts(Resource pod) {
    int restarts = 0;
    for (JsonNode container : pod.status().path("containerStatuses")) {
      restarts += container.path("restartCount").asInt();
    }
    return restarts;
  }

  /** How long the controller waits after so many failures. */
  static Duration pause(int failed) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(Math.max(failed - 1, 0), 10));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }
}
