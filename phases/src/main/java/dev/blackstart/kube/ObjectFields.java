package dev.blackstart.kube;

import dev.blackstart.world.KubeObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Ways to look into objects. */
final class ObjectFields {
  private ObjectFields() {}

  /** The items of a list; the server leaves their kind out. */
  static List<KubeObject> of(KubeObject list, String apiVersion, String kind) {
    List<KubeObject> objects = new ArrayList<>();
    for (Object item : list.list("items")) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("apiVersion", apiVersion);
      fields.put("kind", kind);
      fields.putAll(fields(item));
      objects.add(new KubeObject(fields));
    }
    return objects;
  }

  /** The map at a path as an object of its own; an empty one when it is missing. */
  static KubeObject inside(KubeObject object, String... path) {
    return new KubeObject(fields(object.at(path).orElse(Map.of())));
  }

  /** The maps of the list at a path. */
  static List<KubeObject> each(KubeObject object, String... path) {
    List<KubeObject> found = new ArrayList<>();
    object.list(path).forEach(item -> found.add(new KubeObject(fields(item))));
    return found;
  }

  /** A point in time as Kubernetes writes it; empty when missing or odd. */
  static Optional<Instant> instant(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The query of a list of those that have these labels; empty when there are none. */
  static String selecting(Map<String, String> labels) {
    String selector =
        labels.entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .sorted()
            .collect(Collectors.joining(","));
    return selector.isEmpty() ? "" : "?labelSelector=" + encoded(selector);
  }

  @SuppressWarnings("unchecked") // keys of JSON are strings
  private static Map<String, Object> fields(Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }
}
