package dev.blackstart.rehearsal.node;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.blackstart.rehearsal.etcd.SnapshotFile;
import dev.blackstart.rehearsal.node.etcd.EtcdCluster;
import dev.blackstart.rehearsal.node.wire.Feed;
import dev.talos.api.common.Data;
import dev.talos.api.machine.EtcdRecover;
import dev.talos.api.machine.EtcdRecoverResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.IntStream;

/** etcd's database leaves the machine as a snapshot and comes back as one. */
final class EtcdBackup {
  /** As Talos cuts it. */
  private static final int CHUNK = 1024;

  /** What the world spares for the snapshots that are uploaded to one machine. */
  private static final int LARGEST = 64 << 20;

  private EtcdBackup() {}

  /** Streams the database as it is now, with its hash. */
  static void snapshot(Boot boot, EtcdCalls etcd, Feed<Data> reader) {
    EtcdCluster cluster;
    try {
      cluster = boot.machinery().turn().take(() -> etcd.cluster("etcd snapshot"));
    } catch (StatusRuntimeException e) {
      reader.fail(e.getStatus());
      return;
    }
    byte[] file = boot.machinery().databases().file(cluster);
    ByteString sealed = UnsafeByteOperations.unsafeWrap(SnapshotFile.sealed(file));
    reader.pour(pieces(sealed));
  }

  private static Iterator<Data> pieces(ByteString bytes) {
    return IntStream.iterate(0, at -> at < bytes.size(), at -> at + CHUNK)
        .mapToObj(at -> bytes.substring(at, Math.min(bytes.size(), at + CHUNK)))
        .map(piece -> Data.newBuilder().setBytes(piece).build())
        .iterator();
  }

  /** Takes a snapshot in; one that breaks off leaves nothing behind. */
  static StreamObserver<Data> recover(Boot boot, StreamObserver<EtcdRecoverResponse> caller) {
    return new StreamObserver<>() {
      private final ByteString.Output upload = ByteString.newOutput();
      private boolean refused;

      @Override
      public void onNext(Data piece) {
        if (refused) {
          return;
        }
        try {
          boot.machinery().turn().take(() -> require(boot));
          if (upload.size() + (long) piece.getBytes().size() > LARGEST) {
            throw Answer.refused(
                Status.UNKNOWN,
                "error writing snapshot: write /var/lib/etcd.snapshot: no space left on device");
          }
          byte[] bytes = piece.getBytes().toByteArray();
          upload.write(bytes, 0, bytes.length);
        } catch (StatusRuntimeException e) {
          refused = true;
          caller.onError(e);
        }
      }

      @Override
      public void onError(Throwable broken) {
        boot.machinery().turn().take(() -> boot.node().media().uploaded = Optional.empty());
      }

      @Override
      public void onCompleted() {
        if (refused) {
          return;
        }
        Answer.to(
            caller,
            boot,
            () -> {
              require(boot);
              boot.node().media().uploaded = Optional.of(upload.toByteString());
              boot.touched();
              return EtcdRecoverResponse.newBuilder()
                  .addMessages(EtcdRecover.getDefaultInstance())
                  .build();
            });
      }
    };
  }

  /** /var is there, and etcd's place on it. */
  private static void require(Boot boot) {
    if (boot.services().get("cri").isEmpty()) {
      throw Answer.refused(
          Status.FAILED_PRECONDITION, "etcd service is not ready for recovery yet");
    }
    EtcdCalls.requireControlPlane(boot, "etcd recover");
  }
}
