package dev.blackstart.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Kubernetes object as it is written: nested maps, lists, strings, numbers, booleans.
 *
 * @param fields the whole object
 */
public record KubeObject(Map<String, Object> fields) {
  /** Names one object; {@code namespace} is empty for cluster-scoped kinds. */
  public record Ref(String apiVersion, String kind, String namespace, String name) {
    @Override
    public String toString() {
      return kind + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
    }
  }

  public Ref ref() {
    return new Ref(
        text("apiVersion"), text("kind"), text("metadata", "namespace"), text("metadata", "name"));
  }

  public String kind() {
    return text("kind");
  }

  public String name() {
    return text("metadata", "name");
  }

  public String namespace() {
    return text("metadata", "namespace");
  }

  /** The value at a path of keys, absent when any of them is missing. */
  public Optional<Object> at(String... path) {
    Object here = fields;
    for (String key : path) {
      if (!(here instanceof Map<?, ?> map) || map.get(key) == null) {
        return Optional.empty();
      }
      here = map.get(key);
    }
    return Optional.of(here);
  }

  /** The scalar at a path as text, empty when missing. */
  public String text(String... path) {
    return at(path).map(String::valueOf).orElse("");
  }

  /** The number at a path, 0 when missing. */
  public int number(String... path) {
    return at(path).map(value -> value instanceof Number n ? n.intValue() : 0).orElse(0);
  }

  /** The list at a path, empty when missing. */
  public List<?> list(String... path) {
    return at(path)
        .map(value -> value instanceof List<?> list ? list : List.of())
        .orElse(List.of());
  }

  /** Who has fields of it, in the order the API server tells. */
  public List<String> managers() {
    List<String> managers = new ArrayList<>();
    for (Object entry : list("metadata", "managedFields")) {
      if (entry instanceof Map<?, ?> field) {
        managers.add(String.valueOf(field.get("manager")));
      }
    }
    return managers;
  }

  /** Its name and nothing else: who applies that lets go of every field it had. */
  public KubeObject bare() {
    return new KubeObject(
        Map.of(
            "apiVersion",
            text("apiVersion"),
            "kind",
            kind(),
            "metadata",
            namespace().isEmpty()
                ? Map.of("name", name())
                : Map.of("name", name(), "namespace", namespace())));
  }

  /** The condition of that type in {@code status.conditions}. */
  public Optional<KubeObject> condition(String type) {
    for (Object entry : list("status", "conditions")) {
      if (entry instanceof Map<?, ?> map && type.equals(map.get("type"))) {
        @SuppressWarnings("unchecked")
        Map<String, Object> condition = (Map<String, Object>) map;
        return Optional.of(new KubeObject(condition));
      }
    }
    return Optional.empty();
  }

  /** Secrets may be inside: only the name is told. */
  @Override
  public String toString() {
    return ref().toString();
  }
}
