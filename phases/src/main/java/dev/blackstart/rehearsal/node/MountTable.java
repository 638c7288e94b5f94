package dev.blackstart.rehearsal.node;

import dev.blackstart.rehearsal.node.container.PodContainer;
import dev.blackstart.rehearsal.node.hardware.Disk;
import dev.talos.api.machine.MountStat;
import dev.talos.api.machine.Mounts;
import dev.talos.api.machine.MountsResponse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is mounted, in the order it came. Within a turn. */
final class MountTable {
  private static final long MIB = 1L << 20;

  private final Boot boot;

  MountTable(Boot boot) {
    this.boot = boot;
  }

  /**
   * A line of /proc/mounts.
   *
   * @param size bytes, 0 of the kernel's own
   */
  record Mount(String source, String target, String type, long size, long free) {}

  List<Mount> lines() {
    List<Mount> lines = new ArrayList<>();
    long memory = boot.node().hardware().memoryKib() * 1024;
    lines.add(new Mount("none", "/", "squashfs", 60 * MIB, 0));
    lines.add(new Mount("devtmpfs", "/dev", "devtmpfs", 4 * MIB, 4 * MIB));
    lines.add(new Mount("devpts", "/dev/pts", "devpts", 0, 0));
    lines.add(new Mount("proc", "/proc", "proc", 0, 0));
    lines.add(new Mount("sysfs", "/sys", "sysfs", 0, 0));
    lines.add(new Mount("cgroup", "/sys/fs/cgroup", "cgroup2", 0, 0));
    lines.add(new Mount("tmpfs", "/run", "tmpfs", memory / 2, memory / 2 - 6 * MIB));
    lines.add(new Mount("tmpfs", "/system", "tmpfs", memory / 2, memory / 2 - MIB));
    lines.add(new Mount("tmpfs", "/tmp", "tmpfs", 64 * MIB, 64 * MIB));
    Optional<Disk> system = boot.node().media().systemDisk;
    if (boot.config().isEmpty() || system.isEmpty()) {
      return lines;
    }
    Disk disk = system.get();
    long var = disk.size() - 2204 * MIB;
    lines.add(new Mount(disk.partition(3), "/system/state", "xfs", 92 * MIB, 86 * MIB));
    lines.add(new Mount(disk.partition(4), "/var", "xfs", var, var - 3_400 * MIB));
    for (String folder : List.of("etc/cni", "etc/kubernetes", "usr/libexec/kubernetes", "opt")) {
      lines.add(new Mount("overlay", "/" + folder, "overlay", var, var - 3_400 * MIB));
    }
    Set<String> pods = new LinkedHashSet<>();
    for (PodContainer container : new Runtime(boot).containers()) {
      if (container.running() && pods.add(container.sandbox())) {
        String task = "/run/containerd/io.containerd.runtime.v2.task/k8s.io/" + container.sandbox();
        lines.add(new Mount("overlay", task + "/rootfs", "overlay", var, var - 3_400 * MIB));
      }
    }
    return lines;
  }

  MountsResponse response() {
    Mounts.Builder mounts = Mounts.newBuilder();
    lines()
        .forEach(
            mount ->
                mounts.addStats(
                    MountStat.newBuilder()
                        .setFilesystem(mount.source())
                        .setMountedOn(mount.target())
                        .setSize(mount.size())
                        .setAvailable(mount.free())));
    return MountsResponse.newBuilder().addMessages(mounts).build();
  }
}
