package dev.blackstart.rehearsal.api.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/** The columns of workloads. */
final class WorkloadColumns {
  private static final String[] TEMPLATE = {"spec", "template", "spec"};

  private WorkloadColumns() {}

  static void addTo(Map<String, List<Column>> columns) {
    columns.put(
        "deployments.apps",
        List.of(
            Column.named(),
            Column.text("Ready", o -> status(o, "readyReplicas") + "/" + spec(o, "replicas")),
            Column.text("Up-to-date", o -> status(o, "updatedReplicas")),
            Column.text("Available", o -> status(o, "availableReplicas")),
            Column.aged(),
            Cells.containers(TEMPLATE),
            Cells.images(TEMPLATE),
            Cells.selector()));
    columns.put("replicasets.apps", replicas());
    columns.put("replicationcontrollers", replicas());
    columns.put(
        "statefulsets.apps",
        List.of(
            Column.named(),
            Column.text("Ready", o -> status(o, "readyReplicas") + "/" + spec(o, "replicas")),
            Column.aged(),
            Cells.containers(TEMPLATE),
            Cells.images(TEMPLATE)));
    columns.put(
        "daemonsets.apps",
        List.of(
            Column.named(),
            Column.number("Desired", o -> status(o, "desiredNumberScheduled")),
            Column.number("Current", o -> status(o, "currentNumberScheduled")),
            Column.number("Ready", o -> status(o, "numberReady")),
            Column.number("Up-to-date", o -> status(o, "updatedNumberScheduled")),
            Column.number("Available", o -> status(o, "numberAvailable")),
            Column.text(
                "Node Selector", o -> Cells.map(Cells.at(o, TEMPLATE).path("nodeSelector"))),
            Column.aged(),
            Cells.containers(TEMPLATE),
            Cells.images(TEMPLATE),
            Cells.selector()));
    columns.put(
        "jobs.batch",
        List.of(
            Column.named(),
            Column.text("Status", WorkloadColumns::jobStatus),
            Column.text("Completions", WorkloadColumns::completions),
            new Column("Duration", "string", "", 0, WorkloadColumns::duration),
            Column.aged(),
            Cells.containers(TEMPLATE),
            Cells.images(TEMPLATE),
            Cells.selector()));
    columns.put("cronjobs.batch", cronJobs());
  }

  private static List<Column> replicas() {
    return List.of(
        Column.named(),
        Column.number("Desired", o -> spec(o, "replicas")),
        Column.number("Current", o -> status(o, "replicas")),
        Column.number("Ready", o -> status(o, "readyReplicas")),
        Column.aged(),
        Cells.containers(TEMPLATE),
        Cells.images(TEMPLATE),
        Cells.selector());
  }

  private static List<Column> cronJobs() {
    String[] template = {"spec", "jobTemplate", "spec", "template", "spec"};
    return List.of(
        Column.named(),
        Column.text("Schedule", o -> o.path("spec").path("schedule").asText()),
        Column.text("Timezone", o -> Cells.orNone(o.path("spec").path("timeZone").asText())),
        new Column(
            "Suspend", "boolean", "", 0, (o, now) -> o.path("spec").path("suspend").asBoolean()),
        Column.number("Active", o -> o.path("status").path("active").size()),
        new Column("Last Schedule", "string", "", 0, WorkloadColumns::lastSchedule),
        Column.aged(),
        Cells.containers(template),
        Cells.images(template),
        Cells.selector());
  }

  private static String lastSchedule(JsonNode cronJob, Instant now) {
    String last = cronJob.path("status").path("lastScheduleTime").asText();
    return last.isEmpty() ? Cells.NONE : Ages.since(last, now);
  }

  private static int status(JsonNode object, String field) {
    return object.path("status").path(field).asInt();
  }

  private static int spec(JsonNode object, String field) {
    return object.path("spec").path(field).asInt();
  }

  private static String jobStatus(JsonNode job) {
    if (Cells.condition(job, "Complete")) {
      return "Complete";
    }
    if (Cells.condition(job, "Failed")) {
      return "Failed";
    }
    if (job.path("metadata").has("deletionTimestamp")) {
      return "Terminating";
    }
    if (Cells.condition(job, "Suspended")) {
      return "Suspended";
    }
    return Cells.condition(job, "FailureTarget") ? "FailureTarget" : "Running";
  }

  private static String completions(JsonNode job) {
    JsonNode wanted = job.path("spec").path("completions");
    int succeeded = status(job, "succeeded");
    if (!wanted.isMissingNode()) {
      return succeeded + "/" + wanted.asInt();
    }
    int parallelism = spec(job, "parallelism");
    return parallelism > 1 ? succeeded + "/1 of " + parallelism : succeeded + "/1";
  }

  private static String duration(JsonNode job, Instant now) {
    String start = job.path("status").path("startTime").asText();
    String end = job.path("status").path("completionTime").asText();
    if (start.isEmpty()) {
      return "";
    }
    try {
      Instant from = OffsetDateTime.parse(start).toInstant();
      Instant to = end.isEmpty() ? now : OffsetDateTime.parse(end).toInstant();
      return Ages.of(Duration.between(from, to));
    } catch (DateTimeException e) {
      return "<unknown>";
    }
  }
}
