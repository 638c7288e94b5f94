package dev.blackstart.rehearsal.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Parts of a pod, as Pod Security looks through them and names them. */
record PodParts(JsonNode spec) {
  /** Every container, in the order refusals name them. */
  List<JsonNode> containers() {
    List<JsonNode> all = new ArrayList<>();
    for (String list : List.of("initContainers", "containers", "ephemeralContainers")) {
      spec.path(list).forEach(all::add);
    }
    return all;
  }

  /** Names of the containers for which something holds. */
  List<String> names(Predicate<JsonNode> wanted) {
    return containers().stream()
        .filter(wanted)
        .map(container -> container.path("name").asText())
        .toList();
  }

  /** A container's own security context. */
  static JsonNode security(JsonNode container) {
    return container.path("securityContext");
  }

  /** {@code container "a"} or {@code containers "a", "b"}. */
  static String named(String what, Collection<String> names) {
    return what + (names.size() == 1 ? " " : "s ") + quoted(names);
  }

  static String quoted(Collection<String> names) {
    return names.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
  }
}
