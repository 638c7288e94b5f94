package dev.blackstart.rehearsal.api.read;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.api.http.EventStream;
import dev.blackstart.rehearsal.api.http.HttpAnswer;
import dev.blackstart.rehearsal.api.http.HttpRequest;
import dev.blackstart.rehearsal.api.resource.ResourceType;
import dev.blackstart.rehearsal.api.status.Refusals;
import dev.blackstart.rehearsal.api.storage.Change;
import dev.blackstart.rehearsal.api.storage.ExpiredException;
import dev.blackstart.rehearsal.api.storage.ObjectStore;
import dev.blackstart.rehearsal.api.wire.Bodies;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Streams the changes of a collection until the client goes, its time is over or the server closes.
 */
public final class Watches {
  /** When the client names no end: wall time. */
  private static final Duration LONGEST = Duration.ofMinutes(45);

  /**
   * How often a client that wants bookmarks gets one, and a silent connection is looked at: wall
   * time.
   */
  private static final Duration BOOKMARK = Duration.ofSeconds(30);

  private final ObjectStore store;
  private final Supplier<Instant> clock;

  public Watches(ObjectStore store, Supplier<Instant> clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Answers a watch request and returns when it is over. */
  public void watch(
      ResourceType type,
      String namespace,
      Selection selection,
      HttpRequest request,
      Presentation presentation,
      HttpAnswer answer)
      throws IOException, InterruptedException {
    boolean bookmarks = request.flag("allowWatchBookmarks");
    boolean initial = request.flag("sendInitialEvents");
    if (initial && !request.parameter("resourceVersionMatch").equals("NotOlderThan")) {
      throw Refusals.badRequest(
          "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided, and"
              + " must be NotOlderThan");
    }
    long from = from(request.parameter("resourceVersion"));
    boolean present = initial || from == 0 && !request.query().containsKey("sendInitialEvents");
    ObjectStore.Listing listing = null;
    if (present) {
      listing = store.list(type.stored(), namespace, 0);
    } else if (from == 0) {
      from = store.revision();
    }
    AtomicBoolean gone = new AtomicBoolean();
    EventStream stream =
        answer.stream(
            "application/json",
            () -> {
              gone.set(true);
              store.wake(type.stored());
            });
    Session session = new Session(type, namespace, selection, presentation, stream);
    if (listing != null) {
      for (ObjectNode object : listing.objects()) {
        if (selection.matches(object)) {
          session.send("ADDED", object);
        }
      }
      from = listing.revision();
      if (initial && bookmarks) {
        session.bookmark(from, true);
      }
    }
    follow(session, from, until(request), bookmarks, gone);
    stream.end();
  }

  private static long from(String version) {
    try {
      return version.isEmpty() ? 0 : Long.parseLong(version);
    } catch (NumberFormatException e) {
      throw Refusals.badRequest("resourceVersion: Invalid value: \"" + version + "\"");
    }
  }

  private Instant until(HttpRequest request) {
    String seconds = request.parameter("timeoutSeconds");
    try {
      return clock
          .get()
          .plus(seconds.isEmpty() ? LONGEST : Duration.ofSeconds(Long.parseLong(seconds)));
    } catch (NumberFormatException e) {
      throw Refusals.badRequest("timeoutSeconds is not a number");
    }
  }

  private void follow(
      Session session, long start, Instant until, boolean bookmarks, AtomicBoolean gone)
      throws IOException, InterruptedException {
    long from = start;
    Instant bookmarked = clock.get();
    while (!gone.get()) {
      Instant now = clock.get();
      if (!now.isBefore(until)) {
        return;
      }
      Duration left = Duration.between(now, until);
      Duration pause = left.compareTo(BOOKMARK) < 0 ? left : BOOKMARK;
      ObjectStore.Changes changes;
      try {
        changes = store.changes(session.type().stored(), from, pause.toNanos());
      } catch (ExpiredException e) {
        session.send("ERROR", Refusals.expired("too old resource version: " + from).status());
        return;
      }
      for (Change change : changes.changes()) {
        session.change(change);
      }
      boolean advanced = changes.upTo() > from;
      from = changes.upTo();
      if (changes.closed()) {
        return;
      }
      if (bookmarks
          && advanced
          && Duration.between(bookmarked, clock.get()).compareTo(BOOKMARK) >= 0) {
        session.bookmark(from, false);
        bookmarked = clock.get();
      }
    }
  }

  /** What one watch wants and where it goes. */
  private final class Session {
    private final ResourceType type;
    private final String namespace;
    private final Selection selection;
    private final Presentation presentation;
    private final EventStream stream;
    private boolean first = true;

    Session(
        ResourceType type,
        String namespace,
        Selection selection,
        Presentation presentation,
        EventStream stream) {
      this.type = type;
      this.namespace = namespace;
      this.selection = selection;
      this.presentation = presentation;
      this.stream = stream;
    }

    ResourceType type() {
      return type;
    }

    void change(Change change) throws IOException {
      ObjectNode object = change.object();
      if (!namespace.isEmpty()
          && !object.path("metadata").path("namespace").asText().equals(namespace)) {
        return;
      }
      boolean had = change.previous() != null && selection.matches(change.previous());
      boolean has = change.kind() != Change.Kind.DELETED && selection.matches(object);
      if (has) {
        send(had ? "MODIFIED" : "ADDED", object);
      } else if (had) {
        send("DELETED", change.kind() == Change.Kind.DELETED ? object : lost(change));
      }
    }

    /**
     * An object that no longer matches: its last matching state, under the version that changed it.
     */
    private ObjectNode lost(Change change) {
      ObjectNode object = change.previous().deepCopy();
      object
          .withObjectProperty("metadata")
          .put("resourceVersion", Long.toString(change.revision()));
      return object;
    }

    void send(String kind, ObjectNode object) throws IOException {
      boolean error = kind.equals("ERROR");
      ObjectNode event = JsonNodeFactory.instance.objectNode();
      event.put("type", kind);
      event.set("object", error ? object : presentation.event(type, object, clock.get(), first));
      first = false;
      write(event);
    }

    void bookmark(long revision, boolean initialEnd) throws IOException {
      ObjectNode event = JsonNodeFactory.instance.objectNode();
      event.put("type", "BOOKMARK");
      event.set("object", presentation.bookmark(type, revision, initialEnd));
      write(event);
    }

    private void write(ObjectNode event) throws IOException {
      byte[] json = Bodies.bytes(event);
      byte[] line = new byte[json.length + 1];
      System.arraycopy(json, 0, line, 0, json.length);
      line[json.length] = "\n".getBytes(StandardCharsets.US_ASCII)[0];
      stream.write(line);
    }
  }
}
