package dev.blackstart.talos;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Role;
import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.machineconfig.TalosAccess;
import dev.blackstart.machineconfig.pki.CertificateAuthority;
import dev.blackstart.machineconfig.pki.IssuedCertificate;
import dev.blackstart.machineconfig.pki.Leaf;
import dev.blackstart.run.Fanout;
import dev.blackstart.world.Failure;
import dev.blackstart.world.Machines.Server;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node that answers every call with bytes that mean nothing, or almost something. */
@Timeout(60)
class GarbledNodeTest {
  private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 60);
  private static final Instant NOW = new SystemTimeSource().wall();
  private static final CertificateAuthority OS = CertificateAuthority.os(NOW);
  private static final Node NODE = new Node("cp-1", "10.25.11.11", Role.CONTROL_PLANE);

  private final Random random = new Random(Long.getLong("fuzz.seed", 6));
  private final Fanout fanout = new Fanout();
  private io.grpc.Server server;
  private GrpcMachines machines;
  private GrpcDiagnostics diagnostics;

  @BeforeEach
  void begin() throws Exception {
    IssuedCertificate own =
        OS.issue(Leaf.talosServer("cp-1", List.of("cp-1", NODE.address())), NOW);
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .sslContext(
                GrpcSslContexts.configure(
                        SslContextBuilder.forServer(own.key(), own.certificate()), SslProvider.JDK)
                    .trustManager(OS.certificate())
                    .clientAuth(ClientAuth.REQUIRE)
                    .build())
            .directExecutor()
            .fallbackHandlerRegistry(new Garbling())
            .build()
            .start();
    InetSocketAddress place = new InetSocketAddress("127.0.0.1", server.getPort());
    machines =
        new GrpcMachines(
            List.of(NODE),
            (address, port) -> place,
            () -> TalosAccess.admin(OS, NOW),
            new SystemTimeSource(),
            fanout,
            Duration.ofMillis(100));
    diagnostics = new GrpcDiagnostics(machines);
  }

  @AfterEach
  void end() {
    machines.close();
    fanout.close();
    server.shutdownNow();
  }

  @Test
  void nothingButFailuresComesOfIt() throws Exception {
    List<Callable<?>> questions =
        List.of(
            () -> machines.report(NODE),
            () -> machines.disks(NODE),
            () -> machines.clock(NODE),
            () -> machines.etcdMembers(NODE),
            () -> machines.kubeconfig(NODE, Server.OF_NODE),
            () -> machines.configDigest(NODE),
            () -> diagnostics.services(NODE),
            () -> diagnostics.events(NODE, 5),
            () -> diagnostics.machineConfig(NODE),
            () -> diagnostics.disks(NODE),
            () -> diagnostics.logs(NODE),
            () -> {
              diagnostics.log(NODE, "etcd", 5, false, line -> {});
              return "";
            },
            () -> {
              diagnostics.kernelLog(NODE, false, line -> {});
              return "";
            });
    for (int round = 0; round < ROUNDS; round++) {
      for (Callable<?> question : questions) {
        try {
          question.call();
        } catch (Failure expected) {
          assertTrue(expected.what().lines().count() <= 1, expected.what());
        }
      }
    }
  }

  @Test
  void anArchiveOfAKubeconfigIsReadOrRefused() throws Exception {
    byte[] whole = KubeconfigArchiveTest.archive("apiVersion: v1\n");
    for (int round = 0; round < 3000; round++) {
      byte[] damaged = whole.clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        KubeconfigArchive.read(damaged);
      } catch (IOException expected) {
        assertTrue(!expected.toString().isEmpty());
      }
    }
    for (String size : List.of("-0000000001", "77777777777", "17777777777", "zzzzzzzzzzz")) {
      byte[] tar = new byte[1024];
      System.arraycopy(size.getBytes(StandardCharsets.US_ASCII), 0, tar, 124, 11);
      assertThrows(IOException.class, () -> KubeconfigArchive.read(zipped(tar, 1)), size);
    }
  }

  @Test
  void anArchiveThatGrowsWithoutEndIsRefusedBeforeItIsInMemory() throws Exception {
    byte[] bomb = zipped(new byte[1 << 20], 256);
    assertTrue(bomb.length < 1 << 20);
    assertThrows(IOException.class, () -> KubeconfigArchive.read(bomb));
  }

  private static byte[] zipped(byte[] piece, int times) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < times; i++) {
        zip.write(piece);
      }
    }
    return bytes.toByteArray();
  }

  /** Any method there is, answered with bytes of chance. */
  private final class Garbling extends io.grpc.HandlerRegistry {
    @Override
    public ServerMethodDefinition<?, ?> lookupMethod(String name, String authority) {
      MethodDescriptor<byte[], byte[]> method =
          MethodDescriptor.<byte[], byte[]>newBuilder()
              .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
              .setFullMethodName(name)
              .setRequestMarshaller(new Bytes())
              .setResponseMarshaller(new Bytes())
              .build();
      return ServerMethodDefinition.create(method, new Answer());
    }
  }

  private final class Answer implements ServerCallHandler<byte[], byte[]> {
    @Override
    public ServerCall.Listener<byte[]> startCall(
        ServerCall<byte[], byte[]> call, Metadata headers) {
      call.sendHeaders(new Metadata());
      synchronized (random) {
        for (int i = random.nextInt(3); i >= 0; i--) {
          call.sendMessage(garbage());
        }
        Status[] ends = {Status.OK, Status.UNKNOWN, Status.INTERNAL, Status.DATA_LOSS};
        call.close(
            ends[random.nextInt(ends.length)].withDescription("a\nb\u001b[31m"), new Metadata());
      }
      return new ServerCall.Listener<>() {};
    }

    /** Now and then the tags of a message that could be there, with lengths that cannot. */
    private byte[] garbage() {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      if (bytes.length > 4 && random.nextBoolean()) {
        for (int i = 0; i + 1 < bytes.length; i += 2 + random.nextInt(6)) {
          bytes[i] = (byte) (random.nextInt(6) << 3 | (random.nextBoolean() ? 2 : 0));
          bytes[i + 1] = (byte) random.nextInt(Math.max(1, bytes.length - i - 1));
        }
      }
      return bytes;
    }
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        return new byte[0];
      }
    }
  }
}
