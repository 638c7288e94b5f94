package dev.blackstart.talos;

import dev.blackstart.cluster.Node;
import dev.blackstart.machineconfig.ConfigMerge;
import dev.blackstart.world.Failure;
import dev.blackstart.world.Machines;
import dev.blackstart.world.NodeOperations;
import dev.blackstart.world.RenderedConfig;
import dev.talos.api.common.Data;
import dev.talos.api.machine.BootstrapRequest;
import dev.talos.api.machine.ReadRequest;
import dev.talos.api.resource.definitions.extensions.Layer;
import dev.talos.api.storage.BlockDeviceWipeDescriptor;
import dev.talos.api.storage.BlockDeviceWipeRequest;
import dev.talos.api.storage.StorageServiceGrpc;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What is asked of configured nodes, over Talos's gRPC API. */
public final class GrpcOperations implements NodeOperations {
  private static final Duration CALL = Duration.ofSeconds(10);
  private static final Duration ACT = Duration.ofSeconds(30);

  /** A disk of zeroes is not asked for, but a slow one takes its time to be cleared. */
  private static final Duration WIPE = Duration.ofMinutes(2);

  private static final String BOOT_ID = "/proc/sys/kernel/random/boot_id";

  private final NodeCalls calls;
  private final PowerActs power;
  private final EtcdUpkeep etcd;

  /**
   * @param machines whose nodes are asked; they stay open
   */
  public GrpcOperations(GrpcMachines machines) {
    this.calls = new NodeCalls(machines);
    this.power = new PowerActs(calls);
    this.etcd = new EtcdUpkeep(calls);
  }

  @Override
  public Optional<String> bootId(Node node) {
    ReadRequest request = ReadRequest.newBuilder().setPath(BOOT_ID).build();
    try {
      String id =
          calls.ask(node, "does not tell its boot", CALL, stub -> first(stub.read(request)));
      return Optional.of(id.strip()).filter(text -> !text.isEmpty());
    } catch (Failure silent) {
      return Optional.empty();
    }
  }

  private static String first(Iterator<Data> pieces) {
    return pieces.hasNext()
        ? LineCutter.cut(pieces.next().getBytes().toString(StandardCharsets.UTF_8))
        : "";
  }

  @Override
  public Applied apply(
      Node node, RenderedConfig config, ApplyMode mode, boolean dryRun, Duration tryTimeout) {
    String asked = "did not take another machine config";
    calls.requireConfigured(node, asked);
    ConfigChange change = new ConfigChange(config, yaml(node));
    return calls.ask(
        node,
        asked,
        ACT,
        stub -> {
          try {
            return stub
                .applyConfiguration(change.request(mode, dryRun, tryTimeout))
                .getMessagesList()
                .stream()
                .findFirst()
                .map(change::answer)
                .orElseThrow(() -> unanswered());
          } catch (StatusRuntimeException refused) {
            throw change.refusal(refused);
          }
        });
  }

  private static StatusRuntimeException unanswered() {
    return Status.DATA_LOSS.withDescription("an answer without content").asRuntimeException();
  }

  @Override
  public RenderedConfig runningConfig(Node node) {
    String yaml = yaml(node);
    String origin = "the config of " + node.name();
    return new RenderedConfig(yaml, ConfigMerge.digest(yaml, origin), List.of(origin));
  }

  private String yaml(Node node) {
    return calls.any(
        node,
        "does not give its machine config",
        channel ->
            Resources.config(new Cosi(channel, CALL))
                .orElseThrow(
                    () ->
                        Status.NOT_FOUND
                            .withDescription("there is none, or one beyond 8 MiB")
                            .asRuntimeException()));
  }

  @Override
  public String reboot(Node node, RebootMode mode) {
    return power.reboot(node, mode);
  }

  @Override
  public String shutdown(Node node, boolean force) {
    return power.shutdown(node, force);
  }

  @Override
  public String reset(Node node, Reset reset) {
    return power.reset(node, reset);
  }

  @Override
  public String upgrade(Node node, String image, boolean stage, boolean force, RebootMode mode) {
    return power.upgrade(node, image, stage, force, mode);
  }

  @Override
  public EtcdStatus etcdStatus(Node node) {
    return etcd.status(node);
  }

  @Override
  public List<EtcdAlarm> etcdAlarms(Node node) {
    return etcd.alarms(node);
  }

  @Override
  public List<EtcdAlarm> disarmEtcdAlarms(Node node) {
    return etcd.disarm(node);
  }

  @Override
  public void defragmentEtcd(Node node) {
    etcd.defragment(node);
  }

  @Override
  public Optional<String> forfeitEtcdLeadership(Node node) {
    return etcd.forfeit(node);
  }

  @Override
  public void leaveEtcd(Node node) {
    etcd.leave(node);
  }

  @Override
  public void removeEtcdMember(Node asked, String member) {
    etcd.remove(asked, member);
  }

  @Override
  public long snapshotEtcd(Node node, OutputStream to) throws IOException {
    return etcd.snapshot(node, to);
  }

  @Override
  public void uploadEtcdSnapshot(Node node, InputStream snapshot) throws IOException {
    etcd.upload(node, snapshot);
  }

  @Override
  public Machines.BootstrapAnswer recoverEtcd(Node node, boolean skipHashCheck) {
    BootstrapRequest request =
        BootstrapRequest.newBuilder()
            .setRecoverEtcd(true)
            .setRecoverSkipHashCheck(skipHashCheck)
            .build();
    return calls.ask(
        node,
        "refused to recover etcd",
        ACT,
        stub -> {
          try {
            stub.bootstrap(request);
            return Machines.BootstrapAnswer.ACCEPTED;
          } catch (StatusRuntimeException refused) {
            if (refused.getStatus().getCode() == Status.Code.ALREADY_EXISTS) {
              return Machines.BootstrapAnswer.ALREADY_BOOTSTRAPPED;
            }
            if (Refusals.bootstrapLater(refused.getStatus())) {
              return Machines.BootstrapAnswer.NOT_YET;
            }
            throw refused;
          }
        });
  }

  @Override
  public Optional<String> schematic(Node node) {
    try {
      return calls.any(
          node,
          "does not tell its extensions",
          channel ->
              new Cosi(channel, CALL)
                  .list(Resources.EXTENSIONS).stream()
                      .map(Layer::getMetadata)
                      .filter(extension -> extension.getName().equals("schematic"))
                      .map(extension -> LineCutter.cut(extension.getVersion()))
                      .findFirst());
    } catch (Failure silent) {
      return Optional.empty();
    }
  }

  @Override
  public List<FoundVolume> volumes(Node node) {
    return calls.any(
        node,
        "does not tell what is on its disks",
        channel ->
            new Cosi(channel, CALL)
                .list(Resources.DISCOVERED_VOLUMES).stream()
                    .map(Resources::volume)
                    .sorted(Comparator.comparing(FoundVolume::path))
                    .toList());
  }

  @Override
  public void wipeDisks(Node node, List<String> devices) {
    BlockDeviceWipeRequest.Builder request = BlockDeviceWipeRequest.newBuilder();
    for (String device : devices) {
      String name = device.startsWith("/dev/") ? device.substring("/dev/".length()) : device;
      request.addDevices(BlockDeviceWipeDescriptor.newBuilder().setDevice(name));
    }
    calls.any(
        node,
        "did not wipe " + String.join(", ", devices),
        channel ->
            StorageServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(WIPE.toMillis(), TimeUnit.MILLISECONDS)
                .blockDeviceWipe(request.build()));
  }
}
