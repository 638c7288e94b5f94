package dev.blackstart.talos;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Timestamp;
import dev.blackstart.machineconfig.pki.CertificateAuthority;
import dev.blackstart.machineconfig.pki.IssuedCertificate;
import dev.talos.api.common.Data;
import dev.talos.api.cosi.resource.GetRequest;
import dev.talos.api.cosi.resource.GetResponse;
import dev.talos.api.cosi.resource.ListRequest;
import dev.talos.api.cosi.resource.ListResponse;
import dev.talos.api.cosi.resource.Metadata;
import dev.talos.api.cosi.resource.Resource;
import dev.talos.api.cosi.resource.Spec;
import dev.talos.api.cosi.resource.StateGrpc;
import dev.talos.api.cosi.resource.WatchRequest;
import dev.talos.api.cosi.resource.WatchResponse;
import dev.talos.api.machine.ApplyConfiguration;
import dev.talos.api.machine.ApplyConfigurationRequest;
import dev.talos.api.machine.ApplyConfigurationResponse;
import dev.talos.api.machine.Bootstrap;
import dev.talos.api.machine.BootstrapRequest;
import dev.talos.api.machine.BootstrapResponse;
import dev.talos.api.machine.EtcdMember;
import dev.talos.api.machine.EtcdMemberListRequest;
import dev.talos.api.machine.EtcdMemberListResponse;
import dev.talos.api.machine.EtcdMembers;
import dev.talos.api.machine.Event;
import dev.talos.api.machine.EventsRequest;
import dev.talos.api.machine.LogsRequest;
import dev.talos.api.machine.MachineServiceGrpc;
import dev.talos.api.machine.ServiceHealth;
import dev.talos.api.machine.ServiceInfo;
import dev.talos.api.machine.ServiceList;
import dev.talos.api.machine.ServiceListResponse;
import dev.talos.api.machine.Version;
import dev.talos.api.machine.VersionInfo;
import dev.talos.api.machine.VersionResponse;
import dev.talos.api.time.Time;
import dev.talos.api.time.TimeResponse;
import dev.talos.api.time.TimeServiceGrpc;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A Talos API that says what a test tells it to say, one server at a time on one port. */
final class ScriptedNode implements AutoCloseable {
  /** By its own clock every resource changed at this second. */
  static final long UPDATED = 100;

  final Map<String, MessageLite> resources = new ConcurrentHashMap<>();
  final List<ServiceInfo> services = new CopyOnWriteArrayList<>();
  final List<String> applied = new CopyOnWriteArrayList<>();
  volatile Optional<Status> bootstrapAnswer = Optional.empty();
  volatile byte[] kubeconfig = new byte[0];
  volatile Consumer<StreamObserver<Data>> log = StreamObserver::onCompleted;
  private final List<Event> recent = new ArrayList<>();
  private final List<StreamObserver<Event>> events = new CopyOnWriteArrayList<>();
  private final List<StreamObserver<WatchResponse>> watches = new CopyOnWriteArrayList<>();
  private Server server;
  private InetSocketAddress place = new InetSocketAddress("127.0.0.1", 0);

  InetSocketAddress place() {
    return place;
  }

  /** Serves as a machine in maintenance. */
  void maintain(IssuedCertificate certificate) throws IOException {
    serve(
        GrpcSslContexts.configure(
            SslContextBuilder.forServer(certificate.key(), certificate.certificate()),
            SslProvider.JDK));
  }

  /** Serves as a configured node that lets in whom this authority issued a certificate. */
  void serve(IssuedCertificate certificate, CertificateAuthority clients) throws IOException {
    serve(
        GrpcSslContexts.configure(
                SslContextBuilder.forServer(certificate.key(), certificate.certificate()),
                SslProvider.JDK)
            .trustManager(clients.certificate())
            .clientAuth(ClientAuth.REQUIRE));
  }

  private void serve(SslContextBuilder tls) throws IOException {
    silence();
    server =
        NettyServerBuilder.forAddress(place)
            .sslContext(tls.build())
            .directExecutor()
            .addService(new Machine())
            .addService(new Cosi())
            .addService(new Clock())
            .build()
            .start();
    place = new InetSocketAddress("127.0.0.1", server.getPort());
  }

  /** Refuses connections until it serves again. */
  void silence() {
    if (server != null) {
      server.shutdownNow();
      try {
        server.awaitTermination();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  void change(String type, String id, MessageLite content) {
    resources.put(type + "/" + id, content);
    watches.forEach(watch -> send(watch, changed(content)));
  }

  void tell(String message, MessageLite event) {
    String type = "talos/runtime/machine." + message;
    Any data = Any.newBuilder().setTypeUrl(type).setValue(event.toByteString()).build();
    Event told = Event.newBuilder().setId("x").setData(data).build();
    synchronized (recent) {
      recent.add(told);
      events.forEach(stream -> send(stream, told));
    }
  }

  private static <T> void send(StreamObserver<T> caller, T value) {
    if (!((ServerCallStreamObserver<T>) caller).isCancelled()) {
      caller.onNext(value);
    }
  }

  static ServiceInfo service(String id, String state, boolean healthy) {
    return ServiceInfo.newBuilder()
        .setId(id)
        .setState(state)
        .setHealth(ServiceHealth.newBuilder().setHealthy(healthy))
        .build();
  }

  @Override
  public void close() {
    silence();
  }

  private static <T> void answer(StreamObserver<T> caller, T value) {
    caller.onNext(value);
    caller.onCompleted();
  }

  private static Resource resource(MessageLite content) {
    return Resource.newBuilder()
        .setMetadata(Metadata.newBuilder().setUpdated(Timestamp.newBuilder().setSeconds(UPDATED)))
        .setSpec(Spec.newBuilder().setProtoSpec(content.toByteString()))
        .build();
  }

  private static WatchResponse changed(MessageLite content) {
    var event = dev.talos.api.cosi.resource.Event.newBuilder().setResource(resource(content));
    return WatchResponse.newBuilder().addEvent(event).build();
  }

  private final class Machine extends MachineServiceGrpc.MachineServiceImplBase {
    @Override
    public void version(Empty request, StreamObserver<VersionResponse> caller) {
      VersionInfo.Builder tag = VersionInfo.newBuilder().setTag("v1.12.11");
      Version version = Version.newBuilder().setVersion(tag).build();
      answer(caller, VersionResponse.newBuilder().addMessages(version).build());
    }

    @Override
    public void serviceList(Empty request, StreamObserver<ServiceListResponse> caller) {
      ServiceList list = ServiceList.newBuilder().addAllServices(services).build();
      answer(caller, ServiceListResponse.newBuilder().addMessages(list).build());
    }

    @Override
    public void events(EventsRequest request, StreamObserver<Event> caller) {
      ((ServerCallStreamObserver<Event>) caller).setOnCancelHandler(() -> events.remove(caller));
      caller.onNext(Event.newBuilder().setId("hello").build());
      synchronized (recent) {
        recent.forEach(caller::onNext);
        events.add(caller);
      }
    }

    @Override
    public void applyConfiguration(
        ApplyConfigurationRequest request, StreamObserver<ApplyConfigurationResponse> caller) {
      applied.add(request.getMode() + " " + request.getData().toStringUtf8());
      answer(
          caller,
          ApplyConfigurationResponse.newBuilder()
              .addMessages(ApplyConfiguration.newBuilder().addWarnings("use worker"))
              .build());
    }

    @Override
    public void bootstrap(BootstrapRequest request, StreamObserver<BootstrapResponse> caller) {
      if (bootstrapAnswer.isPresent()) {
        caller.onError(bootstrapAnswer.get().asRuntimeException());
      } else {
        Bootstrap done = Bootstrap.getDefaultInstance();
        answer(caller, BootstrapResponse.newBuilder().addMessages(done).build());
      }
    }

    @Override
    public void etcdMemberList(
        EtcdMemberListRequest request, StreamObserver<EtcdMemberListResponse> caller) {
      EtcdMember member =
          EtcdMember.newBuilder()
              .setId(0xFEDC_BA98_7654_3210L)
              .setHostname("cp-1")
              .addPeerUrls("https://10.25.11.11:2380")
              .build();
      answer(
          caller,
          EtcdMemberListResponse.newBuilder()
              .addMessages(EtcdMembers.newBuilder().addMembers(member))
              .build());
    }

    @Override
    public void logs(LogsRequest request, StreamObserver<Data> caller) {
      log.accept(caller);
    }

    @Override
    public void kubeconfig(Empty request, StreamObserver<Data> caller) {
      for (byte part : kubeconfig) {
        caller.onNext(Data.newBuilder().setBytes(ByteString.copyFrom(new byte[] {part})).build());
      }
      caller.onCompleted();
    }
  }

  private final class Cosi extends StateGrpc.StateImplBase {
    @Override
    public void get(GetRequest request, StreamObserver<GetResponse> caller) {
      MessageLite content = resources.get(request.getType() + "/" + request.getId());
      if (content == null) {
        caller.onError(Status.NOT_FOUND.withDescription("doesn't exist").asRuntimeException());
      } else {
        answer(caller, GetResponse.newBuilder().setResource(resource(content)).build());
      }
    }

    @Override
    public void list(ListRequest request, StreamObserver<ListResponse> caller) {
      List<String> names = new ArrayList<>(resources.keySet());
      names.stream()
          .filter(name -> name.startsWith(request.getType() + "/"))
          .sorted()
          .map(name -> ListResponse.newBuilder().setResource(resource(resources.get(name))))
          .forEach(item -> caller.onNext(item.build()));
      caller.onCompleted();
    }

    @Override
    public void watch(WatchRequest request, StreamObserver<WatchResponse> caller) {
      if (!request.hasOptions()) {
        caller.onError(Status.INTERNAL.asRuntimeException());
        return;
      }
      ((ServerCallStreamObserver<WatchResponse>) caller)
          .setOnCancelHandler(() -> watches.remove(caller));
      caller.onNext(WatchResponse.getDefaultInstance());
      caller.onNext(changed(resources.get(request.getType() + "/" + request.getId())));
      watches.add(caller);
    }
  }

  private static final class Clock extends TimeServiceGrpc.TimeServiceImplBase {
    @Override
    public void time(Empty request, StreamObserver<TimeResponse> caller) {
      Time time = Time.newBuilder().setLocaltime(Timestamp.newBuilder().setSeconds(7)).build();
      answer(caller, TimeResponse.newBuilder().addMessages(time).build());
    }
  }
}
