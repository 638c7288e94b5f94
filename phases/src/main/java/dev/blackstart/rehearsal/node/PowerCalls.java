package dev.blackstart.rehearsal.node;

import dev.talos.api.machine.Reboot;
import dev.talos.api.machine.RebootRequest;
import dev.talos.api.machine.RebootResponse;
import dev.talos.api.machine.Reset;
import dev.talos.api.machine.ResetPartitionSpec;
import dev.talos.api.machine.ResetRequest;
import dev.talos.api.machine.ResetResponse;
import dev.talos.api.machine.Rollback;
import dev.talos.api.machine.RollbackResponse;
import dev.talos.api.machine.Shutdown;
import dev.talos.api.machine.ShutdownRequest;
import dev.talos.api.machine.ShutdownResponse;
import dev.talos.api.machine.Upgrade;
import dev.talos.api.machine.UpgradeRequest;
import dev.talos.api.machine.UpgradeResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Calls that end the life of a boot; the answer is sent first (Talos 1.12, v1alpha1_server). Acts
 * only within a turn.
 */
final class PowerCalls {
  private static final Set<String> VOLUMES =
      Set.of(Media.STATE, Media.EPHEMERAL, Media.META, Media.EFI);

  private final Boot boot;

  PowerCalls(Boot boot) {
    this.boot = boot;
  }

  RebootResponse reboot(RebootRequest request) {
    String actor = actor("reboot via API received");
    soon(Sequences.reboot(request.getMode()), actor, false);
    return RebootResponse.newBuilder().addMessages(Reboot.newBuilder().setActorId(actor)).build();
  }

  ShutdownResponse shutdown(ShutdownRequest request) {
    String actor = actor("shutdown via API received");
    soon(Sequences.shutdown(boot, request.getForce()), actor, true);
    return ShutdownResponse.newBuilder()
        .addMessages(Shutdown.newBuilder().setActorId(actor))
        .build();
  }

  /** The system installed before takes the place of the one that runs. */
  RollbackResponse rollback() {
    boot.log("rollback via API received");
    Media media = boot.node().media();
    if (media.systemDisk.isEmpty()) {
      throw Answer.refused(Status.FAILED_PRECONDITION, "system disk not found");
    }
    if (media.previous.isEmpty()) {
      throw refused("previous UKI not found");
    }
    media.rollBack();
    soon(Sequences.reboot(RebootRequest.Mode.DEFAULT), "", true);
    return RollbackResponse.newBuilder().addMessages(Rollback.getDefaultInstance()).build();
  }

  ResetResponse reset(ResetRequest request) {
    String actor = UUID.randomUUID().toString();
    boot.log("reset request received. actorID: " + actor);
    ResetRequest.WipeMode mode = request.getMode();
    List<ResetPartitionSpec> volumes = request.getSystemPartitionsToWipeList();
    if (request.getUserDisksToWipeCount() > 0 && mode == ResetRequest.WipeMode.SYSTEM_DISK) {
      throw refused(
          "reset failed: invalid input, wipe mode SYSTEM_DISK doesn't support UserDisksToWipe"
              + " parameter");
    }
    request.getUserDisksToWipeList().forEach(this::requireUserDisk);
    if (!volumes.isEmpty() && mode == ResetRequest.WipeMode.USER_DISKS) {
      throw refused(
          "reset failed: invalid input, wipe mode USER_DISKS doesn't support"
              + " SystemPartitionsToWipe parameter");
    }
    volumes.forEach(volume -> requireVolume(volume.getLabel()));
    Set<String> wiped =
        volumes.stream()
            .filter(ResetPartitionSpec::getWipe)
            .map(ResetPartitionSpec::getLabel)
            .collect(Collectors.toSet());
    Wipe wipe =
        new Wipe(
            request.getGraceful(),
            request.getReboot(),
            wiped,
            mode != ResetRequest.WipeMode.USER_DISKS,
            mode == ResetRequest.WipeMode.SYSTEM_DISK
                ? List.of()
                : request.getUserDisksToWipeList());
    soon(Sequences.reset(boot, wipe), actor, false);
    return ResetResponse.newBuilder().addMessages(Reset.newBuilder().setActorId(actor)).build();
  }

  UpgradeResponse upgrade(UpgradeRequest request) {
    String actor = UUID.randomUUID().toString();
    boot.log(
        String.format(
            "upgrade request received: staged %s, force %s, reboot mode %s",
            request.getStage(), request.getForce(), request.getRebootMode()));
    InstallerImage image = new InstallerImage(request.getImage());
    boot.log("validating \"" + image.reference() + "\"");
    if (image.version().isEmpty()) {
      throw refused(
          String.format(
              "error validating installer image \"%s\": failed to resolve reference \"%s\": %s:"
                  + " not found",
              image.reference(), image.reference(), image.reference()));
    }
    if (boot.isControlPlane() && !request.getForce() && !request.getPreserve()) {
      EtcdCalls.requireFitForUpgrade(boot);
    }
    boolean kexec = request.getRebootMode() == UpgradeRequest.RebootMode.DEFAULT;
    if (request.getStage()) {
      boot.node().media().stage(image);
      soon(Sequences.stageUpgrade(kexec), actor, false);
    } else {
      soon(Sequences.upgrade(boot, image, kexec), actor, false);
    }
    return UpgradeResponse.newBuilder()
        .addMessages(Upgrade.newBuilder().setAck("Upgrade request received").setActorId(actor))
        .build();
  }

  private void requireVolume(String label) {
    if (label.equals("IMAGECACHE")) {
      throw refused("failed to reset: volume \"IMAGECACHE\" is not located");
    }
    if (!VOLUMES.contains(label)) {
      throw refused(
          String.format(
              "failed to get volume status with label \"%s\": resource"
                  + " VolumeStatuses.block.talos.dev(runtime/%s@undefined) doesn't exist",
              label, label));
    }
  }

  private void requireUserDisk(String path) {
    String problem =
        boot.node().hardware().disks().stream()
            .filter(disk -> disk.path().equals(path))
            .findFirst()
            .map(
                disk -> {
                  if (disk.readOnly()) {
                    return "is readonly";
                  }
                  boolean system = boot.node().media().systemDisk.filter(disk::equals).isPresent();
                  return system ? "is the system disk" : "";
                })
            .orElse("wasn't found");
    if (!problem.isEmpty()) {
      throw refused("reset user disk failed: device " + path + " " + problem);
    }
  }

  private String actor(String what) {
    String actor = UUID.randomUUID().toString();
    boot.log(what + ". actor id: " + actor);
    return actor;
  }

  private void soon(Sequence sequence, String actor, boolean force) {
    boot.after(
        Duration.ofMillis(200), () -> boot.sequencer().run(sequence, actor, force, () -> {}));
  }

  /** An error of Go's without a code. */
  private static StatusRuntimeException refused(String text) {
    return Answer.refused(Status.UNKNOWN, text);
  }
}
