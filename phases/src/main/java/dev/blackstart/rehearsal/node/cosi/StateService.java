package dev.blackstart.rehearsal.node.cosi;

import dev.blackstart.rehearsal.node.wire.Caller;
import dev.blackstart.rehearsal.node.wire.Feed;
import dev.blackstart.rehearsal.node.wire.Feeds;
import dev.talos.api.cosi.resource.CreateRequest;
import dev.talos.api.cosi.resource.CreateResponse;
import dev.talos.api.cosi.resource.DestroyRequest;
import dev.talos.api.cosi.resource.DestroyResponse;
import dev.talos.api.cosi.resource.GetRequest;
import dev.talos.api.cosi.resource.GetResponse;
import dev.talos.api.cosi.resource.ListRequest;
import dev.talos.api.cosi.resource.ListResponse;
import dev.talos.api.cosi.resource.Resource;
import dev.talos.api.cosi.resource.StateGrpc;
import dev.talos.api.cosi.resource.UpdateRequest;
import dev.talos.api.cosi.resource.UpdateResponse;
import dev.talos.api.cosi.resource.WatchRequest;
import dev.talos.api.cosi.resource.WatchResponse;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** {@code cosi.resource.State} of a node: reading for whom it is allowed, writing for nobody. */
public final class StateService extends StateGrpc.StateImplBase {
  private final Resources resources;
  private final Feeds feeds;
  private final Consumer<ResourceKind> freshen;

  /**
   * @param freshen brings the resources of a kind up to date
   */
  public StateService(Resources resources, Feeds feeds, Consumer<ResourceKind> freshen) {
    this.resources = resources;
    this.feeds = feeds;
    this.freshen = freshen;
  }

  @Override
  public void get(GetRequest request, StreamObserver<GetResponse> caller) {
    try {
      ResourceKind kind = readable(request.getNamespace(), request.getType());
      Optional<Resource> found = resources.get(kind, request.getId());
      if (found.isEmpty()) {
        throw absent(kind, request.getId());
      }
      caller.onNext(GetResponse.newBuilder().setResource(found.get()).build());
      caller.onCompleted();
    } catch (StatusException e) {
      caller.onError(e);
    }
  }

  @Override
  public void list(ListRequest request, StreamObserver<ListResponse> caller) {
    try {
      ResourceKind kind = readable(request.getNamespace(), request.getType());
      Predicate<Resource> wanted =
          Selection.of(request.getOptions().getLabelQueryList(), request.getOptions().getIdQuery());
      resources.list(kind).stream()
          .filter(wanted)
          .forEach(
              resource -> caller.onNext(ListResponse.newBuilder().setResource(resource).build()));
      caller.onCompleted();
    } catch (StatusException e) {
      caller.onError(e);
    }
  }

  @Override
  public void watch(WatchRequest request, StreamObserver<WatchResponse> caller) {
    Feed<WatchResponse> feed = feeds.open(caller);
    try {
      ResourceKind kind = readable(request.getNamespace(), request.getType());
      if (!request.hasOptions()) {
        throw Status.INTERNAL
            .withDescription("runtime error: invalid memory address or nil pointer dereference")
            .asException();
      }
      new Watch(resources, kind, request, feed).begin();
    } catch (StatusException e) {
      feed.fail(e.getStatus());
    }
  }

  @Override
  public void create(CreateRequest request, StreamObserver<CreateResponse> caller) {
    caller.onError(noWriting());
  }

  @Override
  public void update(UpdateRequest request, StreamObserver<UpdateResponse> caller) {
    caller.onError(noWriting());
  }

  @Override
  public void destroy(DestroyRequest request, StreamObserver<DestroyResponse> caller) {
    caller.onError(noWriting());
  }

  private ResourceKind readable(String namespace, String type) throws StatusException {
    Optional<ResourceKind> kind = ResourceKinds.of(type);
    if (kind.isEmpty()) {
      throw denied("resource type \"" + type + "\" is not supported");
    }
    if (!ResourceKinds.NAMESPACES.contains(namespace)) {
      throw denied("namespace \"" + namespace + "\" is not supported");
    }
    if (kind.get().sensitive() && !Caller.isAdmin()) {
      throw denied("not authorized");
    }
    freshen.accept(kind.get());
    return kind.get();
  }

  private static StatusException absent(ResourceKind kind, String id) {
    return Status.NOT_FOUND
        .withDescription(
            "resource "
                + kind.type()
                + "("
                + kind.namespace()
                + "/"
                + id
                + "@undefined) doesn't exist")
        .asException();
  }

  private static StatusException noWriting() {
    return denied("write access is not allowed");
  }

  private static StatusException denied(String text) {
    return Status.PERMISSION_DENIED.withDescription(text).asException();
  }
}
