package dev.blackstart.talos;

import dev.blackstart.world.MachineStage;
import dev.blackstart.world.Machines.Disk;
import dev.blackstart.world.NodeOperations.FoundVolume;
import dev.blackstart.world.Waiting;
import dev.talos.api.resource.config.MachineConfigSpec;
import dev.talos.api.resource.definitions.block.DiscoveredVolumeSpec;
import dev.talos.api.resource.definitions.block.DiskSpec;
import dev.talos.api.resource.definitions.block.SystemDiskSpec;
import dev.talos.api.resource.definitions.extensions.Layer;
import dev.talos.api.resource.definitions.runtime.MachineStatusSpec;
import dev.talos.api.resource.definitions.runtime.VersionSpec;
import java.util.List;
import java.util.Optional;

/** The resources we read, and what they say in our words. */
final class Resources {
  static final Cosi.Kind<MachineStatusSpec> MACHINE_STATUS =
      new Cosi.Kind<>("runtime", "MachineStatuses.runtime.talos.dev", MachineStatusSpec.parser());
  static final Cosi.Kind<VersionSpec> VERSION =
      new Cosi.Kind<>("runtime", "Versions.runtime.talos.dev", VersionSpec.parser());
  static final Cosi.Kind<Layer> EXTENSIONS =
      new Cosi.Kind<>("runtime", "ExtensionStatuses.runtime.talos.dev", Layer.parser());
  static final Cosi.Kind<DiskSpec> DISKS =
      new Cosi.Kind<>("runtime", "Disks.block.talos.dev", DiskSpec.parser());
  static final Cosi.Kind<DiscoveredVolumeSpec> DISCOVERED_VOLUMES =
      new Cosi.Kind<>(
          "runtime", "DiscoveredVolumes.block.talos.dev", DiscoveredVolumeSpec.parser());
  static final Cosi.Kind<SystemDiskSpec> SYSTEM_DISK =
      new Cosi.Kind<>("runtime", "SystemDisks.block.talos.dev", SystemDiskSpec.parser());
  static final Cosi.Kind<MachineConfigSpec> MACHINE_CONFIG =
      new Cosi.Kind<>("config", "MachineConfigs.config.talos.dev", MachineConfigSpec.parser());

  private static final int LARGEST_CONFIG = 8 << 20;

  private Resources() {}

  /** The text of the config a node runs; empty when it has none, or one no node could use. */
  static Optional<String> config(Cosi cosi) {
    return cosi.get(MACHINE_CONFIG, "v1alpha1")
        .map(MachineConfigSpec::getYamlMarshalled)
        .filter(text -> text.size() <= LARGEST_CONFIG)
        .map(text -> text.toStringUtf8());
  }

  static NodeKnowledge.Status status(MachineStatusSpec status) {
    return new NodeKnowledge.Status(
        stage(status.getStageValue()), status.getStatus().getReady(), unmet(status));
  }

  private static List<Waiting> unmet(MachineStatusSpec status) {
    return status.getStatus().getUnmetConditionsList().stream()
        .map(condition -> new Waiting(condition.getName(), condition.getReason()))
        .toList();
  }

  /** Numbers as in Talos 1.12 machine.proto; one that came later is unknown to us. */
  static MachineStage stage(int number) {
    return switch (number) {
      case 1 -> MachineStage.BOOTING;
      case 2 -> MachineStage.INSTALLING;
      case 3 -> MachineStage.MAINTENANCE;
      case 4 -> MachineStage.RUNNING;
      case 5 -> MachineStage.REBOOTING;
      case 6 -> MachineStage.SHUTTING_DOWN;
      case 7 -> MachineStage.RESETTING;
      case 8 -> MachineStage.UPGRADING;
      default -> MachineStage.UNKNOWN;
    };
  }

  /** A whole disk is its own; what Talos calls name is the kind of content it found. */
  static FoundVolume volume(DiscoveredVolumeSpec spec) {
    String path = spec.getDevPath();
    return new FoundVolume(
        LineCutter.cut(path),
        LineCutter.cut(spec.getParentDevPath().isEmpty() ? path : spec.getParentDevPath()),
        LineCutter.cut(spec.getName()),
        LineCutter.cut(spec.getLabel().isEmpty() ? spec.getPartitionLabel() : spec.getLabel()),
        spec.getSize());
  }

  static Disk disk(DiskSpec spec) {
    return new Disk(
        spec.getDevPath(),
        spec.getSize(),
        spec.getModel(),
        spec.getSerial(),
        spec.getWwid(),
        spec.getUuid(),
        spec.getModalias(),
        spec.getBusPath(),
        spec.getTransport(),
        spec.getRotational(),
        spec.getReadonly(),
        spec.getCdrom(),
        List.copyOf(spec.getSymlinksList()));
  }
}
