package dev.blackstart.talos;

import com.google.protobuf.Empty;
import dev.blackstart.cluster.Node;
import dev.blackstart.machineconfig.secrets.MaskedConfig;
import dev.blackstart.template.yaml.YamlProblem;
import dev.blackstart.world.Failure;
import dev.blackstart.world.MachineReport.Reach;
import dev.blackstart.world.NodeDiagnostics;
import dev.talos.api.common.ContainerDriver;
import dev.talos.api.common.Data;
import dev.talos.api.machine.DmesgRequest;
import dev.talos.api.machine.Event;
import dev.talos.api.machine.EventsRequest;
import dev.talos.api.machine.LogsRequest;
import dev.talos.api.machine.MachineServiceGrpc;
import dev.talos.api.machine.MachineServiceGrpc.MachineServiceBlockingStub;
import dev.talos.api.resource.definitions.block.SystemDiskSpec;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What nodes tell of themselves over Talos's gRPC API. What is read at once goes over the channel
 * the machines are watched on; what is followed has one of its own, which lasts as long as it is
 * wanted.
 */
public final class GrpcDiagnostics implements NodeDiagnostics {
  private static final Duration CALL = Duration.ofSeconds(10);
  private static final Duration LONG_READ = Duration.ofSeconds(30);

  /** A list of services or a piece of a log; Talos sends pieces of a kilobyte. */
  private static final int LARGEST_MESSAGE = 1 << 20;

  private static final String SYSTEM = "system";

  private final GrpcMachines machines;

  /**
   * @param machines whose nodes are asked; they stay open when this is closed
   */
  public GrpcDiagnostics(GrpcMachines machines) {
    this.machines = machines;
  }

  @Override
  public List<Service> services(Node node) {
    return ask(
        node,
        "does not tell its services",
        channel -> ServiceReports.of(machine(channel).serviceList(Empty.getDefaultInstance())));
  }

  @Override
  public List<String> logs(Node node) {
    return ask(
        node,
        "does not tell what logs it has",
        channel ->
            machine(channel).logsContainers(Empty.getDefaultInstance()).getMessagesList().stream()
                .flatMap(each -> each.getIdsList().stream())
                .map(LineCutter::cut)
                .sorted()
                .toList());
  }

  @Override
  public List<NodeDisk> disks(Node node) {
    return ask(
        node,
        "does not tell its disks",
        channel -> {
          Cosi cosi = new Cosi(channel, CALL);
          Optional<String> system =
              cosi.get(Resources.SYSTEM_DISK, "system-disk").map(SystemDiskSpec::getDevPath);
          return cosi.list(Resources.DISKS).stream()
              .map(Resources::disk)
              .map(disk -> new NodeDisk(disk, system.filter(disk.path()::equals).isPresent()))
              .sorted(Comparator.comparing(each -> each.disk().path()))
              .toList();
        });
  }

  @Override
  public String machineConfig(Node node) {
    String yaml =
        ask(
            node,
            "does not give its machine config",
            channel ->
                Resources.config(new Cosi(channel, CALL))
                    .orElseThrow(() -> unreadable(node, "none, or one beyond 8 MiB")));
    try {
      return MaskedConfig.of(yaml, "the config of " + node.name());
    } catch (YamlProblem problem) {
      // The problem's own words may quote what stands there.
      throw unreadable(node, "line " + problem.mark().line() + " is no YAML");
    }
  }

  private static Failure unreadable(Node node, String why) {
    return new Failure(
        Failure.Kind.REFUSED,
        node.name() + " has no machine config that can be shown: " + why,
        "see what talosctl makes of it: talosctl -n " + node.address() + " get machineconfig");
  }

  @Override
  public List<NodeEvent> events(Node node, int newest) throws InterruptedException {
    ManagedChannel channel = machines.answering(node);
    RecentEvents recent = new RecentEvents(newest);
    MachineServiceGrpc.newStub(channel)
        .withMaxInboundMessageSize(LARGEST_MESSAGE)
        .withDeadlineAfter(LONG_READ.toMillis(), TimeUnit.MILLISECONDS)
        .events(EventsRequest.newBuilder().setTailEvents(newest).build(), recent);
    try {
      return recent.await(CALL).stream().map(EventReports::of).flatMap(Optional::stream).toList();
    } catch (StatusRuntimeException refused) {
      throw failure(node, "does not tell its events", refused);
    }
  }

  @Override
  public void followEvents(Node node, int newest, Consumer<NodeEvent> events)
      throws InterruptedException {
    EventsRequest request = EventsRequest.newBuilder().setTailEvents(newest).build();
    this.<Event>stream(
        node,
        "does not tell its events",
        true,
        stub -> stub.events(request),
        event -> EventReports.of(event).ifPresent(events));
  }

  @Override
  public void log(Node node, String service, int newest, boolean follow, Consumer<String> lines)
      throws InterruptedException {
    LogsRequest request =
        LogsRequest.newBuilder()
            .setNamespace(SYSTEM)
            .setDriver(ContainerDriver.CONTAINERD)
            .setId(service)
            .setFollow(follow)
            .setTailLines(newest)
            .build();
    LineCutter cutter = new LineCutter(lines);
    this.<Data>stream(
        node,
        "gives no log of " + service,
        follow,
        stub -> stub.logs(request),
        piece -> cutter.take(piece.getBytes()));
    cutter.end();
  }

  @Override
  public void kernelLog(Node node, boolean follow, Consumer<String> lines)
      throws InterruptedException {
    DmesgRequest request = DmesgRequest.newBuilder().setFollow(follow).build();
    LineCutter cutter = new LineCutter(lines);
    this.<Data>stream(
        node,
        "gives no kernel log",
        follow,
        stub -> stub.dmesg(request),
        piece -> cutter.take(piece.getBytes()));
    cutter.end();
  }

  private interface Call<T> {
    Iterator<T> on(MachineServiceBlockingStub stub);
  }

  /** Reads a stream piece by piece: the node sends no faster than they are taken. */
  private <T> void stream(Node node, String asked, boolean follow, Call<T> call, Consumer<T> pieces)
      throws InterruptedException {
    ManagedChannel channel = follow ? machines.another(node) : machines.answering(node);
    Context.CancellableContext context = Context.current().withCancellation();
    Context before = context.attach();
    try {
      MachineServiceBlockingStub stub =
          MachineServiceGrpc.newBlockingStub(channel).withMaxInboundMessageSize(LARGEST_MESSAGE);
      Iterator<T> all =
          call.on(
              follow ? stub : stub.withDeadlineAfter(LONG_READ.toMillis(), TimeUnit.MILLISECONDS));
      while (all.hasNext()) {
        pieces.accept(all.next());
      }
    } catch (StatusRuntimeException ended) {
      if (Thread.interrupted()) {
        throw new InterruptedException("nobody wants it any more");
      }
      throw failure(node, asked, ended);
    } finally {
      context.detach(before);
      context.cancel(null);
      if (follow) {
        channel.shutdownNow();
      }
    }
  }

  private <T> T ask(Node node, String asked, Function<ManagedChannel, T> question) {
    ManagedChannel channel = machines.answering(node);
    try {
      return question.apply(channel);
    } catch (StatusRuntimeException refused) {
      throw failure(node, asked, refused);
    }
  }

  private Failure failure(Node node, String asked, StatusRuntimeException refused) {
    return machines.report(node).reach() == Reach.MAINTENANCE
        ? Refusals.inMaintenance(node, asked, refused)
        : Refusals.failure(node, asked, refused);
  }

  private static MachineServiceBlockingStub machine(ManagedChannel channel) {
    return MachineServiceGrpc.newBlockingStub(channel)
        .withMaxInboundMessageSize(LARGEST_MESSAGE)
        .withDeadlineAfter(CALL.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The channels are the machines', and they close them. */
  @Override
  public void close() {}
}
