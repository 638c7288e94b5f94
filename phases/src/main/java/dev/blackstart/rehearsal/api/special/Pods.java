package dev.blackstart.rehearsal.api.special;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.resource.ResourceType;
import dev.blackstart.rehearsal.api.status.ApiFailure;
import dev.blackstart.rehearsal.api.status.Refusals;
import dev.blackstart.rehearsal.api.storage.GroupResource;
import dev.blackstart.rehearsal.api.storage.LabelSelector;
import dev.blackstart.rehearsal.api.storage.ObjectStore;
import dev.blackstart.rehearsal.api.write.DeleteOptions;
import dev.blackstart.rehearsal.api.write.Metadata;
import dev.blackstart.rehearsal.api.write.ObjectWrites;
import dev.blackstart.rehearsal.api.write.WriteOptions;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** What is asked of a pod besides its fields: to go to a node, or to make room. */
public final class Pods {
  private static final GroupResource BUDGETS = new GroupResource("policy", "poddisruptionbudgets");

  /** When to ask again whether a budget allows an eviction. */
  private static final int RETRY_SECONDS = 10;

  private final ObjectStore store;
  private final ObjectWrites writes;
  private final Supplier<Instant> clock;

  public Pods(ObjectStore store, ObjectWrites writes, Supplier<Instant> clock) {
    this.store = store;
    this.writes = writes;
    this.clock = clock;
  }

  /** Deletes a pod unless a disruption budget forbids it. */
  public ObjectNode evict(ResourceType type, String namespace, String name, ObjectNode eviction) {
    ObjectNode pod = store.get(type.stored(), namespace, name);
    if (pod == null) {
      throw Refusals.notFound(type.about(name));
    }
    for (ObjectNode budget : store.list(BUDGETS, namespace, 0).objects()) {
      boolean covers = LabelSelector.of(budget.path("spec").path("selector")).matches(pod);
      if (covers && budget.path("status").path("disruptionsAllowed").asInt() <= 0) {
        String message =
            "The disruption budget "
                + budget.path("metadata").path("name").asText()
                + " needs more healthy pods";
        throw Refusals.tooManyRequests(
                "Cannot evict pod as it would violate the pod's disruption budget.", RETRY_SECONDS)
            .because(List.of(new ApiFailure.Cause("DisruptionBudget", message, "")));
      }
    }
    JsonNode options = eviction.path("deleteOptions");
    writes
        .deletion()
        .delete(
            type,
            namespace,
            name,
            new DeleteOptions(
                options.path("gracePeriodSeconds").asLong(-1),
                DeleteOptions.Propagation.BACKGROUND,
                !options.path("dryRun").isEmpty(),
                options.path("preconditions").path("uid").asText(),
                ""));
    return success();
  }

  /** Sends a pod to a node, once. */
  public ObjectNode bind(ResourceType type, String namespace, String name, ObjectNode binding) {
    String node = binding.path("target").path("name").asText();
    if (node.isEmpty()) {
      throw Refusals.invalid(
          type.about(name),
          List.of(new ApiFailure.Cause("FieldValueRequired", "Required value", "target.name")));
    }
    writes
        .update()
        .update(
            type,
            "binding",
            namespace,
            name,
            WriteOptions.own(),
            pod -> {
              ObjectNode spec = pod.withObjectProperty("spec");
              String bound = spec.path("nodeName").asText();
              if (!bound.isEmpty()) {
                throw Refusals.conflict(
                    type.about(name),
                    "pod " + name + " is already assigned to node \"" + bound + "\"");
              }
              spec.put("nodeName", node);
              scheduled(
                  (ArrayNode) pod.withObjectProperty("status").withArrayProperty("conditions"));
              return pod;
            });
    return success();
  }

  private void scheduled(ArrayNode conditions) {
    for (int i = conditions.size() - 1; i >= 0; i--) {
      if (conditions.get(i).path("type").asText().equals("PodScheduled")) {
        conditions.remove(i);
      }
    }
    conditions
        .addObject()
        .put("type", "PodScheduled")
        .put("status", "True")
        .put("lastTransitionTime", Metadata.time(clock.get()));
  }

  static ObjectNode success() {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("kind", "Status").put("apiVersion", "v1");
    status.putObject("metadata");
    return status.put("status", "Success").put("code", 201);
  }
}
