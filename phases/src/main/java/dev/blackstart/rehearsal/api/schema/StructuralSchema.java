package dev.blackstart.rehearsal.api.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads the structural schema of a custom resource ({@code openAPIV3Schema}) into a {@link Schema}.
 */
public final class StructuralSchema {
  private final Schema objectMeta;

  /**
   * @param objectMeta the shape of every object's metadata
   */
  public StructuralSchema(Schema objectMeta) {
    this.objectMeta = objectMeta;
  }

  /** The shape of a custom resource's objects; without a schema, anything goes but the metadata. */
  public Schema read(JsonNode openApiV3Schema) {
    Schema schema = new Schema(Schema.Type.OBJECT, "");
    if (openApiV3Schema.isObject()) {
      properties(openApiV3Schema, schema);
      schema.preserveUnknown =
          openApiV3Schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
    } else {
      schema.preserveUnknown = true;
    }
    asObject(schema);
    return schema;
  }

  private void asObject(Schema schema) {
    schema.properties.put("apiVersion", new Schema(Schema.Type.STRING, ""));
    schema.properties.put("kind", new Schema(Schema.Type.STRING, ""));
    schema.properties.put("metadata", objectMeta);
  }

  private Schema shape(JsonNode node) {
    boolean intOrString = node.path("x-kubernetes-int-or-string").asBoolean();
    boolean preserve = node.path("x-kubernetes-preserve-unknown-fields").asBoolean();
    Schema schema = new Schema(type(node, intOrString), "");
    schema.optional = true;
    schema.preserveUnknown = preserve;
    schema.nullable = node.path("nullable").asBoolean();
    schema.defaultValue = node.get("default");
    schema.atomic = node.path("x-kubernetes-map-type").asText().equals("atomic");
    schema.embedded = node.path("x-kubernetes-embedded-resource").asBoolean();
    switch (schema.type()) {
      case LIST -> {
        schema.element = shape(node.path("items"));
        list(node, schema);
      }
      case MAP -> schema.element = shape(node.path("additionalProperties"));
      case OBJECT -> properties(node, schema);
      case STRING, BYTES, TIME, INTEGER, NUMBER, BOOLEAN, INT_OR_STRING, QUANTITY, ANY -> {}
    }
    if (schema.embedded) {
      asObject(schema);
    }
    return schema;
  }

  private static Schema.Type type(JsonNode node, boolean intOrString) {
    if (intOrString) {
      return Schema.Type.INT_OR_STRING;
    }
    return switch (node.path("type").asText()) {
      case "string" -> Schema.Type.STRING;
      case "integer" -> Schema.Type.INTEGER;
      case "number" -> Schema.Type.NUMBER;
      case "boolean" -> Schema.Type.BOOLEAN;
      case "array" -> Schema.Type.LIST;
      case "object" ->
          node.path("additionalProperties").isObject() && !node.has("properties")
              ? Schema.Type.MAP
              : Schema.Type.OBJECT;
      default -> Schema.Type.ANY;
    };
  }

  private static void list(JsonNode node, Schema schema) {
    switch (node.path("x-kubernetes-list-type").asText()) {
      case "map" -> {
        List<String> keys = new ArrayList<>();
        node.path("x-kubernetes-list-map-keys").forEach(key -> keys.add(key.asText()));
        schema.listType = Schema.ListType.MAP;
        schema.listKeys = List.copyOf(keys);
      }
      case "set" -> schema.listType = Schema.ListType.SET;
      default -> schema.listType = Schema.ListType.ATOMIC;
    }
  }

  private void properties(JsonNode node, Schema schema) {
    for (Map.Entry<String, JsonNode> property : node.path("properties").properties()) {
      schema.properties.put(property.getKey(), shape(property.getValue()));
    }
    node.path("required").forEach(name -> schema.required.add(name.asText()));
    JsonNode additional = node.path("additionalProperties");
    if (additional.isBoolean() && additional.asBoolean()) {
      schema.preserveUnknown = true;
    }
  }

  /** The schema node that a version of a definition carries, or a missing node. */
  public static JsonNode of(JsonNode definitionVersion) {
    JsonNode schema = definitionVersion.path("schema").path("openAPIV3Schema");
    return schema.isObject() ? schema : MissingNode.getInstance();
  }
}
