package dev.blackstart.rehearsal.node.cosi;

import com.google.protobuf.Timestamp;
import dev.blackstart.template.yaml.Yaml;
import dev.talos.api.cosi.meta.NamespaceSpec;
import dev.talos.api.cosi.resource.EventType;
import dev.talos.api.cosi.resource.Metadata;
import dev.talos.api.cosi.resource.Resource;
import dev.talos.api.cosi.resource.Spec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The resources of one boot of a node, with versions, and who watches them. */
public final class Resources {
  private static final int REMEMBERED = 1000;

  /** Written once, for they are the same on every node. */
  private static final Map<String, Spec> DEFINITIONS = definitions();

  private final Supplier<Instant> clock;
  private final long cookie;
  private final Map<ResourceKind, TreeMap<String, Resource>> resources = new HashMap<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<Watcher> watchers = new ArrayList<>();
  private long forgotten;

  /**
   * What happened to a resource.
   *
   * @param position counts every change of this boot, from 0
   */
  record Change(
      long position, ResourceKind kind, EventType type, Resource resource, Resource old) {}

  private record Watcher(ResourceKind kind, Consumer<Change> heard) {}

  /**
   * @param clock of the machine
   * @param cookie tells this boot's bookmarks from another's
   */
  public Resources(Supplier<Instant> clock, long cookie) {
    this.clock = clock;
    this.cookie = cookie;
    DEFINITIONS.forEach((id, spec) -> put(ResourceKinds.DEFINITION, id, spec, Map.of()));
    for (String namespace : ResourceKinds.NAMESPACES) {
      publish(
          Published.of(
              ResourceKinds.NAMESPACE,
              namespace,
              NamespaceSpec.getDefaultInstance(),
              Map.of("description", "")));
    }
  }

  /**
   * Makes exactly these the resources of these kinds.
   *
   * @throws IllegalArgumentException when one is of another kind
   */
  public synchronized void show(Set<ResourceKind> kinds, Collection<Published> wanted) {
    Map<ResourceKind, Map<String, Published>> byKind = new HashMap<>();
    for (Published one : wanted) {
      if (!kinds.contains(one.kind())) {
        throw new IllegalArgumentException(one.kind().type() + " is none of these kinds");
      }
      byKind.computeIfAbsent(one.kind(), kind -> new TreeMap<>()).put(one.id(), one);
    }
    for (ResourceKind kind : sorted(kinds)) {
      Map<String, Published> ofKind = byKind.getOrDefault(kind, Map.of());
      List<String> gone = new ArrayList<>(kept(kind).keySet());
      gone.removeAll(ofKind.keySet());
      gone.forEach(id -> remove(kind, id));
      ofKind.values().forEach(this::publish);
    }
  }

  private static List<ResourceKind> sorted(Set<ResourceKind> kinds) {
    return kinds.stream().sorted(Comparator.comparing(ResourceKind::type)).toList();
  }

  private synchronized void publish(Published wanted) {
    Resource old = kept(wanted.kind()).get(wanted.id());
    if (old != null && old.getSpec().getProtoSpec().equals(wanted.proto())) {
      return;
    }
    put(
        wanted.kind(),
        wanted.id(),
        Spec.newBuilder().setProtoSpec(wanted.proto()).setYamlSpec(wanted.yamlText()).build(),
        wanted.annotations());
  }

  private void put(ResourceKind kind, String id, Spec spec, Map<String, String> annotations) {
    Resource old = kept(kind).get(id);
    Timestamp now = now();
    Metadata metadata =
        Metadata.newBuilder()
            .setNamespace(kind.namespace())
            .setType(kind.type())
            .setId(id)
            .setVersion(old == null ? "1" : next(old.getMetadata().getVersion()))
            .setPhase("running")
            .setOwner(Controllers.owner(kind))
            .setCreated(old == null ? now : old.getMetadata().getCreated())
            .setUpdated(now)
            .putAllAnnotations(annotations)
            .build();
    Resource resource = Resource.newBuilder().setMetadata(metadata).setSpec(spec).build();
    kept(kind).put(id, resource);
    changed(kind, old == null ? EventType.CREATED : EventType.UPDATED, resource, old);
  }

  private void remove(ResourceKind kind, String id) {
    Resource old = kept(kind).remove(id);
    changed(kind, EventType.DESTROYED, old, null);
  }

  /** Kinds of which a change would be noticed before somebody asks. */
  public synchronized Set<ResourceKind> watched() {
    return watchers.stream().map(Watcher::kind).collect(Collectors.toUnmodifiableSet());
  }

  synchronized Optional<Resource> get(ResourceKind kind, String id) {
    return Optional.ofNullable(kept(kind).get(id));
  }

  synchronized List<Resource> list(ResourceKind kind) {
    return List.copyOf(kept(kind).values());
  }

  /**
   * Calls back for every change of this kind from now on.
   *
   * @param first done before any change can slip in between
   * @return ends it
   */
  synchronized Runnable watch(ResourceKind kind, Runnable first, Consumer<Change> heard) {
    first.run();
    Watcher watcher = new Watcher(kind, heard);
    watchers.add(watcher);
    return () -> unwatch(watcher);
  }

  /** Changes after a position; empty when they are no longer remembered. */
  synchronized Optional<List<Change>> since(long position) {
    if (position < forgotten - 1 || position >= forgotten + changes.size()) {
      return Optional.empty();
    }
    return Optional.of(
        List.copyOf(changes.subList((int) (position + 1 - forgotten), changes.size())));
  }

  /** Position of the newest change; -1 when there was none. */
  synchronized long position() {
    return forgotten + changes.size() - 1;
  }

  long cookie() {
    return cookie;
  }

  private synchronized void unwatch(Watcher watcher) {
    watchers.remove(watcher);
  }

  private void changed(ResourceKind kind, EventType type, Resource resource, Resource old) {
    Change change = new Change(position() + 1, kind, type, resource, old);
    changes.add(change);
    if (changes.size() > REMEMBERED) {
      changes.removeFirst();
      forgotten++;
    }
    for (Watcher watcher : List.copyOf(watchers)) {
      if (watcher.kind().equals(kind)) {
        watcher.heard().accept(change);
      }
    }
  }

  private TreeMap<String, Resource> kept(ResourceKind kind) {
    return resources.computeIfAbsent(kind, any -> new TreeMap<>());
  }

  private Timestamp now() {
    Instant now = clock.get();
    return Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()).build();
  }

  private static Map<String, Spec> definitions() {
    Map<String, Spec> definitions = new TreeMap<>();
    for (ResourceKind kind : ResourceKinds.all()) {
      definitions.put(
          kind.definitionId(),
          Spec.newBuilder()
              .setProtoSpec(kind.definition().toByteString())
              .setYamlSpec(Yaml.write(kind.definitionYaml()))
              .build());
    }
    return definitions;
  }

  private static String next(String version) {
    return String.valueOf(Long.parseLong(version) + 1);
  }
}
