package dev.blackstart.talos;

import com.google.protobuf.ByteString;
import dev.talos.api.common.Data;
import dev.talos.api.machine.EtcdRecoverResponse;
import dev.talos.api.machine.MachineServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Sends a snapshot to a node piece by piece, no faster than it takes them. */
final class SnapshotUpload implements ClientResponseObserver<Data, EtcdRecoverResponse> {
  private static final int PIECE = 32 << 10;

  private final InputStream snapshot;
  private ClientCallStreamObserver<Data> pieces;
  private Optional<Status> end = Optional.empty();

  SnapshotUpload(InputStream snapshot) {
    this.snapshot = snapshot;
  }

  /**
   * @throws StatusRuntimeException when the node does not take it
   * @throws UncheckedIOException when it cannot be read
   */
  void over(ManagedChannel channel, Duration deadline) {
    MachineServiceGrpc.newStub(channel)
        .withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS)
        .etcdRecover(this);
    try {
      byte[] piece = new byte[PIECE];
      int read = snapshot.readNBytes(piece, 0, PIECE);
      while (read > 0 && awaitRoom()) {
        pieces.onNext(Data.newBuilder().setBytes(ByteString.copyFrom(piece, 0, read)).build());
        read = snapshot.readNBytes(piece, 0, PIECE);
      }
      if (!hasEnded()) {
        pieces.onCompleted();
      }
      awaitEnd();
    } catch (IOException unreadable) {
      pieces.cancel("the snapshot cannot be read", unreadable);
      throw new UncheckedIOException(unreadable);
    } catch (InterruptedException unwanted) {
      pieces.cancel("nobody wants it any more", unwanted);
      Thread.currentThread().interrupt();
      throw Status.CANCELLED.withDescription("interrupted").asRuntimeException();
    }
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<Data> requests) {
    pieces = requests;
    requests.setOnReadyHandler(this::stir);
  }

  private synchronized void stir() {
    notifyAll();
  }

  /** Whether there will be room at all; the call's own deadline ends the wait. */
  private synchronized boolean awaitRoom() throws InterruptedException {
    while (end.isEmpty() && !pieces.isReady()) {
      wait();
    }
    return end.isEmpty();
  }

  private synchronized boolean hasEnded() {
    return end.isPresent();
  }

  private synchronized void awaitEnd() throws InterruptedException {
    while (end.isEmpty()) {
      wait();
    }
    if (!end.get().isOk()) {
      throw end.get().asRuntimeException();
    }
  }

  private synchronized void end(Status status) {
    end = Optional.of(end.orElse(status));
    notifyAll();
  }

  @Override
  public void onNext(EtcdRecoverResponse taken) {}

  @Override
  public void onError(Throwable error) {
    end(Status.fromThrowable(error));
  }

  @Override
  public void onCompleted() {
    end(Status.OK);
  }
}
