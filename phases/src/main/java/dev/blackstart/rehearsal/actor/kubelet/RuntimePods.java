package dev.blackstart.rehearsal.actor.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.actor.client.Informer;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.node.container.PodContainer;
import dev.blackstart.rehearsal.node.container.Pods;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The pods of a machine as its container runtime has them: told by the status of each. */
final class RuntimePods implements Pods {
  private final Machine machine;
  private final Informer pods;
  private final PodRunner runner;

  RuntimePods(Machine machine, Informer pods, PodRunner runner) {
    this.machine = machine;
    this.pods = pods;
    this.runner = runner;
  }

  @Override
  public List<PodContainer> containers() {
    List<PodContainer> all = new ArrayList<>();
    pods.all().stream()
        .filter(machine::has)
        .filter(pod -> pod.status().path("phase").asText().equals("Running"))
        .sorted(Comparator.comparing(pod -> pod.namespace() + "/" + pod.name()))
        .forEach(
            pod -> {
              add(pod, pod.status().path("initContainerStatuses"), all);
              add(pod, pod.status().path("containerStatuses"), all);
            });
    return all;
  }

  @Override
  public Set<String> images() {
    return runner.images();
  }

  @Override
  public void restart(PodContainer container) {
    runner.restart(container.uid(), container.name());
  }

  private static void add(Resource pod, JsonNode statuses, List<PodContainer> to) {
    for (JsonNode status : statuses) {
      String id = status.path("containerID").asText();
      if (id.isEmpty()) {
        continue;
      }
      JsonNode running = status.path("state").path("running");
      JsonNode began = running.isMissingNode() ? status.path("state").path("terminated") : running;
      to.add(
          new PodContainer(
              pod.namespace(),
              pod.name(),
              pod.uid(),
              status.path("name").asText(),
              status.path("image").asText(),
              id.substring(id.lastIndexOf('/') + 1),
              status.path("restartCount").asInt(),
              pod.spec().path("hostNetwork").asBoolean(),
              !running.isMissingNode(),
              instant(began.path("startedAt").asText())));
    }
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }
}
