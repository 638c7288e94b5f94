package dev.blackstart.talos;

import dev.blackstart.machineconfig.pki.Certificates;
import dev.blackstart.machineconfig.pki.PrivateKeyPem;
import dev.blackstart.world.TalosCredentials;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/**
 * Channels to nodes. The TLS is the JDK's: gRPC's default, BoringSSL, does not verify the Ed25519
 * certificates of Talos; keys go in as objects, for Netty reads no Ed25519 PEM.
 */
final class Channels {
  static final int API_PORT = 50000;

  /** What Talos itself sends and takes (GRPCMaxMessageSize). */
  private static final int LARGEST_MESSAGE = 32 << 20;

  /** More often than every five minutes a Talos node answers with too_many_pings. */
  private static final int KEEPALIVE_MINUTES = 6;

  private Channels() {}

  /** To a machine in maintenance, known by its key alone. */
  static ManagedChannel maintenance(String address, InetSocketAddress place, PinnedTrust trust) {
    return channel(address, place, client().trustManager(trust));
  }

  /** To a configured node, with mutual TLS; its certificate must name its address. */
  static ManagedChannel configured(
      String address, InetSocketAddress place, TalosCredentials credentials) {
    X509Certificate[] chain =
        Certificates.readAll(credentials.certificate()).toArray(X509Certificate[]::new);
    return channel(
        address,
        place,
        client()
            .trustManager(Certificates.read(credentials.ca()))
            .keyManager(PrivateKeyPem.read(credentials.key()), chain));
  }

  private static SslContextBuilder client() {
    return GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK);
  }

  private static ManagedChannel channel(
      String address, InetSocketAddress place, SslContextBuilder tls) {
    SslContext context;
    try {
      context = tls.build();
    } catch (SSLException e) {
      throw new IllegalStateException("this Java cannot do TLS with these keys", e);
    }
    String host = address.contains(":") ? "[" + address + "]" : address;
    return NettyChannelBuilder.forAddress(place)
        .sslContext(context)
        .overrideAuthority(host + ":" + API_PORT)
        .maxInboundMessageSize(LARGEST_MESSAGE)
        .keepAliveTime(KEEPALIVE_MINUTES, TimeUnit.MINUTES)
        .directExecutor()
        .build();
  }
}
