package dev.blackstart.rehearsal.actor.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Resource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A Node as a kubelet under Talos writes it. */
final class NodeObject {
  /** The kubelet's reason before a network plugin has come. */
  static final String NO_NETWORK =
      "container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady"
          + " message:Network plugin returns error: cni plugin not initialized";

  private NodeObject() {}

  static ObjectNode registration(KubeletState state) {
    Map<String, String> labels = new TreeMap<>(state.labels());
    labels.put("beta.kubernetes.io/arch", "amd64");
    labels.put("beta.kubernetes.io/os", "linux");
    labels.put("kubernetes.io/arch", "amd64");
    labels.put("kubernetes.io/os", "linux");
    labels.put("kubernetes.io/hostname", state.nodeName());
    ObjectNode spec = Json.object();
    if (!state.taints().isEmpty()) {
      ArrayNode taints = spec.putArray("taints");
      state.taints().forEach(taint -> taints.add(taint(taint)));
    }
    return Json.object(
        "apiVersion",
        "v1",
        "kind",
        "Node",
        "metadata",
        Json.object("name", state.nodeName(), "labels", labels, "annotations", state.annotations()),
        "spec",
        spec);
  }

  private static ObjectNode taint(KubeletState.Taint taint) {
    ObjectNode object = Json.object("key", taint.key(), "effect", taint.effect());
    if (!taint.value().isEmpty()) {
      object.put("value", taint.value());
    }
    return object;
  }

  /**
   * @param before conditions so far: one that stays as it was keeps the time it became so, and
   *     those of others are kept
   */
  static ObjectNode status(KubeletState state, boolean networkReady, JsonNode before, Instant now) {
    ObjectNode capacity =
        Json.object(
            "cpu", Integer.toString(state.processors()),
            "memory", state.memoryMebibytes() * 1024 + "Ki",
            "ephemeral-storage", "98831908Ki",
            "hugepages-1Gi", "0",
            "hugepages-2Mi", "0",
            "pods", "110");
    ObjectNode allocatable = capacity.deepCopy();
    allocatable.put("cpu", state.processors() * 1000 - 50 + "m");
    allocatable.put("memory", (state.memoryMebibytes() - 512) * 1024 + "Ki");
    ArrayNode conditions = Json.array();
    before.forEach(
        condition -> {
          if (condition.path("type").asText().equals("NetworkUnavailable")) {
            conditions.add(condition);
          }
        });
    conditions.add(
        condition(
            before,
            now,
            "MemoryPressure",
            false,
            "KubeletHasSufficientMemory",
            "kubelet has sufficient memory available"));
    conditions.add(
        condition(
            before,
            now,
            "DiskPressure",
            false,
            "KubeletHasNoDiskPressure",
            "kubelet has no disk pressure"));
    conditions.add(
        condition(
            before,
            now,
            "PIDPressure",
            false,
            "KubeletHasSufficientPID",
            "kubelet has sufficient PID available"));
    conditions.add(
        networkReady
            ? condition(
                before, now, "Ready", true, "KubeletReady", "kubelet is posting ready status")
            : condition(before, now, "Ready", false, "KubeletNotReady", NO_NETWORK));
    return Json.object(
        "addresses",
        Json.array(
            Json.object("type", "InternalIP", "address", state.address()),
            Json.object("type", "Hostname", "address", state.nodeName())),
        "capacity",
        capacity,
        "allocatable",
        allocatable,
        "conditions",
        conditions,
        "daemonEndpoints",
        Json.object("kubeletEndpoint", Json.object("Port", 10250)),
        "nodeInfo",
        machine(state));
  }

  /** Whether a Node tells what its machine runs now. */
  static boolean tells(Resource node, KubeletState state) {
    return node.status().path("nodeInfo").equals(machine(state));
  }

  /** What of the state's labels and annotations an object's metadata lacks, as a patch. */
  static ObjectNode missing(KubeletState state, JsonNode metadata) {
    ObjectNode patch = Json.object();
    state.labels().forEach((key, value) -> lacking(patch, metadata, "labels", key, value));
    state
        .annotations()
        .forEach((key, value) -> lacking(patch, metadata, "annotations", key, value));
    return patch;
  }

  private static void lacking(
      ObjectNode patch, JsonNode metadata, String map, String key, String value) {
    if (!value.equals(metadata.path(map).path(key).asText(null))) {
      patch.withObject("/metadata/" + map).put(key, value);
    }
  }

  private static ObjectNode machine(KubeletState state) {
    String id = UUID.nameUUIDFromBytes(state.address().getBytes(StandardCharsets.UTF_8)).toString();
    return Json.object(
        "machineID",
        id.replace("-", ""),
        "systemUUID",
        id,
        "bootID",
        state.bootId(),
        "kernelVersion",
        "6.18.9-talos",
        "osImage",
        "Talos (" + state.talosVersion() + ")",
        "containerRuntimeVersion",
        "containerd://2.1.6",
        "kubeletVersion",
        state.kubernetesVersion(),
        "kubeProxyVersion",
        "",
        "operatingSystem",
        "linux",
        "architecture",
        "amd64");
  }

  static ObjectNode condition(
      JsonNode before, Instant now, String type, boolean holds, String reason, String message) {
    String status = holds ? "True" : "False";
    JsonNode since = Json.object().textNode(Json.time(now));
    for (JsonNode condition : before) {
      if (condition.path("type").asText().equals(type)
          && condition.path("status").asText().equals(status)) {
        since = condition.path("lastTransitionTime");
      }
    }
    return Json.object(
        "type", type,
        "status", status,
        "reason", reason,
        "message", message,
        "lastHeartbeatTime", now,
        "lastTransitionTime", since);
  }
}
