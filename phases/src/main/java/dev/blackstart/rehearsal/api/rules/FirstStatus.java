package dev.blackstart.rehearsal.api.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.schema.Schema;

/**
 * The status of a built-in object before any controller has seen it: nothing but the counts that
 * are always there.
 */
final class FirstStatus {
  private FirstStatus() {}

  static void add(ObjectNode object, Schema status) {
    ObjectNode first = object.putObject("status");
    for (String field : status.required()) {
      Schema shape = status.properties().get(field);
      if (shape != null && shape.type() == Schema.Type.INTEGER) {
        first.put(field, 0);
      }
    }
  }
}
