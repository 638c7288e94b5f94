package dev.blackstart.rehearsal.api.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.schema.Schema;
import dev.blackstart.rehearsal.api.status.Refusals;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Kubernetes' own merge patch: like a merge patch, but lists whose kind says so are merged by their
 * keys, and directives beginning with a dollar sign delete, replace and order.
 */
public final class StrategicMergePatch {
  private static final String DIRECTIVE = "$patch";
  private static final String RETAIN_KEYS = "$retainKeys";
  private static final String DELETE_FROM = "$deleteFromPrimitiveList/";
  private static final String ORDER = "$setElementOrder/";

  private StrategicMergePatch() {}

  /** The target with the patch applied; the target may be changed. */
  public static ObjectNode apply(ObjectNode target, ObjectNode patch, Schema schema) {
    switch (patch.path(DIRECTIVE).asText()) {
      case "replace" -> {
        ObjectNode replacement = patch.deepCopy();
        replacement.remove(DIRECTIVE);
        return replacement;
      }
      case "delete" -> {
        return target.objectNode();
      }
      default -> {}
    }
    if (patch.path(RETAIN_KEYS).isArray()) {
      Set<String> kept = new HashSet<>();
      patch.path(RETAIN_KEYS).forEach(key -> kept.add(key.asText()));
      target.retain(kept);
    }
    for (Map.Entry<String, JsonNode> change : patch.properties()) {
      String field = change.getKey();
      if (field.startsWith(DELETE_FROM)) {
        deleteFrom(target, field.substring(DELETE_FROM.length()), change.getValue());
      } else if (!field.startsWith("$")) {
        field(target, field, change.getValue(), known(schema, field));
      }
    }
    for (Map.Entry<String, JsonNode> change : patch.properties()) {
      if (change.getKey().startsWith(ORDER)) {
        String field = change.getKey().substring(ORDER.length());
        order(target, field, change.getValue(), known(schema, field).patch().mergeKey());
      }
    }
    return target;
  }

  private static Schema known(Schema schema, String field) {
    Schema known = schema.field(field);
    return known == null ? Schema.ANY : known;
  }

  private static void field(ObjectNode target, String field, JsonNode change, Schema schema) {
    JsonNode before = target.get(field);
    if (change.isNull()) {
      target.remove(field);
    } else if (change instanceof ObjectNode object) {
      boolean replace = schema.patch().strategy().equals("replace");
      ObjectNode base = before instanceof ObjectNode old && !replace ? old : target.objectNode();
      target.set(field, apply(base, object, schema));
    } else if (change instanceof ArrayNode list && schema.patch().merges()) {
      ArrayNode base = before instanceof ArrayNode old ? old : target.arrayNode();
      target.set(
          field,
          schema.patch().mergeKey().isEmpty()
              ? union(base, list)
              : merge(base, list, schema.patch().mergeKey(), schema.element()));
    } else {
      target.set(field, change.deepCopy());
    }
  }

  private static ArrayNode union(ArrayNode base, ArrayNode more) {
    for (JsonNode value : more) {
      if (indexOf(base, value) < 0) {
        base.add(value);
      }
    }
    return base;
  }

  private static int indexOf(ArrayNode list, JsonNode value) {
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).equals(value)) {
        return i;
      }
    }
    return -1;
  }

  private static ArrayNode merge(ArrayNode base, ArrayNode changes, String key, Schema element) {
    for (JsonNode change : changes) {
      if (change.path(DIRECTIVE).asText().equals("replace") && !change.has(key)) {
        ArrayNode replaced = base.arrayNode();
        changes.forEach(
            each -> {
              if (!each.has(DIRECTIVE)) {
                replaced.add(each.deepCopy());
              }
            });
        return replaced;
      }
    }
    for (JsonNode change : changes) {
      if (!(change instanceof ObjectNode object) || !change.has(key)) {
        throw Refusals.badRequest(
            "map: " + change + " does not contain declared merge key: " + key);
      }
      int at = find(base, key, change.get(key));
      if (change.path(DIRECTIVE).asText().equals("delete")) {
        // The same key may be there more than once.
        while (at >= 0) {
          base.remove(at);
          at = find(base, key, change.get(key));
        }
      } else if (at >= 0 && base.get(at) instanceof ObjectNode old) {
        base.set(at, apply(old, object, element));
      } else {
        base.add(apply(base.objectNode(), object, element));
      }
    }
    return base;
  }

  private static int find(ArrayNode list, String key, JsonNode value) {
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).path(key).equals(value)) {
        return i;
      }
    }
    return -1;
  }

  private static void deleteFrom(ObjectNode target, String field, JsonNode values) {
    if (target.get(field) instanceof ArrayNode list) {
      for (JsonNode value : values) {
        for (int at = indexOf(list, value); at >= 0; at = indexOf(list, value)) {
          list.remove(at);
        }
      }
    }
  }

  /**
   * Puts the named elements in the wanted order; those that are not named stay behind the one they
   * followed.
   */
  private static void order(ObjectNode target, String field, JsonNode wanted, String key) {
    if (!(target.get(field) instanceof ArrayNode list) || !wanted.isArray()) {
      return;
    }
    List<JsonNode> sorted = new ArrayList<>();
    for (JsonNode each : wanted) {
      for (JsonNode element : list) {
        boolean same =
            key.isEmpty() ? element.equals(each) : element.path(key).equals(each.path(key));
        if (same && !sorted.contains(element)) {
          sorted.add(element);
        }
      }
    }
    JsonNode previous = null;
    for (JsonNode element : list) {
      if (!sorted.contains(element)) {
        sorted.add(previous == null ? 0 : sorted.indexOf(previous) + 1, element);
      }
      previous = element;
    }
    ArrayNode ordered = target.arrayNode();
    ordered.addAll(sorted);
    target.set(field, ordered);
  }
}
