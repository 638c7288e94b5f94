package dev.blackstart.talos;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.talos.api.common.Data;
import dev.talos.api.machine.EtcdRecoverResponse;
import dev.talos.api.machine.MachineServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SnapshotUploadTest {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final CompletableFuture<byte[]> taken = new CompletableFuture<>();
  private final CompletableFuture<Status> broken = new CompletableFuture<>();
  private volatile int refuseAfter = Integer.MAX_VALUE;
  private Server server;
  private ManagedChannel channel;

  @BeforeEach
  void begin() throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .directExecutor()
            .addService(new Machine())
            .build()
            .start();
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", server.getPort())
            .usePlaintext()
            .directExecutor()
            .build();
  }

  @AfterEach
  void end() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  @Test
  void allBytesArriveInOrder() throws Exception {
    byte[] snapshot = new byte[3_000_032];
    new Random(1).nextBytes(snapshot);
    new SnapshotUpload(new ByteArrayInputStream(snapshot)).over(channel, DEADLINE);
    assertArrayEquals(snapshot, taken.get(60, TimeUnit.SECONDS));
  }

  @Test
  void aNodeThatRefusesInTheMiddleEndsIt() {
    refuseAfter = 100_000;
    StatusRuntimeException refused =
        assertThrows(
            StatusRuntimeException.class,
            () -> new SnapshotUpload(endless()).over(channel, DEADLINE));
    assertEquals("no space left on device", refused.getStatus().getDescription());
  }

  @Test
  void aFileThatCannotBeReadIsNotSentAsIfItWereWhole() throws Exception {
    InputStream torn =
        new InputStream() {
          private int left = 1_000_000;

          @Override
          public int read() throws IOException {
            if (--left < 0) {
              throw new IOException("the disk is gone");
            }
            return 7;
          }
        };
    assertThrows(
        UncheckedIOException.class, () -> new SnapshotUpload(torn).over(channel, DEADLINE));
    assertEquals(Status.Code.CANCELLED, broken.get(60, TimeUnit.SECONDS).getCode());
  }

  private static InputStream endless() {
    return new InputStream() {
      @Override
      public int read() {
        return 7;
      }
    };
  }

  private final class Machine extends MachineServiceGrpc.MachineServiceImplBase {
    @Override
    public StreamObserver<Data> etcdRecover(StreamObserver<EtcdRecoverResponse> caller) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      return new StreamObserver<>() {
        private boolean refused;

        @Override
        public void onNext(Data piece) {
          bytes.writeBytes(piece.getBytes().toByteArray());
          if (bytes.size() > refuseAfter && !refused) {
            refused = true;
            caller.onError(
                Status.INTERNAL.withDescription("no space left on device").asRuntimeException());
          }
        }

        @Override
        public void onError(Throwable error) {
          broken.complete(Status.fromThrowable(error));
        }

        @Override
        public void onCompleted() {
          taken.complete(bytes.toByteArray());
          caller.onNext(EtcdRecoverResponse.getDefaultInstance());
          caller.onCompleted();
        }
      };
    }
  }
}
