package dev.blackstart.rehearsal.node;

import java.util.List;
import java.util.Set;

/**
 * What a reset takes away.
 *
 * @param graceful drain the node and leave etcd first
 * @param labels volumes to wipe; none for the whole system disk
 * @param systemDisk whether it is about the system disk at all
 * @param userDisks device paths of others
 */
record Wipe(
    boolean graceful,
    boolean reboot,
    Set<String> labels,
    boolean systemDisk,
    List<String> userDisks) {
  Wipe {
    labels = Set.copyOf(labels);
    userDisks = List.copyOf(userDisks);
  }

  /** Whether kexec may start the same system again. */
  boolean keepsBoot() {
    return !labels.isEmpty() && !labels.contains(Media.EFI);
  }

  void system(Boot boot) {
    Media media = boot.node().media();
    if (labels.isEmpty()) {
      media.wipeAll();
      return;
    }
    if (labels.contains(Media.STATE)) {
      media.wipeState();
    }
    if (labels.contains(Media.EPHEMERAL)) {
      media.wipeEphemeral();
    }
    if (labels.contains(Media.EFI)) {
      media.wipeBootloader();
    }
    if (labels.contains(Media.META)) {
      media.wipeMeta();
    }
    labels.forEach(label -> boot.log("wiping the volume " + label));
  }

  void user(Boot boot) {
    for (String path : userDisks) {
      boot.log("wiping user disk " + path);
      boot.node().hardware().disks().stream()
          .filter(disk -> disk.path().equals(path))
          .forEach(boot.node().media()::wipeLeftovers);
    }
  }
}
