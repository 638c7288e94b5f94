package dev.blackstart.rehearsal.node;

import static dev.blackstart.rehearsal.node.Portrait.yaml;

import dev.blackstart.rehearsal.node.config.NodeConfig;
import dev.blackstart.rehearsal.node.cosi.Published;
import dev.blackstart.rehearsal.node.cosi.ResourceKind;
import dev.blackstart.rehearsal.node.cosi.ResourceKinds;
import dev.blackstart.rehearsal.node.hardware.Disk;
import dev.talos.api.resource.definitions.block.DeviceSpec;
import dev.talos.api.resource.definitions.k8s.NodeIPSpec;
import dev.talos.api.resource.definitions.runtime.KernelCmdlineSpec;
import dev.talos.api.resource.definitions.runtime.KernelParamStatusSpec;
import dev.talos.api.resource.definitions.runtime.MountStatusSpec;
import dev.talos.api.resource.definitions.runtime.SecurityStateSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Kernel, mounts and block devices, and what the config makes of them. */
final class SystemPortrait {
  /** What the machine was booted with, if it was by Talos's own boot loader. */
  static final String CMDLINE =
      "talos.platform=metal console=tty0 init_on_alloc=1 slab_nomerge= pti=on"
          + " consoleblank=0 nvme_core.io_timeout=4294967295 printk.devkmsg=on selinux=1";

  private static final ResourceKind SECURITY = ResourceKinds.named("SecurityStates.talos.dev");
  private static final ResourceKind KERNEL =
      ResourceKinds.named("KernelCmdlines.runtime.talos.dev");
  private static final ResourceKind PARAMETER =
      ResourceKinds.named("KernelParamStatuses.runtime.talos.dev");
  private static final ResourceKind MOUNT = ResourceKinds.named("MountStatuses.runtime.talos.dev");
  private static final ResourceKind DEVICE = ResourceKinds.named("BlockDevices.block.talos.dev");
  private static final ResourceKind NODE_IP = ResourceKinds.named("NodeIPs.kubernetes.talos.dev");

  static final Set<ResourceKind> KINDS =
      Set.of(SECURITY, KERNEL, PARAMETER, MOUNT, DEVICE, NODE_IP);

  private final Boot boot;

  SystemPortrait(Boot boot) {
    this.boot = boot;
  }

  List<Published> resources() {
    List<Published> all = new ArrayList<>();
    all.add(
        Published.of(
            SECURITY,
            "securitystate",
            SecurityStateSpec.newBuilder().setBootedWithUki(true).build(),
            yaml("secureBoot", false, "bootedWithUKI", true)));
    all.add(
        Published.of(
            KERNEL,
            "cmdline",
            KernelCmdlineSpec.newBuilder().setCmdline(CMDLINE).build(),
            yaml("cmdline", CMDLINE)));
    int minor = 0;
    for (Disk disk : boot.node().hardware().disks()) {
      minor = devices(disk, minor, all);
    }
    boot.config().ifPresent(config -> configured(config, all));
    return all;
  }

  private int devices(Disk disk, int first, List<Published> all) {
    String path = disk.busPath() + "/block/" + disk.name();
    int major = disk.name().startsWith("nvme") ? 259 : 8;
    all.add(
        Published.of(
            DEVICE,
            disk.name(),
            DeviceSpec.newBuilder()
                .setType("disk")
                .setMajor(major)
                .setMinor(first)
                .setGeneration(1)
                .setDevicePath(path)
                .build(),
            yaml(
                "type",
                "disk",
                "major",
                major,
                "minor",
                first,
                "devicePath",
                path,
                "generation",
                1)));
    boolean system = boot.node().media().systemDisk.filter(disk::equals).isPresent();
    for (int part = 1; system && part <= 4; part++) {
      String name = disk.partition(part).substring("/dev/".length());
      all.add(
          Published.of(
              DEVICE,
              name,
              DeviceSpec.newBuilder()
                  .setType("partition")
                  .setMajor(major)
                  .setMinor(first + part)
                  .setPartitionNumber(part)
                  .setGeneration(1)
                  .setDevicePath(path + "/" + name)
                  .setParent(disk.name())
                  .build(),
              yaml(
                  "type",
                  "partition",
                  "major",
                  major,
                  "minor",
                  first + part,
                  "partitionNumber",
                  part,
                  "devicePath",
                  path + "/" + name,
                  "generation",
                  1,
                  "parent",
                  disk.name())));
    }
    return first + 16;
  }

  private void configured(NodeConfig config, List<Published> all) {
    new MountTable(boot)
        .lines().stream()
            .filter(mount -> mount.source().startsWith("/dev/"))
            .forEach(
                mount -> {
                  String id = mount.target().equals("/var") ? "EPHEMERAL" : "STATE";
                  all.add(
                      Published.of(
                          MOUNT,
                          id,
                          MountStatusSpec.newBuilder()
                              .setSource(mount.source())
                              .setTarget(mount.target())
                              .setFilesystemType(mount.type())
                              .build(),
                          yaml(
                              "source", mount.source(),
                              "target", mount.target(),
                              "filesystemType", mount.type(),
                              "options", List.of(),
                              "encrypted", false)));
                });
    config.table("machine.sysctls").forEach((name, value) -> all.add(parameter(name, value)));
    all.add(
        Published.of(
            NODE_IP,
            "kubelet",
            NodeIPSpec.newBuilder().addAddresses(NetworkPortrait.ip(boot.node().address())).build(),
            yaml("addresses", List.of(boot.node().address()))));
  }

  private static Published parameter(String name, String value) {
    return Published.of(
        PARAMETER,
        "proc.sys." + name,
        KernelParamStatusSpec.newBuilder().setCurrent(value).build(),
        yaml("current", value, "default", "", "unsupported", false));
  }
}
