package dev.blackstart.jhelm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What the child is asked to do; one JSON line. Secrets travel as files, never in here.
 *
 * @param chart file or folder; empty for {@link Act#UNINSTALL}
 * @param kubeconfig file; empty for {@link Act#RENDER}, which asks no cluster
 * @param kubernetesVersion what {@link Act#RENDER} tells the chart
 * @param timeoutSeconds for hooks
 */
record HelmRequest(
    Act act,
    String chart,
    String name,
    String namespace,
    List<String> valuesFiles,
    String kubeconfig,
    String kubernetesVersion,
    int timeoutSeconds) {
  private static final JsonMapper JSON = new JsonMapper();

  /** What can be asked for. */
  enum Act {
    RENDER,
    INSTALL,
    UPGRADE,
    UNINSTALL
  }

  String line() {
    ObjectNode node = JSON.createObjectNode();
    node.put("act", act.name());
    node.put("chart", chart);
    node.put("name", name);
    node.put("namespace", namespace);
    valuesFiles.forEach(node.putArray("valuesFiles")::add);
    node.put("kubeconfig", kubeconfig);
    node.put("kubernetesVersion", kubernetesVersion);
    node.put("timeoutSeconds", timeoutSeconds);
    return node.toString();
  }

  static HelmRequest parse(String line) throws JsonProcessingException {
    JsonNode node = JSON.readTree(line);
    List<String> values = new ArrayList<>();
    node.path("valuesFiles").forEach(file -> values.add(file.asText()));
    return new HelmRequest(
        Act.valueOf(node.path("act").asText()),
        node.path("chart").asText(),
        node.path("name").asText(),
        node.path("namespace").asText(),
        values,
        node.path("kubeconfig").asText(),
        node.path("kubernetesVersion").asText(),
        node.path("timeoutSeconds").asInt());
  }
}
