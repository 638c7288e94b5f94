package dev.blackstart.repository.helmfile;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The helmfile environment a file is read for, such as {@code infra}. It grows while the file's
 * documents are read one after another.
 */
final class Environment {
  /** What helmfile calls the one that holds when none is chosen. */
  static final String DEFAULT = "default";

  private final String name;
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final Set<String> files = new LinkedHashSet<>();

  Environment(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** Its values so far; later documents of a helmfile see those of earlier ones. */
  Map<String, Object> values() {
    return values;
  }

  /** The files its values were read from. */
  Set<String> files() {
    return files;
  }

  /** Adds what a file holds. */
  void add(String file, Map<String, Object> more) {
    files.add(file);
    add(more);
  }

  /** Puts more values on top: maps merge, everything else is replaced. */
  void add(Map<String, Object> more) {
    merge(values, more);
  }

  /** What templates see as the dot (helmfile's documentation, "Templates"). */
  Map<String, Object> dot() {
    Map<String, Object> environment = new LinkedHashMap<>();
    environment.put("Name", name);
    environment.put("Values", values);
    Map<String, Object> dot = new LinkedHashMap<>();
    dot.put("Environment", environment);
    dot.put("Values", values);
    dot.put("StateValues", values);
    dot.put("Namespace", "");
    return dot;
  }

  /** Puts one mapping on top of another as Helm does with values. */
  static void merge(Map<String, Object> onto, Map<String, Object> more) {
    more.forEach(
        (key, value) -> {
          if (onto.get(key) instanceof Map<?, ?> && value instanceof Map<?, ?> map) {
            Map<String, Object> below = copy((Map<?, ?>) onto.get(key));
            merge(below, copy(map));
            onto.put(key, below);
          } else {
            onto.put(key, value);
          }
        });
  }

  static Map<String, Object> copy(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(key.toString(), value));
    return copy;
  }
}
