package dev.blackstart.rehearsal.node.wire;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;

/** Where a call goes (Talos 1.12 apid): here, to one other node, or to several. */
public final class Routing implements ServerInterceptor {
  private static final Metadata.Key<String> NODE = key("node");
  private static final Metadata.Key<String> NODES = key("nodes");
  private static final Metadata.Key<String> PROXY_FROM = key("proxyfrom");

  private final Peers peers;

  public Routing(Peers peers) {
    this.peers = peers;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    List<String> node = all(headers, NODE);
    List<String> nodes = all(headers, NODES);
    if (headers.containsKey(PROXY_FROM) || (node.isEmpty() && nodes.isEmpty())) {
      return next.startCall(call, headers);
    }
    Status refusal = refusal(call, node, nodes);
    if (!refusal.isOk()) {
      call.close(refusal, new Metadata());
      return new ServerCall.Listener<>() {};
    }
    if (!peers.canForward()) {
      return next.startCall(call, headers);
    }
    Metadata forwarded = new Metadata();
    forwarded.merge(headers);
    forwarded.discardAll(NODE);
    forwarded.discardAll(NODES);
    String authority = call.getAuthority();
    forwarded.put(PROXY_FROM, authority == null ? "" : authority);
    return nodes.isEmpty()
        ? OneToOne.start(peers, node.getFirst(), call, forwarded)
        : OneToMany.start(peers, nodes, call, forwarded);
  }

  private Status refusal(ServerCall<?, ?> call, List<String> node, List<String> nodes) {
    if (!node.isEmpty() && node.size() != 1) {
      return Status.INVALID_ARGUMENT.withDescription("node metadata must be single-valued");
    }
    List<String> targets = new ArrayList<>(nodes.isEmpty() ? node : nodes);
    if (!peers.canForward()) {
      return targets.size() == 1 && peers.isSelf(targets.getFirst())
          ? Status.OK
          : Status.PERMISSION_DENIED.withDescription("no request forwarding");
    }
    if (!nodes.isEmpty() && call.getMethodDescriptor().getFullMethodName().startsWith("cosi.")) {
      return Status.INVALID_ARGUMENT.withDescription(
          "one-2-many proxying is not supported for COSI methods");
    }
    for (String target : targets) {
      if (target.isEmpty() || (target.chars().filter(c -> c == ':').count() == 1)) {
        return Status.INTERNAL.withDescription("invalid target " + '"' + target + '"');
      }
    }
    return Status.OK;
  }

  private static List<String> all(Metadata headers, Metadata.Key<String> key) {
    List<String> values = new ArrayList<>();
    Iterable<String> found = headers.getAll(key);
    if (found != null) {
      found.forEach(values::add);
    }
    return values;
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }
}
