package dev.blackstart.rehearsal.api.background;

import dev.blackstart.rehearsal.api.resource.Catalogue;
import dev.blackstart.rehearsal.api.resource.CustomResources;
import dev.blackstart.rehearsal.api.status.ApiFailure;
import dev.blackstart.rehearsal.api.storage.Change;
import dev.blackstart.rehearsal.api.storage.GroupResource;
import dev.blackstart.rehearsal.api.storage.ObjectStore;
import dev.blackstart.rehearsal.api.write.ObjectWrites;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/**
 * One worker that follows the store's changes and does what a change asks for, one thing after the
 * other.
 */
public final class Upkeep implements AutoCloseable {
  static final GroupResource NAMESPACES = new GroupResource("", "namespaces");
  static final GroupResource DEFINITIONS =
      new GroupResource("apiextensions.k8s.io", "customresourcedefinitions");

  private final BlockingQueue<Task> queue = new LinkedBlockingQueue<>();
  private final Set<Task> queued = ConcurrentHashMap.newKeySet();
  private final Definitions definitions;
  private final NamespaceContents namespaces;
  private final GarbageCollector garbage;

  /** Something to look after: an object by its identity in the store. */
  private sealed interface Task {
    record Definition(String name) implements Task {}

    record Namespace(String name) implements Task {}

    record Collect(OwnerIndex.Place place) implements Task {}

    record Owner(String uid) implements Task {}

    record End() implements Task {}
  }

  private Upkeep(Definitions definitions, NamespaceContents namespaces, GarbageCollector garbage) {
    this.definitions = definitions;
    this.namespaces = namespaces;
    this.garbage = garbage;
  }

  /** Begins to follow the store. */
  public static Upkeep start(
      ObjectStore store,
      ObjectWrites writes,
      Catalogue catalogue,
      CustomResources customResources,
      Executor executor,
      Supplier<Instant> clock) {
    OwnerIndex owners = new OwnerIndex();
    Upkeep upkeep =
        new Upkeep(
            new Definitions(store, writes, catalogue, customResources, clock),
            new NamespaceContents(store, writes, catalogue, clock),
            new GarbageCollector(store, writes, catalogue, owners));
    // Objects of an earlier life: every owner is known before anybody's owners are looked for.
    store.replay(owners::changed);
    store.replay((resource, change) -> upkeep.changed(resource, change, owners));
    store.listen(
        (resource, change) -> {
          owners.changed(resource, change);
          upkeep.changed(resource, change, owners);
        });
    executor.execute(upkeep::work);
    return upkeep;
  }

  private void changed(GroupResource resource, Change change, OwnerIndex owners) {
    String name = change.object().path("metadata").path("name").asText();
    boolean doomed = change.object().path("metadata").has("deletionTimestamp");
    if (resource.equals(DEFINITIONS)) {
      add(new Task.Definition(name));
    } else if (resource.equals(NAMESPACES)) {
      if (doomed) {
        add(new Task.Namespace(name));
      }
    } else if (change.kind() == Change.Kind.DELETED) {
      String namespace = change.object().path("metadata").path("namespace").asText();
      if (!namespace.isEmpty()) {
        add(new Task.Namespace(namespace));
      }
      if (definitions.mayDefine(resource)) {
        add(new Task.Definition(resource.resource() + "." + resource.group()));
      }
    }
    if (change.kind() == Change.Kind.DELETED) {
      String uid = change.object().path("metadata").path("uid").asText();
      owners.dependents(uid).forEach(place -> add(new Task.Collect(place)));
      OwnerIndex.owners(change.object()).forEach(owner -> add(new Task.Owner(owner)));
    } else if (doomed
        || change.kind() == Change.Kind.ADDED && !OwnerIndex.owners(change.object()).isEmpty()) {
      add(new Task.Collect(OwnerIndex.Place.of(resource, change.object())));
    }
  }

  private void add(Task task) {
    if (queued.add(task)) {
      queue.add(task);
    }
  }

  private void work() {
    try {
      for (Task task = queue.take(); !(task instanceof Task.End); task = queue.take()) {
        queued.remove(task);
        try {
          work(task);
        } catch (ApiFailure raced) {
          // The object changed under our hands; its next change brings us back to it.
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work(Task task) {
    switch (task) {
      case Task.Definition definition -> definitions.serve(definition.name());
      case Task.Namespace namespace -> namespaces.empty(namespace.name());
      case Task.Collect collect -> garbage.look(collect.place());
      case Task.Owner owner -> garbage.lookAtOwner(owner.uid());
      case Task.End end -> {}
    }
  }

  /** Ends the worker after what it is doing. */
  @Override
  public void close() {
    queue.clear();
    queue.add(new Task.End());
  }
}
