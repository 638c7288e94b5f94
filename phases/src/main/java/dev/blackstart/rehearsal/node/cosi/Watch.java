package dev.blackstart.rehearsal.node.cosi;

import com.google.protobuf.ByteString;
import dev.blackstart.rehearsal.node.wire.Feed;
import dev.talos.api.cosi.resource.Event;
import dev.talos.api.cosi.resource.EventType;
import dev.talos.api.cosi.resource.Metadata;
import dev.talos.api.cosi.resource.Resource;
import dev.talos.api.cosi.resource.Spec;
import dev.talos.api.cosi.resource.WatchRequest;
import dev.talos.api.cosi.resource.WatchResponse;
import io.grpc.Status;
import io.grpc.StatusException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A watch (COSI runtime 1.12): first an empty reply that says it stands, then what was asked for,
 * then what happens.
 */
final class Watch {
  private static final int BOOKMARK = 16;

  private final Resources resources;
  private final ResourceKind kind;
  private final WatchRequest request;
  private final Feed<WatchResponse> feed;
  private final Predicate<Resource> wanted;

  Watch(Resources resources, ResourceKind kind, WatchRequest request, Feed<WatchResponse> feed) {
    this.resources = resources;
    this.kind = kind;
    this.request = request;
    this.feed = feed;
    this.wanted =
        Selection.of(request.getOptions().getLabelQueryList(), request.getOptions().getIdQuery());
  }

  void begin() throws StatusException {
    if (request.hasId()
        && (request.getOptions().getBootstrapContents()
            || request.getOptions().getLabelQueryCount() > 0)) {
      throw Status.UNIMPLEMENTED
          .withDescription("watching a single resource takes neither contents nor labels")
          .asException();
    }
    List<Resources.Change> missed = missed();
    Runnable end =
        resources.watch(
            kind,
            () -> {
              feed.send(WatchResponse.getDefaultInstance());
              if (request.getOptions().hasStartFromBookmark()) {
                missed.forEach(this::changed);
              } else if (request.hasId()) {
                current();
              } else if (request.getOptions().getBootstrapContents()) {
                contents();
              } else if (request.getOptions().getBootstrapBookmark()) {
                send(List.of(event(EventType.NOOP, tombstone("")).build()));
              }
            },
            this::changed);
    feed.whenGone(end);
  }

  private List<Resources.Change> missed() throws StatusException {
    if (!request.getOptions().hasStartFromBookmark()) {
      return List.of();
    }
    ByteBuffer bookmark = request.getOptions().getStartFromBookmark().asReadOnlyByteBuffer();
    if (bookmark.remaining() == BOOKMARK && bookmark.getLong() == resources.cookie()) {
      Optional<List<Resources.Change>> missed = resources.since(bookmark.getLong());
      if (missed.isPresent()) {
        return missed.get();
      }
    }
    throw Status.FAILED_PRECONDITION.withDescription("invalid bookmark").asException();
  }

  private void current() {
    Optional<Resource> now = resources.get(kind, request.getId());
    send(
        List.of(
            now.map(resource -> event(EventType.CREATED, resource))
                .orElseGet(() -> event(EventType.DESTROYED, tombstone(request.getId())))
                .build()));
  }

  private void contents() {
    List<Event> events = new ArrayList<>();
    resources.list(kind).stream()
        .filter(wanted)
        .forEach(resource -> events.add(event(EventType.CREATED, resource).build()));
    if (request.getApiVersion() >= 1) {
      events.add(event(EventType.BOOTSTRAPPED, tombstone("")).build());
    }
    send(events);
  }

  private void changed(Resources.Change change) {
    Resource resource = change.resource();
    if (!change.kind().equals(kind)
        || !wanted.test(resource)
        || (request.hasId() && !resource.getMetadata().getId().equals(request.getId()))) {
      return;
    }
    Event.Builder event =
        Event.newBuilder()
            .setResource(resource)
            .setEventType(change.type())
            .setBookmark(bookmark(change.position()));
    if (change.old() != null) {
      event.setOld(change.old());
    }
    send(List.of(event.build()));
  }

  private void send(List<Event> events) {
    if (request.getOptions().getAggregated()) {
      feed.send(WatchResponse.newBuilder().addAllEvent(events).build());
    } else {
      events.forEach(event -> feed.send(WatchResponse.newBuilder().addEvent(event).build()));
    }
  }

  private Event.Builder event(EventType type, Resource resource) {
    return Event.newBuilder()
        .setResource(resource)
        .setEventType(type)
        .setBookmark(bookmark(resources.position()));
  }

  private ByteString bookmark(long position) {
    ByteBuffer bytes = ByteBuffer.allocate(BOOKMARK);
    bytes.putLong(resources.cookie()).putLong(position).flip();
    return ByteString.copyFrom(bytes);
  }

  private Resource tombstone(String id) {
    return Resource.newBuilder()
        .setMetadata(
            Metadata.newBuilder()
                .setNamespace(kind.namespace())
                .setType(kind.type())
                .setId(id)
                .setVersion("undefined")
                .setPhase("running"))
        .setSpec(Spec.getDefaultInstance())
        .build();
  }
}
