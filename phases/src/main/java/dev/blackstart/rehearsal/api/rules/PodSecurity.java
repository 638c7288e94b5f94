package dev.blackstart.rehearsal.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.api.status.Refusals;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Pod Security admission: a pod that demands more than its namespace allows is refused. */
final class PodSecurity {
  private static final String LABEL = "pod-security.kubernetes.io/enforce";

  private final PodSecurityDefaults defaults;
  private final Function<String, JsonNode> namespaces;

  /**
   * @param namespaces finds a namespace by name, null for none
   */
  PodSecurity(PodSecurityDefaults defaults, Function<String, JsonNode> namespaces) {
    this.defaults = defaults;
    this.namespaces = namespaces;
  }

  /** Refuses a new pod that its namespace does not allow. */
  void admit(JsonNode pod) {
    String namespace = pod.path("metadata").path("namespace").asText();
    JsonNode home = namespaces.apply(namespace);
    if (home == null || defaults.exempt().contains(namespace)) {
      return;
    }
    JsonNode labels = home.path("metadata").path("labels");
    String level = labels.path(LABEL).asText(defaults.enforce());
    String version = labels.path(LABEL + "-version").asText(defaults.version());
    List<String> violations = violations(pod.path("spec"), pod.path("metadata"), level);
    if (!violations.isEmpty()) {
      throw Refusals.forbidden(
          new Refusals.About("", "pods", "Pod", pod.path("metadata").path("name").asText()),
          "violates PodSecurity \""
              + level
              + ":"
              + version
              + "\": "
              + String.join(", ", violations));
    }
  }

  private static List<String> violations(JsonNode spec, JsonNode metadata, String level) {
    List<String> violations = new ArrayList<>();
    boolean restricted = level.equals("restricted");
    if (restricted || level.equals("baseline")) {
      violations.addAll(new BaselinePods(spec, metadata, restricted).violations());
    }
    if (restricted) {
      violations.addAll(new RestrictedPods(spec).violations());
    }
    return violations;
  }
}
