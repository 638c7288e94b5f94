package dev.blackstart.rehearsal.node.wire;

import io.grpc.BindableService;
import io.grpc.ServerInterceptors;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The services of a node, as its own port shows them and as other nodes reach them. */
public final class Served {
  private final List<ServerServiceDefinition> outside;
  private final Map<String, ServerMethodDefinition<?, ?>> methods = new HashMap<>();

  private Served(List<ServerServiceDefinition> own, List<ServerServiceDefinition> outside) {
    this.outside = outside;
    own.forEach(
        service ->
            service
                .getMethods()
                .forEach(
                    method ->
                        methods.put(method.getMethodDescriptor().getFullMethodName(), method)));
  }

  /** Maintenance mode: everybody reads, nothing is forwarded. */
  public static Served inMaintenance(List<? extends BindableService> services) {
    return new Served(
        List.of(),
        services.stream()
            .map(
                service ->
                    ServerInterceptors.interceptForward(
                        service.bindService(), new UnimplementedInTalosWords(), Caller.anonymous()))
            .toList());
  }

  /** A configured node: roles by certificate, calls routed between nodes, each one logged. */
  public static Served configured(
      List<? extends BindableService> services, Peers peers, CallLog log) {
    List<ServerServiceDefinition> own =
        services.stream()
            .map(
                service ->
                    ServerInterceptors.interceptForward(
                        service.bindService(), new UnimplementedInTalosWords(), new Access()))
            .toList();
    return new Served(
        own,
        own.stream()
            .map(
                service ->
                    ServerInterceptors.interceptForward(
                        service, log, Caller.byCertificate(), new Routing(peers)))
            .toList());
  }

  public List<ServerServiceDefinition> outside() {
    return outside;
  }

  /** A method as another node's apid calls it. */
  public Optional<ServerMethodDefinition<?, ?>> method(String fullMethodName) {
    return Optional.ofNullable(methods.get(fullMethodName));
  }
}
