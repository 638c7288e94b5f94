package dev.blackstart.rehearsal.node.wire;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

/** A method left out says so as a Go server does: {@code method X not implemented}. */
final class UnimplementedInTalosWords implements ServerInterceptor {
  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    return next.startCall(
        new SimpleForwardingServerCall<>(call) {
          @Override
          public void close(Status status, Metadata trailers) {
            super.close(inTalosWords(status), trailers);
          }
        },
        headers);
  }

  private static Status inTalosWords(Status status) {
    String text = status.getDescription();
    if (status.getCode() != Status.Code.UNIMPLEMENTED
        || text == null
        || !text.startsWith("Method ")
        || !text.endsWith(" is unimplemented")) {
      return status;
    }
    String path = text.substring("Method ".length(), text.length() - " is unimplemented".length());
    String name = path.substring(path.indexOf('/') + 1);
    return Status.UNIMPLEMENTED.withDescription("method " + name + " not implemented");
  }
}
