package dev.blackstart.rehearsal.api.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All objects in memory. An object that is stored is never changed again: a change is a new object
 * in its place, under a new resource version of the one count that all resources share.
 */
public final class ObjectStore {
  /**
   * The objects of a list in the order of their keys, and the resource version they are the state
   * at.
   */
  public record Listing(List<ObjectNode> objects, long revision) {}

  /** Some changes, the revision up to which nothing is missing, and whether no more will come. */
  public record Changes(List<Change> changes, long upTo, boolean closed) {}

  /**
   * Hears of every change at once, inside the store's lock: must be quick and must not call back.
   */
  public interface Listener {
    void changed(GroupResource resource, Change change);
  }

  /** How many changes of a resource are kept. */
  public static final int KEPT_CHANGES = 8192;

  private final AtomicLong revision = new AtomicLong(1);
  private final Map<GroupResource, Shelf> shelves = new ConcurrentHashMap<>();
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final int keptChanges;
  private volatile long floor;

  /**
   * @param keptChanges how many changes of a resource are kept for watches that begin in the past
   */
  public ObjectStore(int keptChanges) {
    this.keptChanges = keptChanges;
  }

  public void listen(Listener listener) {
    listeners.add(listener);
  }

  /** The object's key in its resource. */
  public static String key(JsonNode object) {
    JsonNode metadata = object.path("metadata");
    return key(metadata.path("namespace").asText(), metadata.path("name").asText());
  }

  private static String key(String namespace, String name) {
    return namespace + "/" + name;
  }

  /** The latest resource version of all. */
  public long revision() {
    return revision.get();
  }

  /** The object, or null. */
  public ObjectNode get(GroupResource resource, String namespace, String name) {
    return shelf(resource).get(key(namespace, name));
  }

  /**
   * The objects of a resource.
   *
   * @param namespace empty for all
   * @param revision the past state wanted, or 0 for the latest
   * @throws ExpiredException when that past is no longer known
   */
  public Listing list(GroupResource resource, String namespace, long revision) {
    return shelf(resource).list(namespace.isEmpty() ? "" : namespace + "/", revision);
  }

  /** Stores a new object and stamps its resource version; false when one of that name exists. */
  public boolean create(GroupResource resource, ObjectNode object) {
    return shelf(resource).put(key(object), null, object);
  }

  /** Stores the next state, stamped; false when the current state is no longer the one given. */
  public boolean replace(GroupResource resource, ObjectNode current, ObjectNode next) {
    return shelf(resource).put(key(current), current, next);
  }

  /**
   * Takes an object away; {@code last} is stamped and shown to watchers. False when it has changed
   * meanwhile.
   */
  public boolean remove(GroupResource resource, ObjectNode current, ObjectNode last) {
    return shelf(resource).remove(key(current), current, last);
  }

  /**
   * The changes of a resource after a revision; waits for one at most so long.
   *
   * @throws ExpiredException when some of them are no longer kept
   */
  public Changes changes(GroupResource resource, long after, long waitNanos)
      throws InterruptedException {
    return shelf(resource).changes(after, waitNanos);
  }

  /** Lets those who wait for changes of a resource look up. */
  public void wake(GroupResource resource) {
    shelf(resource).wake();
  }

  /**
   * Ends every wait for changes of a resource that is no longer served, and forgets its objects.
   */
  public void drop(GroupResource resource) {
    Shelf shelf = shelves.remove(resource);
    if (shelf != null) {
      shelf.close();
    }
  }

  /** Every resource that was ever asked for. */
  public List<GroupResource> resources() {
    return List.copyOf(shelves.keySet());
  }

  /**
   * Begins at a revision of an earlier life: nobody can watch what was before. Only before anything
   * is stored.
   */
  public void begin(long at) {
    revision.set(at);
    floor = at;
  }

  /** Stores an object of an earlier life, as it was at that revision; nobody hears of it. */
  public void restore(GroupResource resource, ObjectNode object, long modified) {
    shelf(resource).restore(key(object), object, modified);
  }

  /** Every object there is, as if it had just come. */
  public void replay(Listener listener) {
    shelves.forEach(
        (resource, shelf) ->
            shelf
                .list("", 0)
                .objects()
                .forEach(
                    object ->
                        listener.changed(
                            resource, new Change(Change.Kind.ADDED, floor, object, null))));
  }

  /** Ends every wait. */
  public void close() {
    shelves.values().forEach(Shelf::close);
  }

  private Shelf shelf(GroupResource resource) {
    return shelves.computeIfAbsent(
        resource,
        r ->
            new Shelf(
                revision,
                keptChanges,
                floor,
                change -> listeners.forEach(l -> l.changed(r, change))));
  }
}
