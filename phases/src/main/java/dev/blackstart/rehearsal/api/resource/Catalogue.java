package dev.blackstart.rehearsal.api.resource;

import dev.blackstart.rehearsal.api.schema.BuiltInTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every resource that is served right now. Readers see one state of it, never half a definition.
 */
public final class Catalogue {
  /** One state: what is served under which path, and a number that grows with each change. */
  private record State(
      Map<String, ResourceType> byPath, Map<String, List<ResourceType>> defined, long number) {}

  private final List<ResourceType> builtIn;
  private volatile State state;

  private Catalogue(List<ResourceType> builtIn) {
    this.builtIn = builtIn;
    this.state = state(Map.of(), 1);
  }

  public static Catalogue builtIn(BuiltInTypes types) {
    return new Catalogue(BuiltInResources.read(types));
  }

  public Optional<ResourceType> find(String group, String version, String plural) {
    return Optional.ofNullable(state.byPath().get(path(group, version, plural)));
  }

  /** All resources, built-in ones first. */
  public List<ResourceType> all() {
    return List.copyOf(state.byPath().values());
  }

  /** The resources of one group version, in order. */
  public List<ResourceType> of(String group, String version) {
    return all().stream()
        .filter(t -> t.group().equals(group) && t.version().equals(version))
        .toList();
  }

  /** Grows whenever what is served changes. */
  public long number() {
    return state.number();
  }

  /** Serves the versions of a definition from now on, in place of those it had; none ends it. */
  public synchronized void define(String definition, List<ResourceType> versions) {
    Map<String, List<ResourceType>> defined = new LinkedHashMap<>(state.defined());
    if (versions.isEmpty()) {
      defined.remove(definition);
    } else {
      defined.put(definition, List.copyOf(versions));
    }
    state = state(defined, state.number() + 1);
  }

  private State state(Map<String, List<ResourceType>> defined, long number) {
    List<ResourceType> all = new ArrayList<>(builtIn);
    defined.values().forEach(all::addAll);
    Map<String, ResourceType> byPath = new LinkedHashMap<>();
    for (ResourceType type : all) {
      byPath.put(path(type.group(), type.version(), type.plural()), type);
    }
    return new State(byPath, defined, number);
  }

  private static String path(String group, String version, String plural) {
    return group + "/" + version + "/" + plural;
  }
}
