package dev.blackstart.template.jinja;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The names visible at a point of a template. */
final class Scope {
  private final Optional<Scope> outer;
  private final Map<String, Object> names = new HashMap<>();

  Scope(Map<String, Object> names) {
    this.outer = Optional.empty();
    this.names.putAll(names);
  }

  private Scope(Scope outer) {
    this.outer = Optional.of(outer);
  }

  Scope inner() {
    return new Scope(this);
  }

  void set(String name, Object value) {
    names.put(name, value);
  }

  /** What this scope itself names, not what surrounds it. */
  Map<String, Object> own() {
    return names;
  }

  /** The value of a name, {@link Undefined} when nobody set it. */
  Object get(String name) {
    for (Scope scope = this; ; scope = scope.outer.get()) {
      if (scope.names.containsKey(name)) {
        return scope.names.get(name);
      }
      if (scope.outer.isEmpty()) {
        return new Undefined(name);
      }
    }
  }
}
