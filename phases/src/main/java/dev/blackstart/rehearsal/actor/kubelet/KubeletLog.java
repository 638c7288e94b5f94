package dev.blackstart.rehearsal.actor.kubelet;

import dev.blackstart.rehearsal.actor.client.EventRecorder;
import dev.blackstart.rehearsal.actor.client.Resource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the kubelet writes at its usual verbosity: containers that start and end, and what it cannot
 * do. Of the rest it tells the API only.
 */
record KubeletLog(KubeletHost host) implements EventRecorder.Heard {
  @Override
  public void event(Resource about, String type, String reason, String message) {
    boolean pod = about.json().path("kind").asText().equals("Pod");
    if (pod && type.equals("Warning")) {
      write("kubelet/pod_workers.go:1324", "Error syncing pod, skipping", about, "err", message);
    } else if (reason.equals("Started")) {
      write(
          "kubelet/kubelet.go:2569",
          "SyncLoop (PLEG): event for pod",
          about,
          "event",
          "ContainerStarted");
    } else if (reason.equals("Killing")) {
      write(
          "kuberuntime/kuberuntime_container.go:864",
          "Killing container with a grace period",
          about,
          "reason",
          message);
    }
  }

  private void write(String caller, String message, Resource pod, String key, String value) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("pod", pod.namespace() + "/" + pod.name());
    fields.put(key, value);
    host.writes(caller, message, fields);
  }
}
