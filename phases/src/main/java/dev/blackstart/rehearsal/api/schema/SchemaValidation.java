package dev.blackstart.rehearsal.api.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.api.status.ApiFailure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Holds a custom resource against the schema of its definition. Rules written in CEL are not
 * evaluated, as they need an interpreter of their own.
 */
public final class SchemaValidation {
  private final List<ApiFailure.Cause> causes = new ArrayList<>();

  private SchemaValidation() {}

  /** Everything about the object that its schema forbids; empty when it is valid. */
  public static List<ApiFailure.Cause> of(JsonNode object, JsonNode openApiV3Schema) {
    SchemaValidation validation = new SchemaValidation();
    if (openApiV3Schema.isObject()) {
      validation.check(object, openApiV3Schema, "");
    }
    return validation.causes;
  }

  private void check(JsonNode value, JsonNode schema, String path) {
    if (value.isNull()) {
      if (!schema.path("nullable").asBoolean()
          && !schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
        wrongType(value, schema, path);
      }
      return;
    }
    if (!typeFits(value, schema)) {
      wrongType(value, schema, path);
      return;
    }
    if (schema.has("enum")) {
      oneOf(value, schema.path("enum"), path);
    }
    if (value.isTextual()) {
      text(value, schema, path);
    } else if (value.isNumber()) {
      number(value, schema, path);
    } else if (value.isArray()) {
      list(value, schema, path);
    } else if (value.isObject()) {
      object(value, schema, path);
    }
    combined(value, schema, path);
  }

  private static boolean typeFits(JsonNode value, JsonNode schema) {
    if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
      return value.isTextual() || value.isIntegralNumber();
    }
    return switch (schema.path("type").asText()) {
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "array" -> value.isArray();
      case "object" -> value.isObject();
      default -> true;
    };
  }

  private void wrongType(JsonNode value, JsonNode schema, String path) {
    String wanted =
        schema.path("x-kubernetes-int-or-string").asBoolean()
            ? "integer,string"
            : schema.path("type").asText();
    String found =
        switch (value.getNodeType()) {
          case ARRAY -> "array";
          case BOOLEAN -> "boolean";
          case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
          case OBJECT -> "object";
          case STRING -> "string";
          case BINARY, MISSING, NULL, POJO -> "null";
        };
    add(
        "FieldValueTypeInvalid",
        path,
        "Invalid value: \""
            + found
            + "\": "
            + where(path)
            + " in body must be of type "
            + wanted
            + ": \""
            + found
            + "\"");
  }

  private void oneOf(JsonNode value, JsonNode allowed, String path) {
    List<String> names = new ArrayList<>();
    for (JsonNode each : allowed) {
      if (each.equals(value)) {
        return;
      }
      names.add("\"" + each.asText() + "\"");
    }
    add(
        "FieldValueNotSupported",
        path,
        "Unsupported value: " + shown(value) + ": supported values: " + String.join(", ", names));
  }

  private void text(JsonNode value, JsonNode schema, String path) {
    String text = value.textValue();
    int length = text.codePointCount(0, text.length());
    if (schema.has("maxLength") && length > schema.path("maxLength").asInt()) {
      add(
          "FieldValueTooLong",
          path,
          "Too long: may not be more than " + schema.path("maxLength").asInt() + " bytes");
    }
    if (schema.has("minLength") && length < schema.path("minLength").asInt()) {
      invalid(
          value, path, "should be at least " + schema.path("minLength").asInt() + " chars long");
    }
    if (schema.has("pattern") && !matches(text, schema.path("pattern").asText())) {
      invalid(value, path, "should match '" + schema.path("pattern").asText() + "'");
    }
  }

  private static boolean matches(String text, String pattern) {
    try {
      return Pattern.compile(pattern).matcher(text).find();
    } catch (PatternSyntaxException e) {
      // The pattern is Go's; what Java cannot read is not ours to refuse.
      return true;
    }
  }

  private void number(JsonNode value, JsonNode schema, String path) {
    BigDecimal number = value.decimalValue();
    JsonNode max = schema.path("maximum");
    if (max.isNumber()
        && beyond(
            number.compareTo(max.decimalValue()), schema.path("exclusiveMaximum").asBoolean())) {
      invalid(value, path, "should be less than or equal to " + max.asText());
    }
    JsonNode min = schema.path("minimum");
    if (min.isNumber()
        && beyond(
            min.decimalValue().compareTo(number), schema.path("exclusiveMinimum").asBoolean())) {
      invalid(value, path, "should be greater than or equal to " + min.asText());
    }
  }

  private static boolean beyond(int compared, boolean exclusive) {
    return exclusive ? compared >= 0 : compared > 0;
  }

  private void list(JsonNode value, JsonNode schema, String path) {
    if (schema.has("maxItems") && value.size() > schema.path("maxItems").asInt()) {
      add(
          "FieldValueTooMany",
          path,
          "Too many: "
              + value.size()
              + ": must have at most "
              + schema.path("maxItems").asInt()
              + " items");
    }
    if (schema.has("minItems") && value.size() < schema.path("minItems").asInt()) {
      invalid(value, path, "should have at least " + schema.path("minItems").asInt() + " items");
    }
    String listType = schema.path("x-kubernetes-list-type").asText();
    Set<Object> seen = new HashSet<>();
    for (int i = 0; i < value.size(); i++) {
      JsonNode element = value.get(i);
      check(element, schema.path("items"), path + "[" + i + "]");
      Object key = element;
      if (listType.equals("map")) {
        List<JsonNode> keys = new ArrayList<>();
        schema
            .path("x-kubernetes-list-map-keys")
            .forEach(name -> keys.add(element.path(name.asText())));
        key = keys;
      }
      if ((listType.equals("map") || listType.equals("set")) && !seen.add(key)) {
        add("FieldValueDuplicate", path + "[" + i + "]", "Duplicate value: " + shown(element));
      }
    }
  }

  private void object(JsonNode value, JsonNode schema, String path) {
    for (JsonNode name : schema.path("required")) {
      if (!value.has(name.asText())) {
        add("FieldValueRequired", join(path, name.asText()), "Required value");
      }
    }
    if (schema.has("maxProperties") && value.size() > schema.path("maxProperties").asInt()) {
      add(
          "FieldValueTooMany",
          path,
          "Too many: "
              + value.size()
              + ": must have at most "
              + schema.path("maxProperties").asInt()
              + " items");
    }
    if (schema.has("minProperties") && value.size() < schema.path("minProperties").asInt()) {
      invalid(
          value,
          path,
          "should have at least " + schema.path("minProperties").asInt() + " properties");
    }
    JsonNode properties = schema.path("properties");
    JsonNode additional = schema.path("additionalProperties");
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      JsonNode shape = properties.path(field.getKey());
      if (shape.isMissingNode() && additional.isObject()) {
        shape = additional;
      }
      if (shape.isObject() && !(path.isEmpty() && field.getKey().equals("metadata"))) {
        check(field.getValue(), shape, join(path, field.getKey()));
      }
    }
  }

  private void combined(JsonNode value, JsonNode schema, String path) {
    for (JsonNode each : schema.path("allOf")) {
      check(value, each, path);
    }
    if (schema.has("anyOf") && fitting(value, schema.path("anyOf"), path) == 0) {
      invalid(value, path, "must validate at least one schema (anyOf)");
    }
    if (schema.has("oneOf") && fitting(value, schema.path("oneOf"), path) != 1) {
      invalid(value, path, "must validate one and only one schema (oneOf)");
    }
    if (schema.has("not") && fits(value, schema.path("not"), path)) {
      invalid(value, path, "must not validate the schema (not)");
    }
  }

  private static int fitting(JsonNode value, JsonNode schemas, String path) {
    int count = 0;
    for (JsonNode schema : schemas) {
      count += fits(value, schema, path) ? 1 : 0;
    }
    return count;
  }

  private static boolean fits(JsonNode value, JsonNode schema, String path) {
    SchemaValidation trial = new SchemaValidation();
    trial.check(value, schema, path);
    return trial.causes.isEmpty();
  }

  private void invalid(JsonNode value, String path, String because) {
    add(
        "FieldValueInvalid",
        path,
        "Invalid value: " + shown(value) + ": " + where(path) + " in body " + because);
  }

  private void add(String reason, String path, String message) {
    causes.add(new ApiFailure.Cause(reason, message, path.isEmpty() ? "<nil>" : path));
  }

  private static String shown(JsonNode value) {
    return value.isContainerNode()
        ? value.toString()
        : value.isTextual() ? "\"" + value.textValue() + "\"" : value.asText();
  }

  private static String where(String path) {
    return path.isEmpty() ? "" : path;
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
