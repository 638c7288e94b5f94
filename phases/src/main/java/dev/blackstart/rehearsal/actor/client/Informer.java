package dev.blackstart.rehearsal.actor.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The objects of one type as they are now, by list and watch. Survives a server that goes away:
 * what it holds stays until the server answers again. What its owner wrote is shown at once ({@link
 * #saw}), so nobody acts twice on a stale view.
 */
public final class Informer {
  private static final Duration RENEW = Duration.ofMinutes(8);
  private static final Duration FIRST_RETRY = Duration.ofMillis(50);
  private static final Duration LAST_RETRY = Duration.ofSeconds(2);
  private static final int REMEMBERED_DELETIONS = 4096;

  /** What happened to an object; at least one of the two is there. */
  public record Change(Optional<Resource> before, Optional<Resource> now) {
    /** The newest known form. */
    public Resource any() {
      return now.or(() -> before).orElseThrow();
    }
  }

  /** Told of every change in order, once the first list is known; must return quickly. */
  public interface Listener {
    void changed(Change change);
  }

  private final ApiClient client;
  private final ResourceType type;
  private final boolean metadataOnly;
  private final Executor executor;
  private final Map<Key, Resource> objects = new ConcurrentHashMap<>();
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> synced = new CompletableFuture<>();
  private final Map<String, Boolean> deleted =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED_DELETIONS;
        }
      };
  private volatile boolean closed;
  private volatile String since = "";
  private volatile Duration retry = FIRST_RETRY;

  Informer(ApiClient client, ResourceType type, boolean metadataOnly, Executor executor) {
    this.client = client;
    this.type = type;
    this.metadataOnly = metadataOnly;
    this.executor = executor;
  }

  void start() {
    executor.execute(this::list);
  }

  /** Ends with the first whole list. */
  public CompletableFuture<Void> synced() {
    return synced;
  }

  public ResourceType type() {
    return type;
  }

  /** Adds a listener and shows it everything that is there. */
  public synchronized void listen(Listener listener) {
    listeners.add(listener);
    objects
        .values()
        .forEach(object -> listener.changed(new Change(Optional.empty(), Optional.of(object))));
  }

  public Optional<Resource> get(Key key) {
    return Optional.ofNullable(objects.get(key));
  }

  /** Everything, in no order. */
  public Collection<Resource> all() {
    return objects.values();
  }

  /** What lies in one namespace, by name. */
  public List<Resource> in(String namespace) {
    return objects.values().stream()
        .filter(object -> object.namespace().equals(namespace))
        .sorted(Comparator.comparing(Resource::key))
        .toList();
  }

  /** What an object controls. */
  public List<Resource> controlledBy(Resource owner) {
    return in(owner.namespace()).stream().filter(object -> object.controlledBy(owner)).toList();
  }

  /** Takes the answer to a write for known, before the watch tells. */
  public synchronized Resource saw(Resource object) {
    Resource known = objects.get(object.key());
    boolean news =
        known == null || !known.uid().equals(object.uid()) || known.version() < object.version();
    if (news && !deleted.containsKey(object.uid())) {
      objects.put(object.key(), object);
      tell(new Change(Optional.ofNullable(known), Optional.of(object)));
    }
    return object;
  }

  private synchronized void gone(Resource object) {
    deleted.put(object.uid(), true);
    Resource known = objects.get(object.key());
    if (known != null && known.uid().equals(object.uid())) {
      objects.remove(object.key());
      tell(new Change(Optional.of(object), Optional.empty()));
    }
  }

  private void tell(Change change) {
    listeners.forEach(listener -> listener.changed(change));
  }

  private void list() {
    if (closed) {
      return;
    }
    try {
      JsonNode list = client.listAll(type, metadataOnly);
      Set<Key> present = new HashSet<>();
      for (JsonNode item : list.path("items")) {
        // Items of a list do not name their type.
        ((ObjectNode) item).put("kind", type.kind()).put("apiVersion", type.apiVersion());
        present.add(saw(new Resource((ObjectNode) item)).key());
      }
      List.copyOf(objects.values()).stream()
          .filter(object -> !present.contains(object.key()))
          .forEach(this::gone);
      since = list.path("metadata").path("resourceVersion").asText();
      synced.complete(null);
      follow();
    } catch (ApiFailure e) {
      again(this::list);
    }
  }

  private void follow() {
    if (closed) {
      return;
    }
    client
        .watch(type, since, RENEW, metadataOnly, this::event)
        .whenComplete(
            (status, failure) -> {
              boolean canGoOn = failure != null || status == 200;
              again(canGoOn && !since.isEmpty() ? this::follow : this::list);
            });
  }

  private void event(JsonNode event) {
    retry = FIRST_RETRY;
    JsonNode object = event.path("object");
    if (event.path("type").asText().equals("ERROR")) {
      since = ""; // too old, or the server is new: the watch ends, and a list follows
      return;
    }
    since = object.path("metadata").path("resourceVersion").asText(since);
    switch (event.path("type").asText()) {
      case "ADDED", "MODIFIED" -> saw(typed(object));
      case "DELETED" -> gone(typed(object));
      default -> {} // a bookmark
    }
  }

  private Resource typed(JsonNode object) {
    ObjectNode tree = (ObjectNode) object;
    return new Resource(
        metadataOnly ? tree.put("kind", type.kind()).put("apiVersion", type.apiVersion()) : tree);
  }

  private void again(Runnable act) {
    if (!closed) {
      CompletableFuture.delayedExecutor(retry.toMillis(), TimeUnit.MILLISECONDS, executor)
          .execute(act);
      retry = retry.multipliedBy(2).compareTo(LAST_RETRY) > 0 ? LAST_RETRY : retry.multipliedBy(2);
    }
  }

  void close() {
    closed = true;
  }
}
