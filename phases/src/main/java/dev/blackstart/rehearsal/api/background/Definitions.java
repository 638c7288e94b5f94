package dev.blackstart.rehearsal.api.background;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.resource.Catalogue;
import dev.blackstart.rehearsal.api.resource.CustomResources;
import dev.blackstart.rehearsal.api.resource.ResourceType;
import dev.blackstart.rehearsal.api.storage.GroupResource;
import dev.blackstart.rehearsal.api.storage.ObjectStore;
import dev.blackstart.rehearsal.api.write.DeleteOptions;
import dev.blackstart.rehearsal.api.write.Metadata;
import dev.blackstart.rehearsal.api.write.ObjectWrites;
import dev.blackstart.rehearsal.api.write.WriteOptions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Makes custom resources of their definitions: accepted, established, served; and ends them with
 * their objects.
 */
final class Definitions {
  private static final String CLEANUP = "customresourcecleanup.apiextensions.k8s.io";

  private final ObjectStore store;
  private final ObjectWrites writes;
  private final Catalogue catalogue;
  private final CustomResources customResources;
  private final Supplier<Instant> clock;
  private final Map<String, GroupResource> served = new ConcurrentHashMap<>();
  private final Map<String, JsonNode> specs = new ConcurrentHashMap<>();

  Definitions(
      ObjectStore store,
      ObjectWrites writes,
      Catalogue catalogue,
      CustomResources customResources,
      Supplier<Instant> clock) {
    this.store = store;
    this.writes = writes;
    this.catalogue = catalogue;
    this.customResources = customResources;
    this.clock = clock;
  }

  /** Whether the objects of a resource come from a definition. */
  boolean mayDefine(GroupResource resource) {
    return served.containsValue(resource);
  }

  /** Brings what is served in line with a definition as it is now. */
  void serve(String name) {
    ObjectNode definition = store.get(Upkeep.DEFINITIONS, "", name);
    if (definition == null) {
      catalogue.define(name, List.of());
      specs.remove(name);
      GroupResource resource = served.remove(name);
      if (resource != null) {
        store.drop(resource);
      }
      acceptOthers(name);
    } else if (definition.path("metadata").has("deletionTimestamp")) {
      end(name, definition);
    } else {
      if (!establish(name, definition)) {
        return;
      }
      if (!definition.path("spec").equals(specs.put(name, definition.path("spec")))) {
        served.put(name, CustomResources.stored(definition));
        catalogue.define(name, customResources.versions(definition));
      }
    }
  }

  /** Names that are free again may be somebody's now. */
  private void acceptOthers(String gone) {
    String group = gone.substring(gone.indexOf('.') + 1);
    for (ObjectNode other : store.list(Upkeep.DEFINITIONS, "", 0).objects()) {
      if (other.path("spec").path("group").asText().equals(group) && !established(other)) {
        serve(AcceptedNames.name(other));
      }
    }
  }

  /** Whether the definition's names are its own, so that it is served. */
  private boolean establish(String name, ObjectNode definition) {
    if (established(definition)) {
      return true;
    }
    AcceptedNames taken = AcceptedNames.besides(definition, store);
    JsonNode before = definition.path("status").path("acceptedNames");
    ObjectNode accepted = definition.path("spec").path("names").deepCopy();
    Optional<AcceptedNames.Refused> refused =
        taken.accept(definition.path("spec").path("names"), before, accepted);
    if (refused.isPresent() && served.get(name) == null) {
      refuse(name, accepted, refused.get());
      return false;
    }
    writes.update().update(type(), "", "", name, WriteOptions.own(), Definitions::hold);
    tell(
        name,
        Optional.empty(),
        status -> {
          condition(status, "NamesAccepted", "True", "NoConflicts", "no conflicts found");
          condition(
              status,
              "Established",
              "True",
              "InitialNamesAccepted",
              "the initial names have been accepted");
        });
    return true;
  }

  private void refuse(String name, ObjectNode accepted, AcceptedNames.Refused why) {
    tell(
        name,
        Optional.of(accepted),
        status -> {
          condition(status, "NamesAccepted", "False", why.reason(), why.message());
          condition(status, "Established", "False", "NotAccepted", "not all names are accepted");
        });
  }

  /**
   * @param accepted the names it has; absent when they are those it asks for
   */
  private void tell(String name, Optional<ObjectNode> accepted, Consumer<ObjectNode> conditions) {
    writes
        .update()
        .update(
            type(),
            "status",
            "",
            name,
            WriteOptions.own(),
            current -> {
              ObjectNode status = current.withObjectProperty("status");
              status.set(
                  "acceptedNames",
                  accepted.orElseGet(() -> current.path("spec").path("names").deepCopy()));
              store(current.path("spec"), status);
              conditions.accept(status);
              return current;
            });
  }

  private static boolean established(ObjectNode definition) {
    JsonNode status = definition.path("status");
    boolean condition = false;
    for (JsonNode each : status.path("conditions")) {
      condition |=
          each.path("type").asText().equals("Established")
              && each.path("status").asText().equals("True");
    }
    return condition
        && status.path("acceptedNames").equals(definition.path("spec").path("names"))
        && storedNow(definition.path("spec"), status);
  }

  private static boolean storedNow(JsonNode spec, JsonNode status) {
    for (JsonNode version : spec.path("versions")) {
      if (version.path("storage").asBoolean()) {
        for (JsonNode stored : status.path("storedVersions")) {
          if (stored.equals(version.path("name"))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static void store(JsonNode spec, ObjectNode status) {
    ArrayNode stored = (ArrayNode) status.withArrayProperty("storedVersions");
    if (!storedNow(spec, status)) {
      spec.path("versions")
          .forEach(
              version -> {
                if (version.path("storage").asBoolean()) {
                  stored.add(version.path("name").asText());
                }
              });
    }
  }

  private static ObjectNode hold(ObjectNode definition) {
    ArrayNode finalizers =
        (ArrayNode) definition.withObjectProperty("metadata").withArrayProperty("finalizers");
    for (JsonNode each : finalizers) {
      if (each.asText().equals(CLEANUP)) {
        return definition;
      }
    }
    finalizers.add(CLEANUP);
    return definition;
  }

  private void condition(
      ObjectNode status, String type, String value, String reason, String message) {
    ArrayNode conditions = (ArrayNode) status.withArrayProperty("conditions");
    for (JsonNode each : conditions) {
      if (each.path("type").asText().equals(type)) {
        ((ObjectNode) each).put("status", value).put("reason", reason).put("message", message);
        return;
      }
    }
    conditions
        .addObject()
        .put("type", type)
        .put("status", value)
        .put("lastTransitionTime", Metadata.time(clock.get()))
        .put("reason", reason)
        .put("message", message);
  }

  private void end(String name, ObjectNode definition) {
    GroupResource resource = CustomResources.stored(definition);
    List<ResourceType> types =
        catalogue.all().stream().filter(t -> t.custom() && t.stored().equals(resource)).toList();
    int left = 0;
    for (ObjectNode object : store.list(resource, "", 0).objects()) {
      JsonNode metadata = object.path("metadata");
      if (metadata.has("deletionTimestamp")) {
        left++;
      } else if (!types.isEmpty()) {
        boolean gone =
            writes
                .deletion()
                .delete(
                    types.get(0),
                    metadata.path("namespace").asText(),
                    metadata.path("name").asText(),
                    DeleteOptions.background())
                .gone();
        left += gone ? 0 : 1;
      }
    }
    if (left == 0) {
      writes
          .update()
          .update(
              type(),
              "",
              "",
              name,
              WriteOptions.own(),
              current -> Finalizers.without(current, CLEANUP));
    }
  }

  private ResourceType type() {
    return catalogue.find("apiextensions.k8s.io", "v1", "customresourcedefinitions").orElseThrow();
  }
}
