package dev.blackstart.rehearsal.node;

import static dev.blackstart.rehearsal.node.Portrait.yaml;

import dev.blackstart.rehearsal.node.cosi.Published;
import dev.blackstart.rehearsal.node.cosi.ResourceKinds;
import dev.blackstart.rehearsal.node.hardware.Disk;
import dev.blackstart.rehearsal.node.hardware.Hardware;
import dev.talos.api.resource.definitions.block.DiskSpec;
import dev.talos.api.resource.definitions.block.SystemDiskSpec;
import dev.talos.api.resource.definitions.block.VolumeStatusSpec;
import dev.talos.api.resource.definitions.enums.BlockFilesystemType;
import dev.talos.api.resource.definitions.enums.BlockVolumePhase;
import dev.talos.api.resource.definitions.enums.BlockVolumeType;
import dev.talos.api.resource.definitions.hardware.MemoryModuleSpec;
import dev.talos.api.resource.definitions.hardware.ProcessorSpec;
import dev.talos.api.resource.definitions.hardware.SystemInformationSpec;
import java.util.ArrayList;
import java.util.List;

/** The machine itself, its disks and what Talos keeps on them. */
final class HardwarePortrait {
  private static final long MIB = 1L << 20;
  private static final int SECTOR = 512;

  private final Boot boot;
  private final Hardware hardware;

  HardwarePortrait(Boot boot) {
    this.boot = boot;
    this.hardware = boot.node().hardware();
  }

  List<Published> resources() {
    List<Published> all = new ArrayList<>();
    all.add(system());
    all.add(processor());
    for (int slot = 0; slot < 2; slot++) {
      all.add(module(slot));
    }
    hardware.disks().forEach(disk -> all.add(disk(disk)));
    boot.node().media().systemDisk.ifPresent(disk -> installed(disk, all));
    return all;
  }

  private Published system() {
    return Published.of(
        ResourceKinds.SYSTEM_INFORMATION,
        "systeminformation",
        SystemInformationSpec.newBuilder()
            .setManufacturer(hardware.manufacturer())
            .setProductName(hardware.product())
            .setVersion("ThinkCentre M920q")
            .setSerialNumber(hardware.serial())
            .setUuid(hardware.uuid())
            .setWakeUpType("Power Switch")
            .setSkuNumber("LENOVO_MT_10T8")
            .build(),
        yaml(
            "manufacturer", hardware.manufacturer(),
            "productname", hardware.product(),
            "version", "ThinkCentre M920q",
            "serialnumber", hardware.serial(),
            "uuid", hardware.uuid(),
            "wakeUpType", "Power Switch",
            "skuNumber", "LENOVO_MT_10T8"));
  }

  private Published processor() {
    return Published.of(
        ResourceKinds.PROCESSOR,
        "CPU-0",
        ProcessorSpec.newBuilder()
            .setSocket("U3E1")
            .setManufacturer("Intel(R) Corporation")
            .setProductName(hardware.processor())
            .setMaxSpeed(3500)
            .setBootSpeed(2100)
            .setStatus(65)
            .setCoreCount(hardware.cores())
            .setCoreEnabled(hardware.cores())
            .setThreadCount(hardware.threads())
            .build(),
        yaml(
            "socket",
            "U3E1",
            "manufacturer",
            "Intel(R) Corporation",
            "productName",
            hardware.processor(),
            "maxSpeedMhz",
            3500,
            "bootSpeedMhz",
            2100,
            "status",
            65,
            "coreCount",
            hardware.cores(),
            "coreEnabled",
            hardware.cores(),
            "threadCount",
            hardware.threads()));
  }

  private Published module(int slot) {
    String locator = "ChannelA-DIMM" + slot;
    return Published.of(
        ResourceKinds.MEMORY_MODULE,
        locator,
        MemoryModuleSpec.newBuilder()
            .setSize(hardware.memoryMib())
            .setDeviceLocator(locator)
            .setBankLocator("BANK " + slot)
            .setSpeed(2666)
            .setManufacturer("Samsung")
            .build(),
        yaml(
            "sizeMiB",
            hardware.memoryMib(),
            "deviceLocator",
            locator,
            "bankLocator",
            "BANK " + slot,
            "speed",
            2666,
            "manufacturer",
            "Samsung"));
  }

  private static Published disk(Disk disk) {
    return Published.of(
        ResourceKinds.DISK,
        disk.name(),
        DiskSpec.newBuilder()
            .setSize(disk.size())
            .setIoSize(SECTOR)
            .setSectorSize(SECTOR)
            .setReadonly(disk.readOnly())
            .setModel(disk.model())
            .setSerial(disk.serial())
            .setModalias(disk.modalias())
            .setWwid(disk.wwid())
            .setBusPath(disk.busPath())
            .setSubSystem(disk.subsystem())
            .setTransport(disk.transport())
            .setRotational(disk.rotational())
            .setDevPath(disk.path())
            .setPrettySize(disk.prettySize())
            .addAllSymlinks(disk.symlinks())
            .build(),
        yaml(
            "dev_path", disk.path(),
            "size", disk.size(),
            "pretty_size", disk.prettySize(),
            "io_size", SECTOR,
            "sector_size", SECTOR,
            "readonly", disk.readOnly(),
            "cdrom", false,
            "model", disk.model(),
            "serial", disk.serial(),
            "modalias", disk.modalias(),
            "wwid", disk.wwid(),
            "bus_path", disk.busPath(),
            "sub_system", disk.subsystem(),
            "transport", disk.transport(),
            "rotational", disk.rotational(),
            "symlinks", disk.symlinks()));
  }

  private static void installed(Disk disk, List<Published> all) {
    all.add(
        Published.of(
            ResourceKinds.SYSTEM_DISK,
            "system-disk",
            SystemDiskSpec.newBuilder().setDiskId(disk.name()).setDevPath(disk.path()).build(),
            yaml("diskID", disk.name(), "devPath", disk.path())));
    long rest = disk.size() - 2202 * MIB;
    all.add(volume(disk, "EFI", 1, 2101 * MIB, BlockFilesystemType.FILESYSTEM_TYPE_VFAT));
    all.add(volume(disk, "META", 2, MIB, BlockFilesystemType.FILESYSTEM_TYPE_NONE));
    all.add(volume(disk, "STATE", 3, 100 * MIB, BlockFilesystemType.FILESYSTEM_TYPE_XFS));
    all.add(volume(disk, "EPHEMERAL", 4, rest, BlockFilesystemType.FILESYSTEM_TYPE_XFS));
  }

  private static Published volume(
      Disk disk, String label, int index, long size, BlockFilesystemType filesystem) {
    String location = disk.path() + (disk.name().startsWith("nvme") ? "p" : "") + index;
    String pretty = String.format(java.util.Locale.ROOT, "%.0f MB", size / 1e6);
    return Published.of(
        ResourceKinds.VOLUME_STATUS,
        label,
        VolumeStatusSpec.newBuilder()
            .setPhase(BlockVolumePhase.VOLUME_PHASE_READY)
            .setType(BlockVolumeType.VOLUME_TYPE_PARTITION)
            .setLocation(location)
            .setParentLocation(disk.path())
            .setPartitionIndex(index)
            .setSize(size)
            .setFilesystem(filesystem)
            .setPrettySize(pretty)
            .build(),
        yaml(
            "phase", "ready",
            "type", "partition",
            "location", location,
            "parentLocation", disk.path(),
            "partitionIndex", index,
            "size", size,
            "prettySize", pretty));
  }
}
