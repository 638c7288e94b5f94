package dev.blackstart.rehearsal.api.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.blackstart.rehearsal.api.schema.Schema;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Walks objects by their schema to tell which fields they have, and in which fields two of them
 * differ.
 */
final class FieldWalk {
  /** How a second object differs from a first one. */
  record Comparison(FieldSet added, FieldSet modified, FieldSet removed) {
    FieldSet changed() {
      return added.union(modified);
    }

    boolean isEmpty() {
      return added.isEmpty() && modified.isEmpty() && removed.isEmpty();
    }
  }

  private FieldWalk() {}

  /** The fields that an applied configuration names. */
  static FieldSet of(JsonNode value, Schema schema) {
    FieldSet set = new FieldSet();
    fill(value, schema, set);
    return set;
  }

  private static void fill(JsonNode value, Schema schema, FieldSet set) {
    if (!Steps.granular(value, schema)) {
      set.markMember();
    } else if (value.isArray()) {
      Steps.entries(value, schema)
          .forEach(
              (step, entry) -> {
                FieldSet at = set.at(step);
                at.markMember();
                if (Steps.granular(entry, schema.element())) {
                  fill(entry, schema.element(), at);
                }
              });
    } else {
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        Schema shape = Steps.below(schema, field.getKey());
        FieldSet at = set.at(Steps.field(field.getKey()));
        boolean declared = schema.properties().containsKey(field.getKey());
        boolean empty =
            field.getValue().isNull() || field.getValue().isObject() && field.getValue().isEmpty();
        if (empty || !declared) {
          at.markMember();
        }
        if (!empty) {
          fill(field.getValue(), shape, at);
        }
      }
    }
  }

  /** Where the second differs from the first; a missing node stands for nothing at all. */
  static Comparison compare(JsonNode first, JsonNode second, Schema schema) {
    Comparison comparison = new Comparison(new FieldSet(), new FieldSet(), new FieldSet());
    compare(first, second, schema, comparison.added(), comparison.modified(), comparison.removed());
    return comparison;
  }

  private static void compare(
      JsonNode first,
      JsonNode second,
      Schema schema,
      FieldSet added,
      FieldSet modified,
      FieldSet removed) {
    if (first.equals(second)) {
      return;
    }
    boolean before = Steps.granular(first, schema);
    boolean after = Steps.granular(second, schema);
    if (!before && !after) {
      leaf(first, second, added, modified, removed);
      return;
    }
    if (!before && !first.isMissingNode() && !first.isNull()
        || !after && !second.isMissingNode() && !second.isNull()) {
      // One value became a tree of values or the other way round.
      modified.markMember();
    }
    JsonNode one = before ? first : MissingNode.getInstance();
    JsonNode two = after ? second : MissingNode.getInstance();
    if (schema.type() == Schema.Type.LIST) {
      entries(one, two, schema, added, modified, removed);
    } else {
      fields(one, two, schema, added, modified, removed);
    }
  }

  private static void leaf(
      JsonNode first, JsonNode second, FieldSet added, FieldSet modified, FieldSet removed) {
    if (first.isMissingNode()) {
      added.markMember();
    } else if (second.isMissingNode()) {
      removed.markMember();
    } else {
      modified.markMember();
    }
  }

  private static void entries(
      JsonNode first,
      JsonNode second,
      Schema schema,
      FieldSet added,
      FieldSet modified,
      FieldSet removed) {
    Map<String, JsonNode> before = Steps.entries(first, schema);
    Map<String, JsonNode> after = Steps.entries(second, schema);
    Set<String> steps = new LinkedHashSet<>(before.keySet());
    steps.addAll(after.keySet());
    for (String step : steps) {
      JsonNode one = before.getOrDefault(step, MissingNode.getInstance());
      JsonNode two = after.getOrDefault(step, MissingNode.getInstance());
      if (one.isMissingNode()) {
        added.at(step).markMember();
      } else if (two.isMissingNode()) {
        removed.at(step).markMember();
      }
      compare(one, two, schema.element(), added.at(step), modified.at(step), removed.at(step));
    }
  }

  private static void fields(
      JsonNode first,
      JsonNode second,
      Schema schema,
      FieldSet added,
      FieldSet modified,
      FieldSet removed) {
    Set<String> names = new LinkedHashSet<>();
    first.fieldNames().forEachRemaining(names::add);
    second.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      JsonNode one = first.path(name);
      JsonNode two = second.path(name);
      Schema shape = Steps.below(schema, name);
      String step = Steps.field(name);
      boolean map = shape.type() == Schema.Type.MAP || !schema.properties().containsKey(name);
      if (one.isMissingNode() && (map || two.isObject() && two.isEmpty())) {
        added.at(step).markMember();
      } else if (two.isMissingNode() && (map || one.isObject() && one.isEmpty())) {
        removed.at(step).markMember();
      }
      compare(one, two, shape, added.at(step), modified.at(step), removed.at(step));
    }
  }
}
