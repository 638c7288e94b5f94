package dev.blackstart.rehearsal.api.background;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Takes finalizers off objects. */
final class Finalizers {
  private Finalizers() {}

  /** The object without a finalizer; changed in place. */
  static ObjectNode without(ObjectNode object, String finalizer) {
    ObjectNode metadata = object.withObjectProperty("metadata");
    ArrayNode kept = object.arrayNode();
    metadata
        .path("finalizers")
        .forEach(
            each -> {
              if (!each.asText().equals(finalizer)) {
                kept.add(each);
              }
            });
    if (kept.isEmpty()) {
      metadata.remove("finalizers");
    } else {
      metadata.set("finalizers", kept);
    }
    return object;
  }
}
