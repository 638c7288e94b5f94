package dev.blackstart.rehearsal.node.wire;

import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** A listener on a node's API port. */
public final class NodeServer {
  /** Talos's limit for a message, both ways. */
  public static final int MESSAGE_LIMIT = 32 << 20;

  private static final int FAREWELL_MS = 300;

  private final Server server;
  private final OpenCalls calls;

  private NodeServer(Server server, OpenCalls calls) {
    this.server = server;
    this.calls = calls;
  }

  /** How the listener proves itself and whom it lets in. */
  public record Tls(SslContext context) {
    /** Asks callers for nothing. */
    public static Tls open(X509Certificate leaf, PrivateKey key) {
      return of(SslContextBuilder.forServer(new NodeKeys(leaf, key)));
    }

    /** Demands a client certificate of one of these CAs. */
    public static Tls mutual(X509Certificate leaf, PrivateKey key, List<X509Certificate> accepted) {
      return of(
          SslContextBuilder.forServer(new NodeKeys(leaf, key))
              .trustManager(new ClientCheck(accepted))
              .clientAuth(ClientAuth.REQUIRE));
    }

    private static Tls of(SslContextBuilder builder) {
      try {
        return new Tls(GrpcSslContexts.configure(builder, SslProvider.JDK).build());
      } catch (SSLException e) {
        throw new IllegalStateException("this Java cannot serve TLS", e);
      }
    }
  }

  /**
   * Opens the port.
   *
   * @throws IOException when the port is taken
   */
  public static NodeServer open(
      InetSocketAddress place, Tls tls, List<ServerServiceDefinition> services, Executor threads)
      throws IOException {
    OpenCalls calls = new OpenCalls();
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(place)
            .sslContext(tls.context())
            .executor(threads)
            .intercept(calls)
            .maxInboundMessageSize(MESSAGE_LIMIT)
            .fallbackHandlerRegistry(new UnknownServices());
    services.forEach(builder::addService);
    return new NodeServer(builder.build().start(), calls);
  }

  /** Takes no new calls and gives those under way a moment; returns at once. */
  public void drain() {
    server.shutdown();
  }

  /**
   * Closes the port; what has been said on streams that ended gets a moment to arrive, then every
   * connection is cut. Returns when the port refuses.
   */
  public void close() {
    server.shutdown();
    try {
      if (!server.awaitTermination(FAREWELL_MS, TimeUnit.MILLISECONDS)) {
        calls.breakOff();
        server.awaitTermination(FAREWELL_MS, TimeUnit.MILLISECONDS);
        server.shutdownNow();
        server.awaitTermination(5, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
