package dev.blackstart.rehearsal.node;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import dev.blackstart.machineconfig.pki.CertificateAuthority;
import dev.blackstart.machineconfig.pki.IssuedCertificate;
import dev.blackstart.machineconfig.pki.Leaf;
import dev.talos.api.cosi.resource.GetRequest;
import dev.talos.api.cosi.resource.Resource;
import dev.talos.api.cosi.resource.StateGrpc;
import dev.talos.api.machine.ApplyConfiguration;
import dev.talos.api.machine.ApplyConfigurationRequest;
import dev.talos.api.machine.BootstrapRequest;
import dev.talos.api.machine.MachineServiceGrpc;
import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.MetadataUtils;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** A Talos API client as small as a test needs. */
final class TalosClient implements AutoCloseable {
  final ManagedChannel channel;

  private TalosClient(SimulatedNode node, SslContextBuilder tls) {
    try {
      channel =
          NettyChannelBuilder.forAddress(node.place())
              .sslContext(GrpcSslContexts.configure(tls, SslProvider.JDK).build())
              .maxInboundMessageSize(32 << 20)
              .build();
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Trusts any server, shows nothing. */
  static TalosClient inMaintenance(SimulatedNode node) {
    return new TalosClient(node, SslContextBuilder.forClient().trustManager(trustAll()));
  }

  static TalosClient of(
      SimulatedNode node, CertificateAuthority authority, String role, Instant now) {
    IssuedCertificate own = authority.issue(Leaf.talosClient(role), now);
    return of(node, authority, own);
  }

  static TalosClient of(SimulatedNode node, CertificateAuthority authority, IssuedCertificate own) {
    return new TalosClient(
        node,
        SslContextBuilder.forClient()
            .trustManager(authority.certificate())
            .keyManager(own.key(), own.certificate()));
  }

  MachineServiceGrpc.MachineServiceBlockingStub machine() {
    return bounded(MachineServiceGrpc.newBlockingStub(channel));
  }

  /** The same through this node to others. */
  MachineServiceGrpc.MachineServiceBlockingStub machine(String key, String... targets) {
    return machine().withInterceptors(to(key, targets));
  }

  StateGrpc.StateBlockingStub state() {
    return bounded(StateGrpc.newBlockingStub(channel));
  }

  <S extends AbstractStub<S>> S bounded(S stub) {
    return stub.withDeadlineAfter(60, TimeUnit.SECONDS);
  }

  static ClientInterceptor to(String key, String... targets) {
    Metadata headers = new Metadata();
    for (String target : targets) {
      headers.put(Metadata.Key.of(key, Metadata.ASCII_STRING_MARSHALLER), target);
    }
    return MetadataUtils.newAttachHeadersInterceptor(headers);
  }

  ApplyConfiguration apply(String yaml) {
    return apply(yaml, ApplyConfigurationRequest.Mode.AUTO);
  }

  ApplyConfiguration apply(String yaml, ApplyConfigurationRequest.Mode mode) {
    return machine()
        .applyConfiguration(
            ApplyConfigurationRequest.newBuilder()
                .setData(ByteString.copyFromUtf8(yaml))
                .setMode(mode)
                .build())
        .getMessages(0);
  }

  void bootstrap() {
    machine().bootstrap(BootstrapRequest.getDefaultInstance());
  }

  String version() {
    return machine().version(Empty.getDefaultInstance()).getMessages(0).getVersion().getTag();
  }

  Resource get(String namespace, String type, String id) {
    return state()
        .get(GetRequest.newBuilder().setNamespace(namespace).setType(type).setId(id).build())
        .getResource();
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  static TrustManager trustAll() {
    return new X509ExtendedTrustManager() {
      @Override
      public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

      @Override
      public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

      @Override
      public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

      @Override
      public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

      @Override
      public void checkClientTrusted(X509Certificate[] chain, String type) {}

      @Override
      public void checkServerTrusted(X509Certificate[] chain, String type) {}

      @Override
      public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
      }
    };
  }
}
