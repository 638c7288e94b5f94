package dev.blackstart.talos;

import com.google.protobuf.Empty;
import dev.blackstart.cluster.Node;
import dev.blackstart.machineconfig.ConfigMerge;
import dev.blackstart.machineconfig.pki.LenientCertificateFactory;
import dev.blackstart.run.Fanout;
import dev.blackstart.world.Failure;
import dev.blackstart.world.Kubeconfig;
import dev.blackstart.world.MachineReport;
import dev.blackstart.world.MachineReport.Reach;
import dev.blackstart.world.Machines;
import dev.blackstart.world.RenderedConfig;
import dev.blackstart.world.Signal;
import dev.blackstart.world.TalosCredentials;
import dev.blackstart.world.TimeSource;
import dev.talos.api.common.Data;
import dev.talos.api.machine.BootstrapRequest;
import dev.talos.api.machine.EtcdMemberListRequest;
import dev.talos.api.machine.MachineServiceGrpc;
import dev.talos.api.resource.config.MachineConfigSpec;
import dev.talos.api.resource.definitions.block.DiskSpec;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** The machines over Talos's gRPC API. */
public final class GrpcMachines implements Machines {
  private static final int KUBERNETES_PORT = 6443;
  private static final Duration CALL = Duration.ofSeconds(10);
  private static final Duration ACT = Duration.ofSeconds(30);
  private static final int LOOKS_PER_QUESTION = 20;
  private static final Duration FIRST_LOOK = Duration.ofSeconds(10);

  private final Map<String, NodeWatcher> watchers = new LinkedHashMap<>();
  private final List<Future<?>> running = new ArrayList<>();
  private final Signal changes = new Signal();
  private final Dialer dialer;
  private final TimeSource time;
  private final Fanout fanout;

  /**
   * @param nodes all nodes of the cluster; looking at one begins to look at all
   * @param credentials for configured nodes; asked for when one is met, and after a failure again,
   *     twenty pauses later at the earliest
   * @param longestPause wall time between two looks at a node that does not answer
   */
  public GrpcMachines(
      List<Node> nodes,
      Dialer dialer,
      Supplier<TalosCredentials> credentials,
      TimeSource time,
      Fanout fanout,
      Duration longestPause) {
    LenientCertificateFactory.install();
    this.dialer = dialer;
    this.time = time;
    this.fanout = fanout;
    Supplier<TalosCredentials> once =
        new Remembered<>(credentials, time, longestPause.multipliedBy(LOOKS_PER_QUESTION));
    for (Node node : nodes) {
      watchers.put(
          node.address(),
          new NodeWatcher(
              node,
              dialer.at(node.address(), Channels.API_PORT),
              once,
              time,
              longestPause,
              new NodeKnowledge(node, time, changes)));
    }
  }

  @Override
  public MachineReport report(Node node) {
    watchAll();
    NodeKnowledge knowledge = watcher(node).knowledge();
    try {
      knowledge.awaitSettled(FIRST_LOOK);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return knowledge.report();
  }

  private synchronized void watchAll() {
    if (running.isEmpty()) {
      watchers.values().forEach(watcher -> running.add(fanout.background(watcher)));
    }
  }

  @Override
  public Signal changes() {
    return changes;
  }

  @Override
  public List<String> apply(Node node, RenderedConfig config, Optional<String> fingerprint) {
    try (TimeSource.Work work = time.working("talos apply " + node.name())) {
      return new MaintenanceApply(watcher(node), ACT).apply(config, fingerprint);
    }
  }

  @Override
  public BootstrapAnswer bootstrap(Node node) {
    try (TimeSource.Work work = time.working("talos bootstrap " + node.name())) {
      machine(configured(node), ACT).bootstrap(BootstrapRequest.getDefaultInstance());
      return BootstrapAnswer.ACCEPTED;
    } catch (StatusRuntimeException refused) {
      if (refused.getStatus().getCode() == Status.Code.ALREADY_EXISTS) {
        return BootstrapAnswer.ALREADY_BOOTSTRAPPED;
      }
      if (Refusals.bootstrapLater(refused.getStatus())) {
        watcher(node).knowledge().note("bootstrap: " + Refusals.words(refused.getStatus()));
        return BootstrapAnswer.NOT_YET;
      }
      throw Refusals.failure(node, "refused to bootstrap etcd", refused);
    }
  }

  @Override
  public List<EtcdMember> etcdMembers(Node node) {
    Optional<ManagedChannel> channel = ours(node);
    if (channel.isEmpty()) {
      return List.of();
    }
    try (TimeSource.Work work = time.working("talos etcd members " + node.name())) {
      return machine(channel.get(), CALL)
          .etcdMemberList(EtcdMemberListRequest.getDefaultInstance())
          .getMessagesList()
          .stream()
          .flatMap(answer -> answer.getMembersList().stream())
          .map(
              member ->
                  new EtcdMember(
                      HexFormat.of().toHexDigits(member.getId()),
                      member.getHostname(),
                      List.copyOf(member.getPeerUrlsList()),
                      member.getIsLearner()))
          .toList();
    } catch (StatusRuntimeException refused) {
      if (refused.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
        throw Refusals.failure(node, "has no etcd", refused);
      }
      return List.of();
    }
  }

  @Override
  public Kubeconfig kubeconfig(Node node, Server server) {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try (TimeSource.Work work = time.working("talos kubeconfig " + node.name())) {
      Iterator<Data> frames = machine(configured(node), ACT).kubeconfig(Empty.getDefaultInstance());
      while (frames.hasNext()) {
        frames.next().getBytes().writeTo(archive);
      }
      String kubeconfig = KubeconfigArchive.read(archive.toByteArray());
      return new Kubeconfig(
          switch (server) {
            case OF_CLUSTER -> kubeconfig;
            case OF_NODE ->
                ServerRewrite.to(kubeconfig, dialer.at(node.address(), KUBERNETES_PORT));
          });
    } catch (StatusRuntimeException refused) {
      throw Refusals.failure(node, "gave no kubeconfig", refused);
    } catch (IOException unreadable) {
      throw new Failure(
          Failure.Kind.REFUSED,
          node.name() + " gave a kubeconfig that cannot be read: " + unreadable.getMessage(),
          "see what talosctl makes of it: talosctl -n " + node.address() + " kubeconfig -",
          unreadable);
    }
  }

  @Override
  public List<Disk> disks(Node node) {
    return this.<List<DiskSpec>>read(node, cosi -> cosi.list(Resources.DISKS))
        .orElse(List.of())
        .stream()
        .map(Resources::disk)
        .toList();
  }

  @Override
  public Optional<Clock> clock(Node node) {
    Reach reach = report(node).reach();
    NodeWatcher watcher = watcher(node);
    try (TimeSource.Work work = time.working("talos clock " + node.name())) {
      return watcher
          .channel()
          .map(channel -> new NodeClock(channel, CALL))
          .flatMap(clock -> reach == Reach.OURS ? clock.told() : clock.stamped(watcher.offered()));
    }
  }

  @Override
  public Optional<String> configDigest(Node node) {
    if (ours(node).isEmpty()) {
      return Optional.empty();
    }
    return this.<Optional<MachineConfigSpec>>read(
            node, cosi -> cosi.get(Resources.MACHINE_CONFIG, "v1alpha1"))
        .flatMap(config -> config)
        .map(config -> config.getYamlMarshalled().toStringUtf8())
        .map(yaml -> ConfigMerge.digest(yaml, "the config of " + node.name()));
  }

  private interface Reading<T> {
    T of(Cosi cosi);
  }

  /** Empty when the node does not answer, in maintenance or configured. */
  private <T> Optional<T> read(Node node, Reading<T> reading) {
    report(node);
    Optional<ManagedChannel> channel = watcher(node).channel();
    if (channel.isEmpty()) {
      return Optional.empty();
    }
    try (TimeSource.Work work = time.working("talos read " + node.name())) {
      return Optional.of(reading.of(new Cosi(channel.get(), CALL)));
    } catch (StatusRuntimeException refused) {
      return Optional.empty();
    }
  }

  private Optional<ManagedChannel> ours(Node node) {
    return report(node).reach() == Reach.OURS ? watcher(node).channel() : Optional.empty();
  }

  private ManagedChannel configured(Node node) {
    return ours(node).orElseThrow(() -> cannotBeAsked(node, Status.UNAVAILABLE));
  }

  private Failure cannotBeAsked(Node node, Status why) {
    return Refusals.failure(
        node, "cannot be asked", why.withDescription(report(node).note()).asRuntimeException());
  }

  /**
   * The channel to a node that answers, in maintenance or configured.
   *
   * @throws Failure UNREACHABLE, REFUSED when it is another cluster's
   */
  ManagedChannel answering(Node node) {
    return present(node, NodeWatcher::channel);
  }

  TimeSource.Work working(String what) {
    return time.working(what);
  }

  /** A channel of its own, which the caller closes; as {@link #answering}. */
  ManagedChannel another(Node node) {
    return present(node, NodeWatcher::another);
  }

  private ManagedChannel present(
      Node node, Function<NodeWatcher, Optional<ManagedChannel>> channel) {
    boolean foreign = report(node).reach() == Reach.FOREIGN;
    Status none = foreign ? Status.PERMISSION_DENIED : Status.UNAVAILABLE;
    return (foreign ? Optional.<ManagedChannel>empty() : channel.apply(watcher(node)))
        .orElseThrow(() -> cannotBeAsked(node, none));
  }

  private static MachineServiceGrpc.MachineServiceBlockingStub machine(
      ManagedChannel channel, Duration deadline) {
    return MachineServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS);
  }

  private NodeWatcher watcher(Node node) {
    NodeWatcher watcher = watchers.get(node.address());
    if (watcher == null) {
      throw new IllegalArgumentException("no node " + node.address() + " in this cluster");
    }
    return watcher;
  }

  @Override
  public synchronized void close() {
    running.forEach(watching -> watching.cancel(true));
  }
}
