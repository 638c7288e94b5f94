package dev.blackstart.rehearsal.node.wire;

import com.google.protobuf.Message;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.StatusException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Forwards a call to several nodes. Unary replies are gathered into one, streams interleave; each
 * element says whose it is, and a node that fails is an element, not an error.
 */
final class OneToMany<R> {
  private final ServerCall<?, R> call;
  private final boolean streams;
  private final Marking marking;
  private final List<Message> gathered = new ArrayList<>();
  private int open;
  private boolean begun;

  private OneToMany(ServerCall<?, R> call, int targets) {
    this.call = call;
    this.open = targets;
    this.streams = !call.getMethodDescriptor().getType().serverSendsOneMessage();
    PrototypeMarshaller<R> marshaller =
        (PrototypeMarshaller<R>) call.getMethodDescriptor().getResponseMarshaller();
    this.marking = new Marking((Message) marshaller.getMessagePrototype(), streams);
  }

  static <Q, R> ServerCall.Listener<Q> start(
      Peers peers, List<String> targets, ServerCall<Q, R> call, Metadata headers) {
    OneToMany<R> many = new OneToMany<>(call, targets.size());
    List<ServerCall.Listener<Q>> legs = new ArrayList<>();
    for (String target : targets) {
      try {
        ServerMethodDefinition<?, ?> method =
            peers.method(target, call.getMethodDescriptor().getFullMethodName());
        legs.add(Leg.start(method, call, headers, many.new From(target)));
      } catch (StatusException e) {
        many.failed(target, e.getStatus());
      }
    }
    call.request(call.getMethodDescriptor().getType().clientSendsOneMessage() ? 2 : 1 << 20);
    return new Fan<>(legs);
  }

  @SuppressWarnings("unchecked") // marking returns the type it was given
  private synchronized void message(String target, R message) {
    Message marked = marking.mark((Message) message, target);
    if (streams) {
      send((R) marked);
    } else {
      gathered.add(marked);
    }
  }

  @SuppressWarnings("unchecked")
  private synchronized void failed(String target, Status status) {
    Message element = marking.failure(target, status);
    if (streams) {
      send((R) element);
    } else {
      gathered.add(element);
    }
    ended();
  }

  @SuppressWarnings("unchecked")
  private synchronized void ended() {
    if (--open > 0 || call.isCancelled()) {
      return;
    }
    if (!streams) {
      send((R) marking.gather(gathered));
    } else if (!begun) {
      call.sendHeaders(new Metadata());
    }
    call.close(Status.OK, new Metadata());
  }

  private void send(R message) {
    if (call.isCancelled()) {
      return;
    }
    if (!begun) {
      begun = true;
      call.sendHeaders(new Metadata());
    }
    call.sendMessage(message);
  }

  /** One node's replies. */
  private final class From implements Leg.Replies<R> {
    private final String target;

    From(String target) {
      this.target = target;
    }

    @Override
    public void wants(int messages) {}

    @Override
    public void message(R message) {
      OneToMany.this.message(target, message);
    }

    @Override
    public void closed(Status status, Metadata trailers) {
      if (status.isOk()) {
        ended();
      } else {
        failed(target, status);
      }
    }
  }

  /** The caller's messages, for every leg. */
  private static final class Fan<Q> extends ServerCall.Listener<Q> {
    private final List<ServerCall.Listener<Q>> legs;

    Fan(List<ServerCall.Listener<Q>> legs) {
      this.legs = legs;
    }

    @Override
    public void onMessage(Q message) {
      each(leg -> leg.onMessage(message));
    }

    @Override
    public void onHalfClose() {
      each(ServerCall.Listener::onHalfClose);
    }

    @Override
    public void onCancel() {
      each(ServerCall.Listener::onCancel);
    }

    @Override
    public void onComplete() {
      each(ServerCall.Listener::onComplete);
    }

    @Override
    public void onReady() {
      each(ServerCall.Listener::onReady);
    }

    private void each(Consumer<ServerCall.Listener<Q>> act) {
      legs.forEach(act);
    }
  }
}
