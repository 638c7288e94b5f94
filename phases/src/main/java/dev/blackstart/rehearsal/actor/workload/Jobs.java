package dev.blackstart.rehearsal.actor.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.ApiFailure;
import dev.blackstart.rehearsal.actor.client.Conditions;
import dev.blackstart.rehearsal.actor.client.EventRecorder;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Reconciler;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Statuses;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Runs the pods of Jobs until enough of them have succeeded, or too many failed. */
public final class Jobs {
  private final Surroundings around;
  private final EventRecorder events;
  private final Informer jobs;
  private final Informer pods;
  private final Reconciler queue;
  private final Map<String, Instant> begun = new ConcurrentHashMap<>();
  private final Map<String, Retry> retries = new ConcurrentHashMap<>();

  /**
   * When the next pod may be made.
   *
   * @param failed how many had failed when that was decided
   */
  private record Retry(int failed, Instant notBefore) {}

  public Jobs(Surroundings around) {
    this.around = around;
    this.events = new EventRecorder(around, "job-controller");
    this.jobs = around.informer(ResourceType.JOBS);
    this.pods = around.informer(ResourceType.PODS);
    this.queue = around.reconciler(this::reconcile, ResourceType.JOBS, ResourceType.PODS);
    jobs.listen(change -> queue.add(change.any().key()));
    Owners.listen(pods, "Job", queue);
  }

  private void reconcile(Key key) {
    Optional<Resource> found = jobs.get(key);
    if (found.isEmpty() || found.get().deleting()) {
      return;
    }
    Resource job = found.get();
    if (job.isTrue("Complete") || job.isTrue("Failed")) {
      expire(job);
      return;
    }
    List<Resource> all = pods.controlledBy(job);
    int succeeded = count(all, "Succeeded");
    int failed = count(all, "Failed");
    Optional<JobFailure> failure = JobFailure.of(job, all, failed, since(job), around.now());
    if (failure.isPresent()) {
      end(job, all, succeeded, failed, failure.get());
      return;
    }
    int wanted = job.spec().path("completions").asInt(1);
    int together = job.spec().path("parallelism").asInt(1);
    int active = Pods.active(all).size();
    Optional<ApiFailure> refused = Optional.empty();
    if (!job.spec().path("suspend").asBoolean() && mayTry(job, failed)) {
      try {
        for (; active < Math.min(together, wanted - succeeded); active++) {
          create(job);
        }
      } catch (ApiFailure e) {
        refused = Optional.of(e);
      }
    }
    show(job, all, active, succeeded, failed, wanted);
    if (refused.isPresent()) {
      throw refused.get(); // again after a pause
    }
  }

  private static int count(List<Resource> pods, String phase) {
    return (int) pods.stream().filter(pod -> phase(pod).equals(phase)).count();
  }

  /** When it began; its deadline comes by itself. */
  private Instant since(Resource job) {
    JsonNode seconds = job.spec().path("activeDeadlineSeconds");
    return begun.computeIfAbsent(
        job.uid(),
        uid -> {
          if (seconds.isNumber()) {
            around.after(Duration.ofSeconds(seconds.asLong()), () -> queue.add(job.key()));
          }
          return around.now();
        });
  }

  /** After each pod that failed the next one is made later. */
  private boolean mayTry(Resource job, int failed) {
    Retry last = retries.getOrDefault(job.uid(), new Retry(0, Instant.MIN));
    if (failed > last.failed()) {
      Duration pause = JobFailure.pause(failed);
      last = new Retry(failed, around.now().plus(pause));
      retries.put(job.uid(), last);
      around.after(pause, () -> queue.add(job.key()));
    }
    return !around.now().isBefore(last.notBefore());
  }

  /** Ends the pods that are left, then the Job, whose verdict waits for them. */
  private void end(
      Resource job, List<Resource> all, int succeeded, int failed, JobFailure failure) {
    List<Resource> active = Pods.active(all);
    for (Resource pod : active) {
      around.client().delete(ResourceType.PODS, pod.key(), Json.object());
      around.client().find(ResourceType.PODS, pod.key()).ifPresent(pods::saw);
    }
    boolean gone = all.stream().allMatch(Pods::ended);
    Conditions conditions = new Conditions(job, around.wall());
    conditions.with("FailureTarget", true, failure.reason(), failure.message());
    if (gone) {
      conditions.with("Failed", true, failure.reason(), failure.message());
      events.warning(job, failure.reason(), failure.message());
      begun.remove(job.uid());
      retries.remove(job.uid());
    }
    ObjectNode status = counts(job, all, 0, succeeded, failed);
    status.set("conditions", conditions.withoutUpdates());
    Statuses.write(around, jobs, job, status);
    if (!gone) {
      around.after(Duration.ofSeconds(1), () -> queue.add(job.key()));
    }
  }

  private static String phase(Resource pod) {
    return pod.status().path("phase").asText();
  }

  private void create(Resource job) {
    pods.saw(
        Pods.create(
            around,
            events,
            job,
            PodTemplate.pod(
                job,
                job.spec().path("template"),
                job.name() + "-" + around.suffix(job.uid()),
                Map.of(
                    "batch.kubernetes.io/job-name", job.name(),
                    "batch.kubernetes.io/controller-uid", job.uid(),
                    "job-name", job.name(),
                    "controller-uid", job.uid()))));
  }

  private void show(
      Resource job, List<Resource> all, int active, int succeeded, int failed, int wanted) {
    ObjectNode status = counts(job, all, active, succeeded, failed);
    if (succeeded >= wanted) {
      Conditions conditions = new Conditions(job, around.wall());
      String reason = "CompletionsReached";
      String message = "Reached expected number of succeeded pods";
      // Validation wants the first beside the second.
      conditions.with("SuccessCriteriaMet", true, reason, message);
      conditions.with("Complete", true, reason, message);
      status.set("conditions", conditions.withoutUpdates());
      status.put("completionTime", Json.time(around.wall()));
      events.normal(job, "Completed", "Job completed");
    }
    Statuses.write(around, jobs, job, status);
  }

  private ObjectNode counts(
      Resource job, List<Resource> all, int active, int succeeded, int failed) {
    long ready = active == 0 ? 0 : all.stream().filter(pod -> pod.isTrue("Ready")).count();
    JsonNode started = job.status().path("startTime");
    return Json.object(
        "startTime", started.isMissingNode() ? Json.time(around.wall()) : started,
        "active", active,
        "ready", ready,
        "succeeded", succeeded,
        "failed", failed,
        "terminating", 0,
        "uncountedTerminatedPods", Json.object());
  }

  private void expire(Resource job) {
    JsonNode seconds = job.spec().path("ttlSecondsAfterFinished");
    if (seconds.isNumber()) {
      around.after(
          Duration.ofSeconds(seconds.asLong()),
          () ->
              around
                  .client()
                  .delete(
                      ResourceType.JOBS,
                      job.key(),
                      Json.object(
                          "propagationPolicy",
                          "Background",
                          "preconditions",
                          Json.object("uid", job.uid()))));
    }
  }
}
