package dev.blackstart.template.kustomize;

import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An object on its way through a build, with the names it has had. */
final class Resource {
  /** What a generator does when an object of its name is already there. */
  enum Behavior {
    CREATE,
    MERGE,
    REPLACE
  }

  private Map<String, Object> object;
  private final String origin;
  private final Optional<YamlNode> written;
  private final List<ResourceId> previous = new ArrayList<>();
  private final List<String> prefixes = new ArrayList<>();
  private final List<String> suffixes = new ArrayList<>();
  private boolean hashed;
  private Behavior behavior = Behavior.CREATE;

  Resource(Map<String, Object> object, String origin) {
    this(object, origin, Optional.empty());
  }

  Resource(Map<String, Object> object, String origin, Optional<YamlNode> written) {
    this.object = object;
    this.origin = origin;
    this.written = written;
  }

  Map<String, Object> object() {
    return object;
  }

  void become(Map<String, Object> other) {
    object = other;
  }

  String origin() {
    return origin;
  }

  /** The lines the object was read from; empty when it was generated. */
  Optional<YamlNode> written() {
    return written;
  }

  ResourceId id() {
    return ResourceId.of(object);
  }

  /** The id the object came with. */
  ResourceId originalId() {
    List<ResourceId> ids = previousIds();
    return ids.isEmpty() ? id() : ids.getFirst();
  }

  /** All ids it had before the one it has now, oldest first; the API version is always today's. */
  List<ResourceId> previousIds() {
    ResourceId now = id();
    return previous.stream().map(old -> now.with(old.kind(), old.name(), old.namespace())).toList();
  }

  List<ResourceId> allIds() {
    List<ResourceId> ids = new ArrayList<>(previousIds());
    ids.add(id());
    return ids;
  }

  /** Keeps the present id before a change of name, namespace or kind. */
  void remember() {
    ResourceId now = id();
    previous.add(now.with(now.kind(), now.name(), now.effectiveNamespace()));
  }

  void rename(String name) {
    Values.child(object, "metadata").put("name", name);
  }

  List<String> prefixes() {
    return prefixes;
  }

  List<String> suffixes() {
    return suffixes;
  }

  boolean hashed() {
    return hashed;
  }

  Behavior behavior() {
    return behavior;
  }

  Resource generated(Behavior behavior, boolean hashed) {
    this.behavior = behavior;
    this.hashed = hashed;
    return this;
  }

  /** Takes over the history of the object this one merges with or replaces. */
  void inherit(Resource old, boolean stillHashed) {
    previous.clear();
    previous.addAll(old.previous);
    prefixes.addAll(old.prefixes);
    suffixes.addAll(old.suffixes);
    hashed = stillHashed;
    behavior = old.behavior;
  }

  @Override
  public String toString() {
    return id() + " of " + origin;
  }
}
