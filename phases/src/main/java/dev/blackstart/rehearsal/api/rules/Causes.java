package dev.blackstart.rehearsal.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.api.status.ApiFailure;

/** The causes of a refused object, in the words that API servers use. */
final class Causes {
  private Causes() {}

  static ApiFailure.Cause required(String field) {
    return new ApiFailure.Cause("FieldValueRequired", "Required value", field);
  }

  static ApiFailure.Cause invalid(String field, JsonNode value, String because) {
    return new ApiFailure.Cause(
        "FieldValueInvalid", "Invalid value: " + shown(value) + ": " + because, field);
  }

  static ApiFailure.Cause immutable(String field, JsonNode value) {
    return invalid(field, value, "field is immutable");
  }

  static ApiFailure.Cause unsupported(String field, JsonNode value, String supported) {
    return new ApiFailure.Cause(
        "FieldValueNotSupported",
        "Unsupported value: " + shown(value) + ": supported values: " + supported,
        field);
  }

  private static String shown(JsonNode value) {
    return value.isMissingNode() ? "null" : value.toString();
  }
}
