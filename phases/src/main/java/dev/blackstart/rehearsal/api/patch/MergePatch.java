package dev.blackstart.rehearsal.api.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** RFC 7386: objects are merged, null removes, everything else replaces. */
public final class MergePatch {
  private MergePatch() {}

  /** The target with the patch applied; the target may be changed. */
  public static JsonNode apply(JsonNode target, JsonNode patch) {
    if (!(patch instanceof ObjectNode changes)) {
      return patch.deepCopy();
    }
    ObjectNode merged = target instanceof ObjectNode object ? object : changes.objectNode();
    for (Map.Entry<String, JsonNode> change : changes.properties()) {
      if (change.getValue().isNull()) {
        merged.remove(change.getKey());
      } else {
        JsonNode before = merged.path(change.getKey());
        merged.set(change.getKey(), apply(before, change.getValue()));
      }
    }
    return merged;
  }
}
