package dev.blackstart.talos;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import com.google.protobuf.Timestamp;
import dev.talos.api.cosi.resource.Event;
import dev.talos.api.cosi.resource.EventType;
import dev.talos.api.cosi.resource.GetRequest;
import dev.talos.api.cosi.resource.ListRequest;
import dev.talos.api.cosi.resource.ListResponse;
import dev.talos.api.cosi.resource.Resource;
import dev.talos.api.cosi.resource.StateGrpc;
import dev.talos.api.cosi.resource.WatchOptions;
import dev.talos.api.cosi.resource.WatchRequest;
import dev.talos.api.cosi.resource.WatchResponse;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Reads a node's resources. They answer in maintenance as well as later, unlike most calls. */
final class Cosi {
  /** A node has some thousand resources of a kind at most, each of some hundred bytes. */
  private static final int MOST = 10_000;

  private static final long LARGEST_LIST = 16 << 20;

  private final Channel channel;
  private final Duration deadline;

  Cosi(Channel channel, Duration deadline) {
    this.channel = channel;
    this.deadline = deadline;
  }

  /**
   * Names a kind of resource and how its content is read.
   *
   * @param namespace such as {@code runtime}
   * @param type such as {@code MachineStatuses.runtime.talos.dev}
   */
  record Kind<T>(String namespace, String type, Parser<T> parser) {}

  /** One resource; empty when the node has none of that id. */
  <T> Optional<T> get(Kind<T> kind, String id) {
    GetRequest request =
        GetRequest.newBuilder()
            .setNamespace(kind.namespace())
            .setType(kind.type())
            .setId(id)
            .build();
    try {
      return Optional.of(content(kind, stub().get(request).getResource()));
    } catch (StatusRuntimeException refused) {
      if (refused.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  /**
   * When a resource last changed, by the node's own clock; empty when it has none such, or does not
   * know the type.
   */
  Optional<Instant> updated(String namespace, String type, String id) {
    GetRequest request =
        GetRequest.newBuilder().setNamespace(namespace).setType(type).setId(id).build();
    try {
      Timestamp updated = stub().get(request).getResource().getMetadata().getUpdated();
      return Optional.of(Instant.ofEpochSecond(updated.getSeconds(), updated.getNanos()))
          .filter(each -> each.isAfter(Instant.EPOCH));
    } catch (StatusRuntimeException none) {
      return Optional.empty();
    }
  }

  /**
   * All resources of a kind.
   *
   * @throws StatusRuntimeException RESOURCE_EXHAUSTED when a node has more of them than any has
   */
  <T> List<T> list(Kind<T> kind) {
    ListRequest request =
        ListRequest.newBuilder().setNamespace(kind.namespace()).setType(kind.type()).build();
    List<T> contents = new ArrayList<>();
    long bytes = 0;
    Iterator<ListResponse> items = stub().list(request);
    while (items.hasNext()) {
      ListResponse item = items.next();
      bytes += item.getSerializedSize();
      if (bytes > LARGEST_LIST || contents.size() == MOST) {
        throw Status.RESOURCE_EXHAUSTED
            .withDescription("more " + kind.type() + " than any node has")
            .asRuntimeException();
      }
      contents.add(content(kind, item.getResource()));
    }
    return contents;
  }

  /**
   * Follows one resource: told as it is now, then at every change, on the channel's threads.
   *
   * @param atMost wall time after which the watch ends by itself
   * @param ended told once, with the reason
   */
  <T> void watch(
      Kind<T> kind, String id, Duration atMost, Consumer<T> changed, Consumer<Status> ended) {
    WatchRequest request =
        WatchRequest.newBuilder()
            .setNamespace(kind.namespace())
            .setType(kind.type())
            .setId(id)
            .setOptions(WatchOptions.getDefaultInstance())
            .setApiVersion(1)
            .build();
    StateGrpc.newStub(channel)
        .withDeadlineAfter(atMost.toMillis(), TimeUnit.MILLISECONDS)
        .watch(request, new Watcher<>(kind, changed, ended));
  }

  private StateGrpc.StateBlockingStub stub() {
    return StateGrpc.newBlockingStub(channel)
        .withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static <T> T content(Kind<T> kind, Resource resource) {
    ByteString spec = resource.getSpec().getProtoSpec();
    try {
      return kind.parser().parseFrom(spec);
    } catch (InvalidProtocolBufferException e) {
      throw Status.DATA_LOSS
          .withDescription("a " + kind.type() + " that cannot be read")
          .withCause(e)
          .asRuntimeException();
    }
  }

  private record Watcher<T>(Kind<T> kind, Consumer<T> changed, Consumer<Status> ended)
      implements StreamObserver<WatchResponse> {
    /** The first message is empty: the watch stands. */
    @Override
    public void onNext(WatchResponse response) {
      for (Event event : response.getEventList()) {
        if (event.getEventType() == EventType.CREATED
            || event.getEventType() == EventType.UPDATED) {
          changed.accept(content(kind, event.getResource()));
        }
      }
    }

    @Override
    public void onError(Throwable error) {
      ended.accept(Status.fromThrowable(error));
    }

    @Override
    public void onCompleted() {
      ended.accept(Status.OK);
    }
  }
}
