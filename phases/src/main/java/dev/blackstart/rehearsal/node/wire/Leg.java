package dev.blackstart.rehearsal.node.wire;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;

/**
 * One forwarded call: the other node's method runs here in process and believes in a call of its
 * own.
 */
final class Leg<Q, R> extends ServerCall<Q, R> {
  private final MethodDescriptor<Q, R> method;
  private final ServerCall<?, ?> outer;
  private final Replies<R> replies;
  private volatile boolean cancelled;

  /** What becomes of the other node's replies. */
  interface Replies<R> {
    void wants(int messages);

    void message(R message);

    void closed(Status status, Metadata trailers);
  }

  private Leg(MethodDescriptor<Q, R> method, ServerCall<?, ?> outer, Replies<R> replies) {
    this.method = method;
    this.outer = outer;
    this.replies = replies;
  }

  /** Starts the method; the caller's messages go to the result. */
  @SuppressWarnings("unchecked") // both ends were generated from one method of one proto
  static <Q, R> ServerCall.Listener<Q> start(
      ServerMethodDefinition<?, ?> target,
      ServerCall<Q, R> outer,
      Metadata headers,
      Replies<R> replies) {
    ServerMethodDefinition<Q, R> typed = (ServerMethodDefinition<Q, R>) target;
    Leg<Q, R> leg = new Leg<>(outer.getMethodDescriptor(), outer, replies);
    ServerCall.Listener<Q> listener = typed.getServerCallHandler().startCall(leg, headers);
    return new io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener<>(listener) {
      @Override
      public void onCancel() {
        leg.cancelled = true;
        super.onCancel();
      }
    };
  }

  @Override
  public void request(int messages) {
    replies.wants(messages);
  }

  @Override
  public void sendHeaders(Metadata headers) {}

  @Override
  public void sendMessage(R message) {
    if (!cancelled) {
      replies.message(message);
    }
  }

  @Override
  public void close(Status status, Metadata trailers) {
    replies.closed(status, trailers);
  }

  @Override
  public boolean isReady() {
    return outer.isReady();
  }

  @Override
  public boolean isCancelled() {
    return cancelled || outer.isCancelled();
  }

  @Override
  public io.grpc.Attributes getAttributes() {
    return outer.getAttributes();
  }

  @Override
  public String getAuthority() {
    return outer.getAuthority();
  }

  @Override
  public MethodDescriptor<Q, R> getMethodDescriptor() {
    return method;
  }
}
