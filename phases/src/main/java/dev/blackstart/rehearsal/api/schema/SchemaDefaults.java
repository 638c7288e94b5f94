package dev.blackstart.rehearsal.api.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Sets what a custom resource's schema gives as default. */
public final class SchemaDefaults {
  private SchemaDefaults() {}

  /** Fills in absent values, and nulls where the schema allows none, in place. */
  public static void apply(JsonNode value, Schema schema) {
    if (value instanceof ObjectNode object && schema.type() == Schema.Type.OBJECT) {
      for (Map.Entry<String, Schema> property : schema.properties().entrySet()) {
        Schema shape = property.getValue();
        JsonNode present = object.get(property.getKey());
        boolean absent = present == null || (present.isNull() && !shape.nullable());
        if (absent && shape.defaultValue() != null) {
          object.set(property.getKey(), shape.defaultValue().deepCopy());
        }
        JsonNode now = object.get(property.getKey());
        if (now != null && !property.getKey().equals("metadata")) {
          apply(now, shape);
        }
      }
    } else if (value.isContainerNode() && schema.type() != Schema.Type.ANY) {
      value.forEach(element -> apply(element, schema.element()));
    }
  }
}
