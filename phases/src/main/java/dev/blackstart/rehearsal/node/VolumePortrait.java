package dev.blackstart.rehearsal.node;

import static dev.blackstart.rehearsal.node.Portrait.yaml;

import dev.blackstart.rehearsal.node.cosi.Published;
import dev.blackstart.rehearsal.node.cosi.ResourceKind;
import dev.blackstart.rehearsal.node.cosi.ResourceKinds;
import dev.blackstart.rehearsal.node.hardware.Digits;
import dev.blackstart.rehearsal.node.hardware.Disk;
import dev.blackstart.rehearsal.node.hardware.Signature;
import dev.talos.api.resource.definitions.block.DiscoveredVolumeSpec;
import dev.talos.api.resource.definitions.block.SystemDiskSpec;
import dev.talos.api.resource.definitions.block.VolumeStatusSpec;
import dev.talos.api.resource.definitions.enums.BlockFilesystemType;
import dev.talos.api.resource.definitions.enums.BlockVolumePhase;
import dev.talos.api.resource.definitions.enums.BlockVolumeType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is on the disks: Talos's own partitions, and what others left there. */
final class VolumePortrait {
  private static final long MIB = 1L << 20;
  private static final int SECTOR = 512;

  /** Partition types of a GUID partition table: EFI system, and Linux data. */
  private static final String EFI_SYSTEM = "c12a7328-f81f-11d2-ba4b-00a0c93ec93b";

  private static final String LINUX = "0fc63daf-8483-4772-8e79-3d69d8477de4";

  static final Set<ResourceKind> KINDS =
      Set.of(
          ResourceKinds.DISCOVERED_VOLUME, ResourceKinds.SYSTEM_DISK, ResourceKinds.VOLUME_STATUS);

  private final Boot boot;
  private final Media media;

  VolumePortrait(Boot boot) {
    this.boot = boot;
    this.media = boot.node().media();
  }

  /** A partition Talos makes when it installs itself with systemd-boot (1.12). */
  private record Part(String label, long size, String content, BlockFilesystemType filesystem) {}

  private static List<Part> parts(Disk disk) {
    return List.of(
        new Part("EFI", 2101 * MIB, "vfat", BlockFilesystemType.FILESYSTEM_TYPE_VFAT),
        new Part("META", MIB, "talosmeta", BlockFilesystemType.FILESYSTEM_TYPE_NONE),
        new Part("STATE", 100 * MIB, "xfs", BlockFilesystemType.FILESYSTEM_TYPE_XFS),
        new Part(
            "EPHEMERAL", disk.size() - 2204 * MIB, "xfs", BlockFilesystemType.FILESYSTEM_TYPE_XFS));
  }

  List<Published> resources() {
    List<Published> all = new ArrayList<>();
    for (Disk disk : boot.node().hardware().disks()) {
      if (media.systemDisk.filter(disk::equals).isPresent()) {
        installed(disk, all);
      } else {
        left(disk, all);
      }
    }
    return all;
  }

  private void installed(Disk disk, List<Published> all) {
    all.add(
        Published.of(
            ResourceKinds.SYSTEM_DISK,
            "system-disk",
            SystemDiskSpec.newBuilder().setDiskId(disk.name()).setDevPath(disk.path()).build(),
            yaml("diskID", disk.name(), "devPath", disk.path())));
    all.add(whole(disk, new Signature("gpt", "")));
    long offset = MIB;
    int index = 1;
    for (Part part : parts(disk)) {
      all.add(status(disk, part, index));
      Signature found =
          new Signature(part.content(), part.content().equals("xfs") ? part.label() : "");
      all.add(
          partition(
              disk,
              disk.partition(index),
              found,
              part.label(),
              part.label().equals("EFI") ? EFI_SYSTEM : LINUX,
              offset,
              part.size()));
      offset += part.size();
      index++;
    }
  }

  /** A disk that is not Talos's: empty, or with what somebody left on it. */
  private void left(Disk disk, List<Published> all) {
    Map<String, Signature> parts = new LinkedHashMap<>();
    media.leftovers.forEach(
        (device, signature) -> {
          if (disk.hasPart(device)) {
            parts.put(device, signature);
          }
        });
    Signature nothing = new Signature(parts.isEmpty() ? "" : "gpt", "");
    all.add(whole(disk, media.leftovers.getOrDefault(disk.name(), nothing)));
    long size = parts.isEmpty() ? 0 : (disk.size() - 2 * MIB) / parts.size() / MIB * MIB;
    long offset = MIB;
    for (Map.Entry<String, Signature> part : parts.entrySet()) {
      all.add(partition(disk, "/dev/" + part.getKey(), part.getValue(), "", LINUX, offset, size));
      offset += size;
    }
  }

  private Published whole(Disk disk, Signature signature) {
    return discovered(
        DiscoveredVolumeSpec.newBuilder()
            .setType("disk")
            .setDevicePath("/sys/devices" + disk.busPath() + "/block/" + disk.name())
            .setDevPath(disk.path())
            .setSize(disk.size()),
        disk,
        signature);
  }

  private Published partition(
      Disk disk,
      String path,
      Signature signature,
      String label,
      String type,
      long offset,
      long size) {
    String name = path.substring("/dev/".length());
    return discovered(
        DiscoveredVolumeSpec.newBuilder()
            .setType("partition")
            .setDevicePath("/sys/devices" + disk.busPath() + "/block/" + disk.name() + "/" + name)
            .setDevPath(path)
            .setParent(disk.name())
            .setParentDevPath(disk.path())
            .setOffset(offset)
            .setSize(size)
            .setPartitionLabel(label)
            .setPartitionType(type)
            .setPartitionUuid(new Digits(boot.node().hardware().uuid()).uuid("part " + path))
            .setPartitionIndex(Integer.parseInt(path.replaceFirst(".*?(\\d+)$", "$1"))),
        disk,
        signature);
  }

  private Published discovered(
      DiscoveredVolumeSpec.Builder volume, Disk disk, Signature signature) {
    volume.setSectorSize(SECTOR).setIoSize(SECTOR).setName(signature.name());
    volume.setLabel(signature.label()).setPrettySize(Disk.prettySize(volume.getSize()));
    if (!signature.name().isEmpty() && !signature.name().equals("talosmeta")) {
      volume.setUuid(
          new Digits(boot.node().hardware().uuid() + disk.serial()).uuid(volume.getDevPath()));
    }
    switch (signature.name()) {
      case "xfs", "ext4" ->
          volume
              .setBlockSize(SECTOR)
              .setFilesystemBlockSize(4096)
              .setProbedSize(volume.getSize() / 4096 * 4096);
      default -> {}
    }
    DiscoveredVolumeSpec spec = volume.build();
    Map<String, Object> yaml =
        yaml(
            "dev_path", spec.getDevPath(),
            "type", spec.getType(),
            "device_path", spec.getDevicePath(),
            "parent", spec.getParent(),
            "parent_dev_path", spec.getParentDevPath(),
            "offset", spec.getOffset(),
            "size", spec.getSize(),
            "pretty_size", spec.getPrettySize(),
            "sector_size", spec.getSectorSize(),
            "io_size", spec.getIoSize(),
            "name", spec.getName(),
            "uuid", spec.getUuid(),
            "label", spec.getLabel(),
            "block_size", spec.getBlockSize(),
            "filesystem_block_size", spec.getFilesystemBlockSize(),
            "probed_size", spec.getProbedSize(),
            "partition_uuid", spec.getPartitionUuid(),
            "partition_type", spec.getPartitionType(),
            "partition_label", spec.getPartitionLabel(),
            "partition_index", spec.getPartitionIndex());
    yaml.entrySet()
        .removeIf(
            field ->
                !field.getKey().equals("offset")
                    && !field.getKey().equals("name")
                    && List.of("", 0, 0L).contains(field.getValue()));
    return Published.of(
        ResourceKinds.DISCOVERED_VOLUME, spec.getDevPath().substring("/dev/".length()), spec, yaml);
  }

  private static Published status(Disk disk, Part part, int index) {
    return Published.of(
        ResourceKinds.VOLUME_STATUS,
        part.label(),
        VolumeStatusSpec.newBuilder()
            .setPhase(BlockVolumePhase.VOLUME_PHASE_READY)
            .setType(BlockVolumeType.VOLUME_TYPE_PARTITION)
            .setLocation(disk.partition(index))
            .setParentLocation(disk.path())
            .setMountLocation(disk.partition(index))
            .setPartitionIndex(index)
            .setSize(part.size())
            .setFilesystem(part.filesystem())
            .setPrettySize(Disk.prettySize(part.size()))
            .build(),
        yaml(
            "phase", "ready",
            "type", "partition",
            "location", disk.partition(index),
            "mountLocation", disk.partition(index),
            "partitionIndex", index,
            "parentLocation", disk.path(),
            "size", part.size(),
            "prettySize", Disk.prettySize(part.size()),
            "filesystem",
                part.filesystem() == BlockFilesystemType.FILESYSTEM_TYPE_NONE
                    ? "none"
                    : part.content()));
  }
}
