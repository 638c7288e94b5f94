package dev.blackstart.repository.helmfile;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The helmfile environment a file is read for, such as {@code infra}. It grows while the parts of
 * the file are read one after another.
 */
final class Environment {
  /** What helmfile calls the one that holds when none is chosen. */
  static final String DEFAULT = "default";

  private final String name;
  private final Map<String, Object> defaults = new LinkedHashMap<>();
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final Map<String, Object> overrides = new LinkedHashMap<>();
  private final Set<String> files = new LinkedHashSet<>();

  Environment(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** Its values so far; later parts of a helmfile see those of earlier ones. */
  Map<String, Object> values() {
    Map<String, Object> all = new LinkedHashMap<>(defaults);
    merge(all, values);
    merge(all, overrides);
    return all;
  }

  /** The files its values were read from. */
  Set<String> files() {
    return files;
  }

  /** Notes a file values were read from. */
  void from(String file) {
    files.add(file);
  }

  /** Puts more values on top: maps merge, everything else is replaced. */
  void add(Map<String, Object> more) {
    merge(values, more);
  }

  /** Values of {@code values:} at the top of a helmfile: those of an environment win over them. */
  void addDefaults(Map<String, Object> more) {
    merge(defaults, more);
  }

  /** Values a helmfile that names this one gives it: they win over everything. */
  void override(Map<String, Object> more) {
    merge(overrides, more);
  }

  /** Begins with what another has: a helmfile that inherits the environment of its parent. */
  void inherit(Environment parent) {
    merge(values, parent.values());
    files.addAll(parent.files());
  }

  /** What templates see as the dot (helmfile's documentation, "Templates"). */
  Map<String, Object> dot() {
    Map<String, Object> all = values();
    Map<String, Object> environment = new LinkedHashMap<>();
    environment.put("Name", name);
    environment.put("Values", all);
    Map<String, Object> dot = new LinkedHashMap<>();
    dot.put("Environment", environment);
    dot.put("Values", all);
    dot.put("StateValues", all);
    dot.put("Namespace", "");
    dot.put("KubeContext", "");
    dot.put("Chart", "");
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
