package dev.blackstart.talos;

import com.google.protobuf.ByteString;
import dev.blackstart.cluster.Node;
import dev.blackstart.world.Failure;
import dev.blackstart.world.RenderedConfig;
import dev.talos.api.machine.ApplyConfigurationRequest;
import dev.talos.api.machine.MachineServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Gives a machine in maintenance its config, over a connection of its own with its own pin. */
final class MaintenanceApply {
  private final NodeWatcher watcher;
  private final Duration deadline;

  MaintenanceApply(NodeWatcher watcher, Duration deadline) {
    this.watcher = watcher;
    this.deadline = deadline;
  }

  List<String> apply(RenderedConfig config, Optional<String> fingerprint) {
    Node node = watcher.node();
    PinnedTrust trust = new PinnedTrust(fingerprint);
    ManagedChannel channel = Channels.maintenance(node.address(), watcher.place(), trust);
    try {
      var answer =
          MachineServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS)
              .applyConfiguration(
                  ApplyConfigurationRequest.newBuilder()
                      .setData(ByteString.copyFromUtf8(config.yaml()))
                      .setMode(ApplyConfigurationRequest.Mode.AUTO)
                      .build());
      trust.offeredFingerprint().ifPresent(watcher::tookConfig);
      return answer.getMessagesList().stream()
          .flatMap(message -> message.getWarningsList().stream())
          .toList();
    } catch (StatusRuntimeException refused) {
      throw failure(node, fingerprint, trust, refused);
    } finally {
      channel.shutdownNow();
    }
  }

  private static Failure failure(
      Node node, Optional<String> expected, PinnedTrust trust, StatusRuntimeException refused) {
    Optional<String> offered = trust.offeredFingerprint();
    if (expected.isPresent() && offered.isPresent() && !expected.equals(offered)) {
      return new Failure(
          Failure.Kind.REFUSED,
          node.name()
              + " ("
              + node.address()
              + ") is not the machine that was pinned: expected fingerprint "
              + expected.get()
              + ", offered "
              + offered.get(),
          "compare with the machine's console; if it shows the offered one, write it "
              + node.pin().map(pin -> "at " + pin.at()).orElse("into blackstart.yaml")
              + ", or go on with --accept-new",
          refused);
    }
    return Refusals.failure(node, "did not take its machine config", refused);
  }
}
