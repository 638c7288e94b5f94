package dev.blackstart.rehearsal.node;

import java.util.Set;

/**
 * What a reset takes away.
 *
 * @param labels volumes to wipe; none for the whole system disk
 */
record Wipe(boolean graceful, boolean reboot, Set<String> labels, boolean systemDisk) {
  Wipe {
    labels = Set.copyOf(labels);
  }

  /** Whether the machine can still boot from its disk. */
  boolean keepsBoot() {
    return !systemDisk || !labels.isEmpty();
  }

  void perform(Boot boot) {
    Media media = boot.node().media();
    if (!systemDisk) {
      return;
    }
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
  }
}
