package dev.blackstart.rehearsal.api.patch;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.status.ApiFailure;
import dev.blackstart.rehearsal.api.status.Refusals;
import java.util.List;

/** RFC 6902: a list of operations, all or none. */
public final class JsonPatch {
  private JsonPatch() {}

  /** The target with all operations done; the target may be changed even when one of them fails. */
  public static JsonNode apply(JsonNode target, JsonNode operations) {
    if (!operations.isArray()) {
      throw Refusals.badRequest("a JSON patch is a list of operations");
    }
    JsonNode result = target;
    for (JsonNode operation : operations) {
      result = apply(result, operation.path("op").asText(), operation);
    }
    return result;
  }

  private static JsonNode apply(JsonNode target, String name, JsonNode operation) {
    JsonPointer path = pointer(operation.path("path").asText());
    switch (name) {
      case "add" -> {
        return add(target, path, operation.path("value").deepCopy());
      }
      case "remove" -> {
        remove(target, path);
        return target;
      }
      case "replace" -> {
        if (path.matches()) {
          return operation.path("value").deepCopy();
        }
        existing(target, path);
        return set(target, path, operation.path("value").deepCopy());
      }
      case "move" -> {
        JsonPointer from = pointer(operation.path("from").asText());
        JsonNode value = existing(target, from);
        remove(target, from);
        return add(target, path, value);
      }
      case "copy" -> {
        return add(
            target, path, existing(target, pointer(operation.path("from").asText())).deepCopy());
      }
      case "test" -> {
        if (!target.at(path).equals(operation.path("value"))) {
          throw failed("testing path " + operation.path("path").asText() + " failed");
        }
        return target;
      }
      default -> throw Refusals.badRequest("unknown operation \"" + name + "\" in a JSON patch");
    }
  }

  private static JsonNode add(JsonNode target, JsonPointer path, JsonNode value) {
    if (path.matches()) {
      return value;
    }
    JsonNode parent = target.at(path.head());
    String last = path.last().getMatchingProperty();
    if (parent instanceof ArrayNode list) {
      if (last.equals("-")) {
        list.add(value);
      } else {
        int index = path.last().getMatchingIndex();
        if (index < 0 || index > list.size()) {
          throw failed("index " + last + " is out of bounds");
        }
        list.insert(index, value);
      }
    } else if (parent instanceof ObjectNode object) {
      object.set(last, value);
    } else {
      throw failed(
          "add operation does not apply: doc is missing path: \"" + path + "\": missing value");
    }
    return target;
  }

  private static JsonNode set(JsonNode target, JsonPointer path, JsonNode value) {
    JsonNode parent = target.at(path.head());
    if (parent instanceof ArrayNode list) {
      list.set(path.last().getMatchingIndex(), value);
    } else if (parent instanceof ObjectNode object) {
      object.set(path.last().getMatchingProperty(), value);
    }
    return target;
  }

  private static void remove(JsonNode target, JsonPointer path) {
    existing(target, path);
    JsonNode parent = target.at(path.head());
    if (parent instanceof ArrayNode list) {
      list.remove(path.last().getMatchingIndex());
    } else if (parent instanceof ObjectNode object) {
      object.remove(path.last().getMatchingProperty());
    }
  }

  private static JsonNode existing(JsonNode target, JsonPointer path) {
    JsonNode value = target.at(path);
    if (value.isMissingNode()) {
      throw failed("the patch does not apply: doc is missing path: " + path);
    }
    return value;
  }

  private static JsonPointer pointer(String text) {
    try {
      return JsonPointer.compile(text);
    } catch (IllegalArgumentException e) {
      throw Refusals.badRequest("not a JSON pointer: " + text);
    }
  }

  private static ApiFailure failed(String message) {
    return Refusals.invalid(
        new Refusals.About("", "", "", ""),
        List.of(new ApiFailure.Cause("FieldValueInvalid", message, "patch")));
  }
}
