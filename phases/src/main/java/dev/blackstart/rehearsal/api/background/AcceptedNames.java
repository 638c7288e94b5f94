package dev.blackstart.rehearsal.api.background;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.storage.ObjectStore;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who has which names in a group: resources share one set of plural, singular and short names, and
 * another of kinds. The first definition has them (apiextensions-apiserver's naming controller).
 */
final class AcceptedNames {
  /** Why names are not accepted: a reason and a message, as the condition has them. */
  record Refused(String reason, String message) {}

  private final Set<String> resources = new HashSet<>();
  private final Set<String> kinds = new HashSet<>();

  private AcceptedNames() {}

  /** What others of its group have. */
  static AcceptedNames besides(ObjectNode definition, ObjectStore store) {
    AcceptedNames taken = new AcceptedNames();
    for (ObjectNode other : store.list(Upkeep.DEFINITIONS, "", 0).objects()) {
      boolean beside =
          group(other).equals(group(definition)) && !name(other).equals(name(definition));
      JsonNode names = other.path("status").path("acceptedNames");
      if (beside && !names.isMissingNode()) {
        add(taken.resources, names.path("plural"));
        add(taken.resources, names.path("singular"));
        names.path("shortNames").forEach(each -> add(taken.resources, each));
        add(taken.kinds, names.path("kind"));
        add(taken.kinds, names.path("listKind"));
      }
    }
    return taken;
  }

  private static String group(JsonNode definition) {
    return definition.path("spec").path("group").asText();
  }

  static String name(JsonNode definition) {
    return definition.path("metadata").path("name").asText();
  }

  private static void add(Set<String> names, JsonNode name) {
    if (!name.asText().isEmpty()) {
      names.add(name.asText());
    }
  }

  /**
   * Writes what is accepted of the wanted names.
   *
   * @param before what was accepted so far: a name that is refused leaves the older one
   * @return the last that is refused, as the API server tells it
   */
  Optional<Refused> accept(JsonNode wanted, JsonNode before, ObjectNode accepted) {
    Optional<Refused> refused = Optional.empty();
    for (String part : List.of("plural", "singular", "kind", "listKind")) {
      Set<String> taken = part.equals("plural") || part.equals("singular") ? resources : kinds;
      String name = wanted.path(part).asText();
      if (taken.contains(name)) {
        refused = Optional.of(refused(part, name));
        accepted.put(part, before.path(part).asText());
      } else {
        accepted.set(part, wanted.path(part));
      }
    }
    for (JsonNode each : wanted.path("shortNames")) {
      if (resources.contains(each.asText())) {
        refused = Optional.of(refused("shortNames", each.asText()));
      }
    }
    return refused;
  }

  private static Refused refused(String part, String name) {
    return new Refused(
        Character.toUpperCase(part.charAt(0)) + part.substring(1) + "Conflict",
        "\"" + name + "\" is already in use");
  }
}
