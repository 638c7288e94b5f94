package dev.blackstart.rehearsal.node.wire;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Iterator;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** A stream of replies to one caller: what is sent from anywhere arrives in that order. */
public final class Feed<T> {
  private final ServerCallStreamObserver<T> caller;
  private final InTurn line;
  private final Consumer<Feed<?>> forget;
  private Runnable farewell = () -> {};
  private boolean gone;

  Feed(StreamObserver<T> caller, Executor threads, Consumer<Feed<?>> forget) {
    this.caller = (ServerCallStreamObserver<T>) caller;
    this.line = new InTurn(threads);
    this.forget = forget;
    this.caller.setOnCancelHandler(this::leave);
  }

  /** Called once when the caller has gone away or the feed has ended. */
  public void whenGone(Runnable farewell) {
    boolean late;
    synchronized (this) {
      late = gone;
      this.farewell = farewell;
    }
    if (late) {
      farewell.run();
    }
  }

  public void send(T value) {
    line.execute(
        () -> {
          if (!caller.isCancelled()) {
            caller.onNext(value);
          }
        });
  }

  /**
   * Sends what an iterator has as fast as the caller takes it, then ends. Must be called before the
   * service method returns.
   */
  public void pour(Iterator<T> values) {
    Runnable flow =
        () -> {
          while (caller.isReady() && !caller.isCancelled() && values.hasNext()) {
            caller.onNext(values.next());
          }
          if (!values.hasNext()) {
            end();
          }
        };
    caller.setOnReadyHandler(() -> line.execute(flow));
    line.execute(flow);
  }

  /** Ends the stream after everything sent so far. */
  public void end() {
    end(caller::onCompleted);
  }

  /** The same with an error. */
  public void fail(Status status) {
    end(() -> caller.onError(status.asRuntimeException()));
  }

  private void end(Runnable last) {
    if (leave()) {
      line.execute(
          () -> {
            if (!caller.isCancelled()) {
              last.run();
            }
          });
    }
  }

  private boolean leave() {
    Runnable goodbye;
    synchronized (this) {
      if (gone) {
        return false;
      }
      gone = true;
      goodbye = farewell;
    }
    forget.accept(this);
    goodbye.run();
    return true;
  }
}
