package dev.blackstart.rehearsal.node.wire;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.StatusException;

/** Forwards a call to one node; its replies pass through unchanged. */
final class OneToOne {
  private OneToOne() {}

  static <Q, R> ServerCall.Listener<Q> start(
      Peers peers, String target, ServerCall<Q, R> call, Metadata headers) {
    ServerMethodDefinition<?, ?> method;
    try {
      method = peers.method(target, call.getMethodDescriptor().getFullMethodName());
    } catch (StatusException e) {
      call.close(e.getStatus(), new Metadata());
      return new ServerCall.Listener<>() {};
    }
    return Leg.start(method, call, headers, new PassThrough<>(call));
  }

  private static final class PassThrough<R> implements Leg.Replies<R> {
    private final ServerCall<?, R> call;
    private boolean begun;

    PassThrough(ServerCall<?, R> call) {
      this.call = call;
    }

    @Override
    public void wants(int messages) {
      call.request(messages);
    }

    @Override
    public synchronized void message(R message) {
      if (!begun) {
        begun = true;
        call.sendHeaders(new Metadata());
      }
      call.sendMessage(message);
    }

    @Override
    public synchronized void closed(Status status, Metadata trailers) {
      if (!call.isCancelled()) {
        call.close(status, trailers);
      }
    }
  }
}
