package dev.blackstart.rehearsal.api.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.schema.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Merges an applied configuration into an object, and takes fields out of an object that nobody
 * wants any more.
 */
final class FieldMerge {
  private FieldMerge() {}

  /** The live value with the configuration's fields in it; neither is changed. */
  static JsonNode merge(JsonNode live, JsonNode config, Schema schema) {
    boolean both = Steps.granular(live, schema) && Steps.granular(config, schema);
    if (!both) {
      return config.deepCopy();
    }
    if (config.isArray()) {
      Map<String, JsonNode> merged = new LinkedHashMap<>();
      Map<String, JsonNode> wanted = Steps.entries(config, schema);
      Map<String, JsonNode> present = Steps.entries(live, schema);
      present.forEach((step, entry) -> merged.put(step, entry));
      wanted.forEach(
          (step, entry) ->
              merged.put(
                  step,
                  present.containsKey(step)
                      ? merge(present.get(step), entry, schema.element())
                      : entry.deepCopy()));
      ArrayNode list = (ArrayNode) config.deepCopy();
      list.removeAll();
      merged.values().forEach(list::add);
      return list;
    }
    ObjectNode merged = live.deepCopy();
    for (Map.Entry<String, JsonNode> field : config.properties()) {
      JsonNode before = live.path(field.getKey());
      if (field.getValue().isNull()) {
        merged.remove(field.getKey());
      } else {
        merged.set(
            field.getKey(), merge(before, field.getValue(), Steps.below(schema, field.getKey())));
      }
    }
    return merged;
  }

  /**
   * Takes the fields out of a value that were once wanted and are not any more, in place.
   *
   * @param once the fields of the manager's last configuration
   * @param kept the fields of its new one and those of all other managers
   */
  static void prune(JsonNode value, Schema schema, FieldSet once, FieldSet kept) {
    if (!Steps.granular(value, schema)) {
      return;
    }
    if (value instanceof ArrayNode list) {
      pruneEntries(list, schema, once, kept);
    } else if (value instanceof ObjectNode object) {
      pruneFields(object, schema, once, kept);
    }
  }

  private static void pruneEntries(ArrayNode list, Schema schema, FieldSet once, FieldSet kept) {
    for (int i = list.size() - 1; i >= 0; i--) {
      String step = Steps.entry(list.get(i), schema);
      FieldSet wanted = once.below(step);
      if (wanted.isEmpty()) {
        continue;
      }
      if (wanted.isMember() && kept.below(step).isEmpty()) {
        list.remove(i);
      } else {
        prune(list.get(i), schema.element(), withoutKeys(wanted, schema), kept.below(step));
      }
    }
  }

  /** The keys tell an entry from others; they go with the entry, not before it. */
  private static FieldSet withoutKeys(FieldSet set, Schema list) {
    FieldSet result = set.union(new FieldSet());
    Steps.keys(list).forEach(key -> result.children().remove(Steps.field(key)));
    return result;
  }

  private static void pruneFields(ObjectNode object, Schema schema, FieldSet once, FieldSet kept) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      String step = Steps.field(name);
      FieldSet wanted = once.below(step);
      if (wanted.isEmpty()) {
        continue;
      }
      FieldSet others = kept.below(step);
      JsonNode value = object.get(name);
      Schema shape = Steps.below(schema, name);
      if (!Steps.granular(value, shape) || wanted.isMember() && value.isEmpty()) {
        if (others.isEmpty()) {
          object.remove(name);
        }
      } else {
        prune(value, shape, wanted, others);
        if (value.isEmpty() && others.isEmpty()) {
          object.remove(name);
        }
      }
    }
  }
}
