package dev.blackstart.rehearsal.node.wire;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The calls under way at a port, so that they end as they do when a machine goes down: the
 * connection breaks, which clients see as unavailable. A server that is shut down would cancel
 * them.
 */
final class OpenCalls implements ServerInterceptor {
  private final Set<Open<?, ?>> open = ConcurrentHashMap.newKeySet();

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Open<Q, R> one = new Open<>(call);
    open.add(one);
    return new SimpleForwardingServerCallListener<>(next.startCall(one, headers)) {
      @Override
      public void onCancel() {
        open.remove(one);
        super.onCancel();
      }

      @Override
      public void onComplete() {
        open.remove(one);
        super.onComplete();
      }
    };
  }

  void breakOff() {
    List.copyOf(open).forEach(Open::breakOff);
  }

  /** One call; whoever speaks on it after its end speaks to nobody. */
  private static final class Open<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private boolean ended;

    Open(ServerCall<Q, R> call) {
      super(call);
    }

    @Override
    public synchronized void sendHeaders(Metadata headers) {
      if (!ended) {
        super.sendHeaders(headers);
      }
    }

    @Override
    public synchronized void sendMessage(R message) {
      if (!ended) {
        super.sendMessage(message);
      }
    }

    @Override
    public synchronized void close(Status status, Metadata trailers) {
      if (!ended) {
        ended = true;
        super.close(status, trailers);
      }
    }

    void breakOff() {
      close(Status.UNAVAILABLE.withDescription("error reading from server: EOF"), new Metadata());
    }
  }
}
