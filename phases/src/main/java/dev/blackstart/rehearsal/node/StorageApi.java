package dev.blackstart.rehearsal.node;

import com.google.protobuf.Empty;
import dev.blackstart.rehearsal.node.hardware.Disk;
import dev.talos.api.storage.BlockDeviceWipe;
import dev.talos.api.storage.BlockDeviceWipeDescriptor;
import dev.talos.api.storage.BlockDeviceWipeRequest;
import dev.talos.api.storage.BlockDeviceWipeResponse;
import dev.talos.api.storage.Disk.DiskType;
import dev.talos.api.storage.Disks;
import dev.talos.api.storage.DisksResponse;
import dev.talos.api.storage.StorageServiceGrpc;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.Optional;

/** {@code storage.StorageService}. */
final class StorageApi extends StorageServiceGrpc.StorageServiceImplBase {
  private final Boot boot;

  StorageApi(Boot boot) {
    this.boot = boot;
  }

  @Override
  public void disks(Empty request, StreamObserver<DisksResponse> caller) {
    Answer.to(
        caller,
        boot,
        () -> {
          Disks.Builder disks = Disks.newBuilder();
          boot.node().hardware().disks().forEach(disk -> disks.addDisks(described(disk)));
          return DisksResponse.newBuilder().addMessages(disks).build();
        });
  }

  @Override
  public void blockDeviceWipe(
      BlockDeviceWipeRequest request, StreamObserver<BlockDeviceWipeResponse> caller) {
    Answer.to(
        caller,
        boot,
        () -> {
          request.getDevicesList().forEach(this::wipe);
          return BlockDeviceWipeResponse.newBuilder()
              .addMessages(BlockDeviceWipe.getDefaultInstance())
              .build();
        });
  }

  private void wipe(BlockDeviceWipeDescriptor device) {
    if (device.getDevice().contains("/")) {
      throw Answer.refused(
          Status.INVALID_ARGUMENT, "invalid blockdevice name " + device.getDevice());
    }
    Optional<Disk> disk =
        boot.node().hardware().disks().stream()
            .filter(one -> one.name().equals(device.getDevice()) || one.hasPart(device.getDevice()))
            .findFirst();
    boolean whole = disk.isPresent() && disk.get().name().equals(device.getDevice());
    if (disk.isEmpty()
        || !(whole || boot.node().media().leftovers.containsKey(device.getDevice()))) {
      throw Answer.refused(
          Status.NOT_FOUND, "blockdevice \"" + device.getDevice() + "\" not found");
    }
    if (disk.get().readOnly()) {
      throw Answer.refused(
          Status.FAILED_PRECONDITION, "blockdevice \"" + device.getDevice() + "\" is read-only");
    }
    if (boot.node().media().systemDisk.equals(disk)) {
      throw Answer.refused(
          Status.FAILED_PRECONDITION,
          "blockdevice \"" + device.getDevice() + "\" is in use by volume \"EPHEMERAL\"");
    }
    if (whole) {
      boot.node().media().wipeLeftovers(disk.get());
    } else {
      boot.node().media().leftovers.remove(device.getDevice());
    }
  }

  private dev.talos.api.storage.Disk described(Disk disk) {
    return dev.talos.api.storage.Disk.newBuilder()
        .setSize(disk.size())
        .setModel(disk.model())
        .setDeviceName(disk.path())
        .setSerial(disk.serial())
        .setModalias(disk.modalias())
        .setWwid(disk.wwid())
        .setType(type(disk))
        .setBusPath(disk.busPath())
        .setSystemDisk(boot.node().media().systemDisk.filter(disk::equals).isPresent())
        .setSubsystem(disk.subsystem())
        .setReadonly(disk.readOnly())
        .build();
  }

  private static DiskType type(Disk disk) {
    return switch (disk.transport()) {
      case "nvme" -> DiskType.NVME;
      case "mmc" -> DiskType.SD;
      case "" -> DiskType.UNKNOWN;
      default -> disk.rotational() ? DiskType.HDD : DiskType.SSD;
    };
  }
}
