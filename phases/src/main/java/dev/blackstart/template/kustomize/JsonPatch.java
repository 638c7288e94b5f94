package dev.blackstart.template.kustomize;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A patch after RFC 6902. */
final class JsonPatch {
  private static final Set<String> OPERATIONS =
      Set.of("add", "remove", "replace", "move", "copy", "test");

  private final List<Map<String, Object>> operations = new ArrayList<>();

  JsonPatch(List<Object> operations) {
    for (Object item : operations) {
      Map<String, Object> operation = Values.asMap(item);
      String op = Values.text(operation, "op");
      if (!OPERATIONS.contains(op) || !(operation.get("path") instanceof String)) {
        throw new KustomizeProblem("", "no JSON patch operation: op \"" + op + "\"");
      }
      this.operations.add(operation);
    }
  }

  void applyTo(Map<String, Object> object) {
    for (Map<String, Object> operation : operations) {
      String path = Values.text(operation, "path");
      String from = Values.text(operation, "from");
      switch (Values.text(operation, "op")) {
        case "add" -> add(object, path, Values.copy(operation.get("value")));
        case "remove" -> remove(object, path, "remove");
        case "replace" -> {
          Place place = place(object, path, "replace");
          place.demand(path, "replace");
          place.set(Values.copy(operation.get("value")));
        }
        case "move" -> add(object, path, remove(object, from, "move"));
        case "copy" -> {
          Place place = place(object, from, "copy");
          place.demand(from, "copy");
          add(object, path, Values.copy(place.get()));
        }
        default -> {
          Object found = place(object, path, "test").get();
          if (!JsonText.of(found).equals(JsonText.of(operation.get("value")))) {
            throw new KustomizeProblem("", "testing value " + path + " failed: test failed");
          }
        }
      }
    }
  }

  private static void add(Map<String, Object> object, String path, Object value) {
    place(object, path, "add").add(value, path);
  }

  private static Object remove(Map<String, Object> object, String path, String operation) {
    Place place = place(object, path, operation);
    place.demand(path, operation);
    return place.remove();
  }

  /** The container that holds the last step of a pointer, and that step. */
  private record Place(Object container, String key) {
    Object get() {
      return container instanceof List<?> list
          ? (index(list.size()) < list.size() ? list.get(index(list.size())) : null)
          : Values.asMap(container).get(key);
    }

    void demand(String path, String operation) {
      boolean there =
          container instanceof List<?> list
              ? index(list.size()) < list.size()
              : Values.asMap(container).containsKey(key);
      if (!there) {
        throw new KustomizeProblem(
            "",
            operation
                + " operation does not apply: doc is missing key: "
                + path
                + ": missing value");
      }
    }

    void set(Object value) {
      if (container instanceof List<?> list) {
        Values.asList(list).set(index(list.size()), value);
      } else {
        Values.asMap(container).put(key, value);
      }
    }

    void add(Object value, String path) {
      if (!(container instanceof List<?> list)) {
        Values.asMap(container).put(key, value);
      } else if (key.equals("-")) {
        Values.asList(list).add(value);
      } else {
        int index = index(list.size() + 1);
        if (index > list.size()) {
          throw new KustomizeProblem("", "add operation does not apply: no index " + path);
        }
        Values.asList(list).add(index, value);
      }
    }

    Object remove() {
      return container instanceof List<?> list
          ? Values.asList(list).remove(index(list.size()))
          : Values.asMap(container).remove(key);
    }

    /** The index a step means; one counted from the end may be negative. */
    private int index(int size) {
      try {
        int index = Integer.parseInt(key);
        if (index < -size) {
          throw new NumberFormatException();
        }
        return index < 0 ? index + size : index;
      } catch (NumberFormatException noIndex) {
        throw new KustomizeProblem("", "no index of a list: " + key);
      }
    }
  }

  private static Place place(Map<String, Object> object, String path, String operation) {
    if (!path.startsWith("/")) {
      throw new KustomizeProblem("", operation + " operation does not apply: no path " + path);
    }
    String[] steps = path.substring(1).split("/", -1);
    Object container = object;
    for (int i = 0; i < steps.length - 1; i++) {
      container = container(new Place(container, unescaped(steps[i])).get(), path, operation);
    }
    return new Place(container, unescaped(steps[steps.length - 1]));
  }

  private static Object container(Object value, String path, String operation) {
    if (value instanceof Map<?, ?> || value instanceof List<?>) {
      return value;
    }
    throw new KustomizeProblem(
        "",
        operation
            + " operation does not apply: doc is missing path: \""
            + path
            + "\": missing value");
  }

  private static String unescaped(String step) {
    return Objects.requireNonNull(step).replace("~1", "/").replace("~0", "~");
  }
}
