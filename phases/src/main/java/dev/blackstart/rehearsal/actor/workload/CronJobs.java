package dev.blackstart.rehearsal.actor.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.EventRecorder;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Key;
import dev.blackstart.rehearsal.actor.client.Reconciler;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Statuses;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Starts the Jobs of CronJobs when they are due in world time. */
public final class CronJobs {
  private final Surroundings around;
  private final EventRecorder events;
  private final Informer crons;
  private final Informer jobs;
  private final Reconciler queue;
  private final Map<String, Instant> due = new ConcurrentHashMap<>();

  public CronJobs(Surroundings around) {
    this.around = around;
    this.events = new EventRecorder(around, "cronjob-controller");
    this.crons = around.informer(ResourceType.CRON_JOBS);
    this.jobs = around.informer(ResourceType.JOBS);
    this.queue = around.reconciler(this::reconcile, ResourceType.CRON_JOBS, ResourceType.JOBS);
    crons.listen(change -> queue.add(change.any().key()));
    Owners.listen(jobs, "CronJob", queue);
  }

  private void reconcile(Key key) {
    Optional<Resource> found = crons.get(key);
    if (found.isEmpty() || found.get().deleting()) {
      return;
    }
    Resource cron = found.get();
    List<Resource> mine =
        jobs.controlledBy(cron).stream()
            .sorted(
                Comparator.comparing(
                    (Resource job) -> job.meta().path("creationTimestamp").asText()))
            .toList();
    String plan = cron.uid() + cron.spec().path("schedule").asText();
    Instant at = due.computeIfAbsent(plan, fresh -> arrange(cron));
    if (!cron.spec().path("suspend").asBoolean() && !around.now().isBefore(at)) {
      due.remove(plan);
      start(cron, mine, at);
      due.put(plan, arrange(cron));
    }
    show(cron, jobs.controlledBy(cron));
    forgetOld(cron, mine);
  }

  /** When it is due next; then it is looked at again. */
  private Instant arrange(Resource cron) {
    Optional<Instant> next;
    try {
      String zone = cron.spec().path("timeZone").asText("Etc/UTC");
      next =
          new CronSchedule(cron.spec().path("schedule").asText())
              .after(around.now(), ZoneId.of(zone));
    } catch (IllegalArgumentException | DateTimeException e) {
      events.warning(cron, "InvalidSchedule", e.getMessage());
      next = Optional.empty();
    }
    next.ifPresent(
        instant ->
            around.after(Duration.between(around.now(), instant), () -> queue.add(cron.key())));
    return next.orElse(Instant.MAX);
  }

  private void start(Resource cron, List<Resource> mine, Instant at) {
    List<Resource> running = mine.stream().filter(job -> !ended(job)).toList();
    switch (cron.spec().path("concurrencyPolicy").asText("Allow")) {
      case "Forbid" -> {
        if (!running.isEmpty()) {
          events.normal(
              cron,
              "JobAlreadyActive",
              "Not starting job because prior execution is running and concurrency policy is"
                  + " Forbid");
          return;
        }
      }
      case "Replace" -> running.forEach(this::delete);
      default -> {} // as many as come
    }
    JsonNode template = cron.spec().path("jobTemplate");
    String name = cron.name() + "-" + at.getEpochSecond() / 60;
    ObjectNode meta =
        Json.object(
            "name", name,
            "namespace", cron.namespace(),
            "labels", template.path("metadata").path("labels").deepCopy(),
            "annotations", template.path("metadata").path("annotations").deepCopy(),
            "ownerReferences", Json.array(cron.asController()));
    meta.properties().removeIf(member -> member.getValue().isMissingNode());
    around
        .client()
        .createIfAbsent(
            ResourceType.JOBS,
            Json.object("metadata", meta, "spec", template.path("spec").deepCopy()))
        .ifPresent(jobs::saw);
    events.normal(cron, "SuccessfulCreate", "Created job " + name);
  }

  private static boolean ended(Resource job) {
    return job.isTrue("Complete") || job.isTrue("Failed");
  }

  private void delete(Resource job) {
    around
        .client()
        .delete(ResourceType.JOBS, job.key(), Json.object("propagationPolicy", "Background"));
  }

  private void show(Resource cron, List<Resource> mine) {
    ArrayNode active = Json.array();
    ObjectNode status = Json.object("active", active);
    for (Resource job : mine) {
      if (!ended(job)) {
        active.add(
            Json.object(
                "apiVersion", "batch/v1",
                "kind", "Job",
                "namespace", job.namespace(),
                "name", job.name(),
                "uid", job.uid()));
      }
      status.set("lastScheduleTime", job.meta().path("creationTimestamp"));
      if (job.isTrue("Complete")) {
        status.set("lastSuccessfulTime", job.status().path("completionTime"));
      }
    }
    Statuses.write(around, crons, cron, status);
  }

  private void forgetOld(Resource cron, List<Resource> mine) {
    forget(mine, "Complete", cron.spec().path("successfulJobsHistoryLimit").asInt(3));
    forget(mine, "Failed", cron.spec().path("failedJobsHistoryLimit").asInt(1));
  }

  private void forget(List<Resource> mine, String condition, int keep) {
    List<Resource> ended =
        mine.stream().filter(job -> job.isTrue(condition) && !job.deleting()).toList();
    ended.stream().limit(Math.max(0, ended.size() - keep)).forEach(this::delete);
  }
}
