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

    Comparison below(String step) {
      return new Comparison(added.at(step), modified.at(step), removed.at(step));
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
    compare(first, second, schema, comparison, true, true);
    return comparison;
  }

  /**
   * Compares two values.
   *
   * @param had whether the first is there at least as a struct that holds nothing, which is there
   *     even when it is not written
   * @param has the same of the second
   */
  private static void compare(
      JsonNode first, JsonNode second, Schema schema, Comparison into, boolean had, boolean has) {
    if (first.equals(second)) {
      return;
    }
    boolean before = Steps.granular(first, schema);
    boolean after = Steps.granular(second, schema);
    if (!before && !after) {
      leaf(first, second, into);
      return;
    }
    if (!before && !nothing(first) || !after && !nothing(second)) {
      // One value became a tree of values or the other way round.
      into.modified().markMember();
    }
    JsonNode one = before ? first : MissingNode.getInstance();
    JsonNode two = after ? second : MissingNode.getInstance();
    if (schema.type() == Schema.Type.LIST) {
      entries(one, two, schema, into);
    } else {
      fields(one, two, schema, into, had, has);
    }
  }

  private static boolean nothing(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  private static void leaf(JsonNode first, JsonNode second, Comparison into) {
    if (first.isMissingNode()) {
      into.added().markMember();
    } else if (second.isMissingNode()) {
      into.removed().markMember();
    } else {
      into.modified().markMember();
    }
  }

  private static void entries(JsonNode first, JsonNode second, Schema schema, Comparison into) {
    Map<String, JsonNode> before = Steps.entries(first, schema);
    Map<String, JsonNode> after = Steps.entries(second, schema);
    Set<String> steps = new LinkedHashSet<>(before.keySet());
    steps.addAll(after.keySet());
    for (String step : steps) {
      JsonNode one = before.getOrDefault(step, MissingNode.getInstance());
      JsonNode two = after.getOrDefault(step, MissingNode.getInstance());
      Comparison below = into.below(step);
      if (one.isMissingNode()) {
        below.added().markMember();
      } else if (two.isMissingNode()) {
        below.removed().markMember();
      }
      compare(one, two, schema.element(), below, !one.isMissingNode(), !two.isMissingNode());
    }
  }

  private static void fields(
      JsonNode first, JsonNode second, Schema schema, Comparison into, boolean had, boolean has) {
    Set<String> names = new LinkedHashSet<>();
    first.fieldNames().forEachRemaining(names::add);
    second.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      JsonNode one = first.path(name);
      JsonNode two = second.path(name);
      Schema shape = Steps.below(schema, name);
      Comparison below = into.below(Steps.field(name));
      boolean unwritten = unwritten(schema, shape, name);
      boolean hadIt = !one.isMissingNode() || had && unwritten;
      boolean hasIt = !two.isMissingNode() || has && unwritten;
      if (!hadIt) {
        below.added().markMember();
      } else if (!hasIt) {
        below.removed().markMember();
      }
      compare(one, two, shape, below, hadIt, hasIt);
    }
  }

  /**
   * Whether a field is there, as an empty struct or list, even when an object does not write it.
   */
  private static boolean unwritten(Schema schema, Schema shape, String name) {
    return switch (shape.type()) {
      case OBJECT -> !shape.optional();
      case LIST, MAP -> schema.required().contains(name) && !schema.name().isEmpty();
      case STRING, BYTES, TIME, INTEGER, NUMBER, BOOLEAN, INT_OR_STRING, QUANTITY, ANY -> false;
    };
  }
}
