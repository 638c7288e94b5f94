package dev.blackstart.rehearsal.node;

import dev.talos.api.machine.Reboot;
import dev.talos.api.machine.RebootRequest;
import dev.talos.api.machine.RebootResponse;
import dev.talos.api.machine.Reset;
import dev.talos.api.machine.ResetPartitionSpec;
import dev.talos.api.machine.ResetRequest;
import dev.talos.api.machine.ResetResponse;
import dev.talos.api.machine.Shutdown;
import dev.talos.api.machine.ShutdownRequest;
import dev.talos.api.machine.ShutdownResponse;
import dev.talos.api.machine.Upgrade;
import dev.talos.api.machine.UpgradeRequest;
import dev.talos.api.machine.UpgradeResponse;
import io.grpc.Status;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Calls that end the life of a boot; the answer is sent first. Acts only within a turn. */
final class PowerCalls {
  private static final Set<String> VOLUMES = Set.of("STATE", "EPHEMERAL", "META", "EFI");

  private final Boot boot;

  PowerCalls(Boot boot) {
    this.boot = boot;
  }

  RebootResponse reboot(RebootRequest request) {
    boolean orderly = request.getMode() != RebootRequest.Mode.FORCE;
    String actor = soon("reboot", Sequences.reboot(orderly), false);
    return RebootResponse.newBuilder().addMessages(Reboot.newBuilder().setActorId(actor)).build();
  }

  ShutdownResponse shutdown(ShutdownRequest request) {
    String actor = soon("shutdown", Sequences.shutdown(request.getForce()), true);
    return ShutdownResponse.newBuilder()
        .addMessages(Shutdown.newBuilder().setActorId(actor))
        .build();
  }

  ResetResponse reset(ResetRequest request) {
    Set<String> labels =
        request.getSystemPartitionsToWipeList().stream()
            .map(ResetPartitionSpec::getLabel)
            .collect(Collectors.toSet());
    boolean systemDisk = request.getMode() != ResetRequest.WipeMode.USER_DISKS;
    if (!systemDisk && !labels.isEmpty()) {
      throw Answer.refused(
          Status.UNKNOWN,
          "reset failed: invalid input, wipe mode USER_DISKS doesn't support"
              + " SystemPartitionsToWipe parameter");
    }
    if (request.getMode() == ResetRequest.WipeMode.SYSTEM_DISK
        && request.getUserDisksToWipeCount() > 0) {
      throw Answer.refused(
          Status.UNKNOWN,
          "reset failed: invalid input, wipe mode SYSTEM_DISK doesn't support UserDisksToWipe"
              + " parameter");
    }
    labels.stream()
        .filter(label -> !VOLUMES.contains(label))
        .findFirst()
        .ifPresent(
            label -> {
              throw Answer.refused(
                  Status.UNKNOWN,
                  "failed to get volume status with label \"" + label + "\": doesn't exist");
            });
    request.getUserDisksToWipeList().forEach(this::requireUserDisk);
    Set<String> wiped =
        request.getSystemPartitionsToWipeList().stream()
            .filter(ResetPartitionSpec::getWipe)
            .map(ResetPartitionSpec::getLabel)
            .collect(Collectors.toSet());
    Wipe wipe =
        new Wipe(
            request.getGraceful(),
            request.getReboot(),
            wiped,
            systemDisk && (labels.isEmpty() || !wiped.isEmpty()));
    String actor = soon("reset", Sequences.reset(boot, wipe), false);
    return ResetResponse.newBuilder().addMessages(Reset.newBuilder().setActorId(actor)).build();
  }

  UpgradeResponse upgrade(UpgradeRequest request) {
    String image = request.getImage();
    String version = image.substring(image.lastIndexOf(':') + 1);
    if (!version.matches("v\\d+\\.\\d+\\.\\d+.*")) {
      throw Answer.refused(
          Status.UNKNOWN,
          "error validating installer image \"" + image + "\": failed to pull image");
    }
    boolean force = request.getForce() || !boot.isControlPlane();
    if (!force && boot.node().media().etcd.map(m -> m.cluster().members().size()).orElse(0) == 2) {
      throw Answer.refused(
          Status.UNKNOWN,
          "error validating etcd for upgrade: etcd member count(2) is insufficient to maintain"
              + " quorum if upgrade commences");
    }
    if (request.getStage()) {
      throw Answer.refused(Status.UNIMPLEMENTED, "staged upgrades are not simulated");
    }
    String actor = soon("upgrade", Sequences.upgrade(version), false);
    return UpgradeResponse.newBuilder()
        .addMessages(Upgrade.newBuilder().setAck("Upgrade request received").setActorId(actor))
        .build();
  }

  private void requireUserDisk(String path) {
    boolean usable =
        boot.node().hardware().disks().stream()
            .filter(disk -> boot.node().media().systemDisk.filter(disk::equals).isEmpty())
            .anyMatch(disk -> disk.path().equals(path) && !disk.readOnly());
    if (!usable) {
      throw Answer.refused(Status.UNKNOWN, "failed to get information about disk " + path);
    }
  }

  private String soon(String name, Sequence sequence, boolean force) {
    String actor = UUID.randomUUID().toString();
    boot.log(name + " via API received. actor id: " + actor);
    boot.after(
        Duration.ofMillis(200), () -> boot.sequencer().run(sequence, actor, force, () -> {}));
    return actor;
  }
}
