package dev.blackstart.rehearsal.node.wire;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Writes a line of every call that ended, as apid does (Talos 1.12): it forwards all as streams.
 */
public final class CallLog implements ServerInterceptor {
  private static final Metadata.Key<String> AGENT =
      Metadata.Key.of("user-agent", Metadata.ASCII_STRING_MARSHALLER);

  private final Supplier<Instant> clock;
  private final Consumer<String> lines;

  /**
   * @param clock of the machine
   */
  public CallLog(Supplier<Instant> clock, Consumer<String> lines) {
    this.clock = clock;
    this.lines = lines;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Instant began = clock.get();
    return next.startCall(
        new SimpleForwardingServerCall<>(call) {
          @Override
          public void close(Status status, Metadata trailers) {
            super.close(status, trailers);
            write(call, headers, began, status);
          }
        },
        headers);
  }

  private void write(ServerCall<?, ?> call, Metadata headers, Instant began, Status status) {
    double millis = Duration.between(began, clock.get()).toNanos() / 1e6;
    String words = status.isOk() ? "Success" : "rpc error: desc = " + status.getDescription();
    lines.accept(
        String.format(
            Locale.ROOT,
            "%s [/%s] %.6fms stream %s (:authority=%s;user-agent=%s)",
            code(status),
            call.getMethodDescriptor().getFullMethodName(),
            millis,
            words,
            call.getAuthority(),
            headers.get(AGENT)));
  }

  /** As Go spells it: {@code PermissionDenied}. */
  private static String code(Status status) {
    if (status.isOk()) {
      return "OK";
    }
    StringBuilder code = new StringBuilder();
    for (String word : status.getCode().name().split("_", -1)) {
      code.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return code.toString();
  }
}
