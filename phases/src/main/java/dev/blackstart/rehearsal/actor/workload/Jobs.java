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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the pods of Jobs until enough of them have succeeded. */
public final class Jobs {
  private final Surroundings around;
  private final EventRecorder events;
  private final Informer jobs;
  private final Informer pods;

  public Jobs(Surroundings around) {
    this.around = around;
    this.events = new EventRecorder(around, "job-controller");
    this.jobs = around.informer(ResourceType.JOBS);
    this.pods = around.informer(ResourceType.PODS);
    Reconciler queue = around.reconciler(this::reconcile, ResourceType.JOBS, ResourceType.PODS);
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
    int succeeded = (int) all.stream().filter(pod -> phase(pod).equals("Succeeded")).count();
    int failed = (int) all.stream().filter(pod -> phase(pod).equals("Failed")).count();
    int wanted = job.spec().path("completions").asInt(1);
    int together = job.spec().path("parallelism").asInt(1);
    int active = Pods.active(all).size();
    Optional<ApiFailure> refused = Optional.empty();
    if (!job.spec().path("suspend").asBoolean()) {
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
    long ready = all.stream().filter(pod -> pod.isTrue("Ready")).count();
    JsonNode begun = job.status().path("startTime");
    ObjectNode status =
        Json.object(
            "startTime", begun.isMissingNode() ? Json.time(around.wall()) : begun,
            "active", active,
            "ready", ready,
            "succeeded", succeeded,
            "failed", failed,
            "terminating", 0,
            "uncountedTerminatedPods", Json.object());
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
