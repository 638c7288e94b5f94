package dev.blackstart.rehearsal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import org.junit.jupiter.api.Test;

/** Jobs end, well or not, as hooks lean on it. */
interface JobsContract extends PlayedServer.Subject {
  private void job(String namespace, String name, String policy, String more) throws Exception {
    played()
        .create(
            """
            apiVersion: batch/v1
            kind: Job
            metadata: {name: %s, namespace: %s}
            spec:
              %s
              template:
                spec:
                  restartPolicy: %s
                  hostNetwork: true
                  tolerations: [{operator: Exists}]
                  containers: [{name: main, image: "a:1"}]
            """
                .formatted(name, namespace, more, policy));
  }

  private Resource failed(String namespace, String reason, String message) {
    Resource job =
        played().await(ResourceType.JOBS, namespace, "fails-hook", one -> one.isTrue("Failed"));
    for (JsonNode condition : job.status().path("conditions")) {
      assertEquals(reason, condition.path("reason").asText());
      assertEquals(message, condition.path("message").asText());
    }
    assertEquals(0, job.status().path("active").asInt());
    played().awaitEvent(namespace, "Job", reason, message);
    return job;
  }

  @Test
  default void aJobIsCompleteWhenItsPodHasSucceeded() throws Exception {
    String namespace = namespace();
    job(namespace, "hook", "Never", "backoffLimit: 1");
    Resource job =
        played().await(ResourceType.JOBS, namespace, "hook", one -> one.isTrue("Complete"));
    assertEquals(1, job.status().path("succeeded").asInt());
  }

  @Test
  default void aJobWhosePodsFailIsGivenUp() throws Exception {
    String namespace = namespace();
    job(namespace, "fails-hook", "Never", "backoffLimit: 2");
    Resource job =
        failed(namespace, "BackoffLimitExceeded", "Job has reached the specified backoff limit");
    assertEquals(3, job.status().path("failed").asInt());
    Resource pod =
        played().client.list(ResourceType.PODS, namespace).stream().findFirst().orElseThrow();
    assertEquals("Failed", pod.status().path("phase").asText());
    assertEquals(
        1,
        pod.status().at("/containerStatuses/0/state/terminated/exitCode").asInt(),
        pod.json().toString());
  }

  @Test
  default void aJobWhosePodRestartsTooOftenIsGivenUp() throws Exception {
    String namespace = namespace();
    job(namespace, "fails-hook", "OnFailure", "backoffLimit: 2");
    failed(namespace, "BackoffLimitExceeded", "Job has reached the specified backoff limit");
  }

  @Test
  default void aJobHasItsDeadline() throws Exception {
    String namespace = namespace();
    job(namespace, "fails-hook", "OnFailure", "activeDeadlineSeconds: 20");
    failed(namespace, "DeadlineExceeded", "Job was active longer than specified deadline");
  }
}
