package dev.blackstart.rehearsal.api.discovery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.schema.BuiltInTypes;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The component schemas of built-in kinds, as OpenAPI has them. */
final class OpenApiSchemas {
  static final String REFERENCE = "#/components/schemas/";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The packages whose names are longer than those of the API's own types. */
  private static final Map<String, String> PACKAGES =
      Map.of(
          "meta.v1", "io.k8s.apimachinery.pkg.apis.meta.v1",
          "apiextensions.v1", "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1",
          "apiregistration.v1", "io.k8s.kube-aggregator.pkg.apis.apiregistration.v1");

  private final BuiltInTypes types;

  OpenApiSchemas(BuiltInTypes types) {
    this.types = types;
  }

  /** A type's name in OpenAPI documents. */
  static String fullName(String type) {
    int dot = type.lastIndexOf('.');
    String pack = type.substring(0, dot);
    return PACKAGES.getOrDefault(pack, "io.k8s.api." + pack) + type.substring(dot);
  }

  /** Adds a type and all it consists of to the schemas of a document. */
  void add(String name, ObjectNode schemas) {
    BuiltInTypes.Type type = types.types().get(name);
    if (type == null || schemas.has(fullName(name))) {
      return;
    }
    ObjectNode schema = schemas.putObject(fullName(name));
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    if (!type.kind().isEmpty()) {
      properties.putObject("apiVersion").put("type", "string");
      properties.putObject("kind").put("type", "string");
    }
    ArrayNode required = NODES.arrayNode();
    for (BuiltInTypes.Field field : type.fields()) {
      ObjectNode shape = shape(field.type(), schemas);
      properties.set(field.name(), attributes(shape, field));
      if (field.required()) {
        required.add(field.name());
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    if (type.atomic()) {
      schema.put("x-kubernetes-map-type", "atomic");
    }
    if (!type.kind().isEmpty()) {
      String[] kind = type.kind().split("/", -1);
      schema
          .putArray("x-kubernetes-group-version-kind")
          .add(groupVersionKind(kind[0], kind[1], kind[2]));
    }
  }

  static ObjectNode groupVersionKind(String group, String version, String kind) {
    return NODES.objectNode().put("group", group).put("version", version).put("kind", kind);
  }

  private ObjectNode shape(String type, ObjectNode schemas) {
    ObjectNode shape = NODES.objectNode();
    if (type.startsWith("[]")) {
      shape.put("type", "array");
      shape.set("items", shape(type.substring(2), schemas));
      return shape;
    }
    if (type.startsWith("{}")) {
      shape.put("type", "object");
      shape.set("additionalProperties", shape(type.substring(2), schemas));
      return shape;
    }
    return switch (type) {
      case "string", "duration" -> shape.put("type", "string");
      case "quantity" -> shape.put("type", "string");
      case "bytes" -> shape.put("type", "string").put("format", "byte");
      case "time", "microtime" -> shape.put("type", "string").put("format", "date-time");
      case "int32", "int64" -> shape.put("type", "integer").put("format", type);
      case "double" -> shape.put("type", "number").put("format", "double");
      case "boolean" -> shape.put("type", "boolean");
      case "intorstring" -> {
        shape.put("format", "int-or-string");
        ArrayNode either = shape.putArray("oneOf");
        either.addObject().put("type", "integer");
        either.addObject().put("type", "string");
        yield shape;
      }
      case "raw", "fields", "object" -> shape.put("type", "object");
      case "json", "schemaorarray", "schemaorbool", "schemaorstrings" -> shape;
      default -> {
        if (types.types().containsKey(type)) {
          add(type, schemas);
          yield shape.put("$ref", REFERENCE + fullName(type));
        }
        yield shape.put("type", "object");
      }
    };
  }

  private static ObjectNode attributes(ObjectNode shape, BuiltInTypes.Field field) {
    if (field.attributes().isEmpty()) {
      return shape;
    }
    ObjectNode result = shape;
    if (shape.has("$ref")) {
      // Beside a reference nothing else counts.
      result = NODES.objectNode();
      result.putArray("allOf").add(shape);
    }
    for (String attribute : field.attributes()) {
      int equals = attribute.indexOf('=');
      String value = attribute.substring(equals + 1);
      switch (equals < 0 ? attribute : attribute.substring(0, equals)) {
        case "map" -> {
          result.put("x-kubernetes-list-type", "map");
          strings(result.putArray("x-kubernetes-list-map-keys"), value.split(","));
        }
        case "set" -> result.put("x-kubernetes-list-type", "set");
        case "atomic" ->
            result.put(
                field.type().matches("\\[].*|bytes")
                    ? "x-kubernetes-list-type"
                    : "x-kubernetes-map-type",
                "atomic");
        case "granular" -> result.put("x-kubernetes-map-type", "granular");
        case "enum" -> strings(result.putArray("enum"), value.split("\\|"));
        case "patch" -> {
          int colon = value.indexOf(':');
          result.put("x-kubernetes-patch-strategy", colon < 0 ? value : value.substring(0, colon));
          if (colon >= 0) {
            result.put("x-kubernetes-patch-merge-key", value.substring(colon + 1));
          }
        }
        case "default" -> result.set("default", read(value));
        default -> {}
      }
    }
    return result;
  }

  private static com.fasterxml.jackson.databind.JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void strings(ArrayNode list, String[] values) {
    List.of(values).forEach(list::add);
  }
}
