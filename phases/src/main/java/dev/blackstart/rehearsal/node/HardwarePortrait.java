package dev.blackstart.rehearsal.node;

import static dev.blackstart.rehearsal.node.Portrait.yaml;

import dev.blackstart.rehearsal.node.cosi.Published;
import dev.blackstart.rehearsal.node.cosi.ResourceKind;
import dev.blackstart.rehearsal.node.cosi.ResourceKinds;
import dev.blackstart.rehearsal.node.hardware.Disk;
import dev.blackstart.rehearsal.node.hardware.Hardware;
import dev.talos.api.resource.definitions.block.DiskSpec;
import dev.talos.api.resource.definitions.hardware.MemoryModuleSpec;
import dev.talos.api.resource.definitions.hardware.ProcessorSpec;
import dev.talos.api.resource.definitions.hardware.SystemInformationSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The machine itself and its disks. */
final class HardwarePortrait {
  private static final int SECTOR = 512;

  static final Set<ResourceKind> KINDS =
      Set.of(
          ResourceKinds.DISK,
          ResourceKinds.MEMORY_MODULE,
          ResourceKinds.PROCESSOR,
          ResourceKinds.SYSTEM_INFORMATION);

  private final Hardware hardware;

  HardwarePortrait(Boot boot) {
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
}
