package dev.blackstart.rehearsal.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What Pod Security's level {@code restricted} demands beyond {@code baseline}, in the order and
 * words of kube-apiserver 1.35.
 */
final class RestrictedPods {
  private static final Set<String> VOLUMES =
      Set.of(
          "name",
          "configMap",
          "csi",
          "downwardAPI",
          "emptyDir",
          "ephemeral",
          "persistentVolumeClaim",
          "projected",
          "secret",
          "image");

  private final JsonNode spec;
  private final PodParts parts;
  private final List<String> violations = new ArrayList<>();

  RestrictedPods(JsonNode spec) {
    this.spec = spec;
    this.parts = new PodParts(spec);
  }

  List<String> violations() {
    escalation();
    capabilities();
    volumes();
    nonRoot();
    user();
    seccomp();
    return violations;
  }

  private JsonNode pod() {
    return spec.path("securityContext");
  }

  private void escalation() {
    List<String> names =
        parts.names(
            container ->
                PodParts.security(container).path("allowPrivilegeEscalation").asBoolean(true));
    if (!names.isEmpty()) {
      violations.add(
          "allowPrivilegeEscalation != false ("
              + PodParts.named("container", names)
              + " must set securityContext.allowPrivilegeEscalation=false)");
    }
  }

  private void capabilities() {
    List<String> keep = new ArrayList<>();
    List<String> add = new ArrayList<>();
    Set<String> added = new TreeSet<>();
    for (JsonNode container : parts.containers()) {
      JsonNode capabilities = PodParts.security(container).path("capabilities");
      boolean dropsAll = false;
      for (JsonNode dropped : capabilities.path("drop")) {
        dropsAll |= dropped.asText().equals("ALL");
      }
      if (!dropsAll) {
        keep.add(container.path("name").asText());
      }
      boolean more = false;
      for (JsonNode one : capabilities.path("add")) {
        if (!one.asText().equals("NET_BIND_SERVICE")) {
          more = true;
          added.add(one.asText());
        }
      }
      if (more) {
        add.add(container.path("name").asText());
      }
    }
    List<String> details = new ArrayList<>();
    if (!keep.isEmpty()) {
      details.add(
          PodParts.named("container", keep)
              + " must set securityContext.capabilities.drop=[\"ALL\"]");
    }
    if (!add.isEmpty()) {
      details.add(
          PodParts.named("container", add)
              + " must not include "
              + PodParts.quoted(added)
              + " in securityContext.capabilities.add");
    }
    if (!details.isEmpty()) {
      violations.add("unrestricted capabilities (" + String.join("; ", details) + ")");
    }
  }

  private void volumes() {
    List<String> names = new ArrayList<>();
    Set<String> types = new TreeSet<>();
    for (JsonNode volume : spec.path("volumes")) {
      volume
          .fieldNames()
          .forEachRemaining(
              field -> {
                if (!VOLUMES.contains(field)) {
                  names.add(volume.path("name").asText());
                  types.add(field);
                }
              });
    }
    if (!names.isEmpty()) {
      violations.add(
          "restricted volume types ("
              + PodParts.named("volume", names)
              + (names.size() == 1 ? " uses " : " use ")
              + "restricted volume type"
              + (types.size() == 1 ? " " : "s ")
              + PodParts.quoted(types)
              + ")");
    }
  }

  private void nonRoot() {
    JsonNode whole = pod().path("runAsNonRoot");
    List<String> root =
        parts.names(
            container -> {
              JsonNode own = PodParts.security(container).path("runAsNonRoot");
              return own.isBoolean() && !own.asBoolean();
            });
    boolean podRoot = whole.isBoolean() && !whole.asBoolean();
    if (podRoot || !root.isEmpty()) {
      List<String> setters = new ArrayList<>();
      if (podRoot) {
        setters.add("pod");
      }
      if (!root.isEmpty()) {
        setters.add(PodParts.named("container", root));
      }
      violations.add(
          "runAsNonRoot != true ("
              + String.join(" and ", setters)
              + " must not set securityContext.runAsNonRoot=false)");
      return;
    }
    List<String> unsaid =
        parts.names(container -> PodParts.security(container).path("runAsNonRoot").isMissingNode());
    if (!whole.asBoolean() && !unsaid.isEmpty()) {
      violations.add(
          "runAsNonRoot != true (pod or "
              + PodParts.named("container", unsaid)
              + " must set securityContext.runAsNonRoot=true)");
    }
  }

  private void user() {
    List<String> setters = new ArrayList<>();
    if (isRoot(pod())) {
      setters.add("pod");
    }
    List<String> names = parts.names(container -> isRoot(PodParts.security(container)));
    if (!names.isEmpty()) {
      setters.add(PodParts.named("container", names));
    }
    if (!setters.isEmpty()) {
      violations.add(
          "runAsUser=0 (" + String.join(" and ", setters) + " must not set runAsUser=0)");
    }
  }

  private static boolean isRoot(JsonNode context) {
    return context.has("runAsUser") && context.path("runAsUser").asLong() == 0;
  }

  private void seccomp() {
    String whole = type(pod());
    List<String> setters = new ArrayList<>();
    if (isForbidden(whole)) {
      setters.add("pod");
    }
    List<String> bad = parts.names(container -> isForbidden(type(PodParts.security(container))));
    if (!bad.isEmpty()) {
      setters.add(PodParts.named("container", bad));
    }
    String allowed = "securityContext.seccompProfile.type to \"RuntimeDefault\" or \"Localhost\"";
    if (!setters.isEmpty()) {
      violations.add(
          "seccompProfile ("
              + String.join(" and ", setters)
              + " must not set securityContext.seccompProfile.type to \"Unconfined\")");
      return;
    }
    List<String> unsaid = parts.names(container -> type(PodParts.security(container)).isEmpty());
    if (whole.isEmpty() && !unsaid.isEmpty()) {
      violations.add(
          "seccompProfile (pod or "
              + PodParts.named("container", unsaid)
              + " must set "
              + allowed
              + ")");
    }
  }

  private static String type(JsonNode context) {
    return context.path("seccompProfile").path("type").asText();
  }

  private static boolean isForbidden(String type) {
    return !type.isEmpty() && !Set.of("RuntimeDefault", "Localhost").contains(type);
  }
}
