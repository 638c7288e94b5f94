package dev.blackstart.rehearsal.node;

import dev.blackstart.rehearsal.node.config.NodeConfig;
import dev.blackstart.rehearsal.node.hardware.Disk;
import dev.blackstart.rehearsal.node.hardware.DiskSelector;
import java.util.List;
import java.util.Optional;

/**
 * Pulls the installer and writes it to the disk the config chooses. With no such disk the sequence
 * fails and the machine reboots as it was.
 */
final class Install implements Work {
  @Override
  public void start(Boot boot, Runnable done) {
    NodeConfig config = boot.config().orElseThrow();
    boot.log("pulling installer image " + config.text("machine.install.image").orElse(""));
    boot.after(
        boot.between(20, 40),
        () -> {
          Optional<Disk> disk = disk(config, boot.node().hardware().disks());
          if (disk.isEmpty()) {
            boot.sequencer().fail("error running phase 2 in install sequence: no such disk");
            boot.after(boot.between(10, 11), () -> boot.node().restart(false));
            return;
          }
          boot.log("installing Talos to disk " + disk.get().path());
          boot.after(
              boot.between(40, 60),
              () -> {
                Media media = boot.node().media();
                media.systemDisk = disk;
                media.wipeLeftovers(disk.get());
                media.version =
                    config
                        .installVersion()
                        .filter(version -> version.matches("v\\d+\\.\\d+\\.\\d+.*"))
                        .orElse(media.version);
                media.config = boot.config();
                boot.log("install successful");
                done.run();
              });
        });
  }

  private static Optional<Disk> disk(NodeConfig config, List<Disk> disks) {
    return config
        .v1alpha1()
        .flatMap(document -> document.at("machine.install.diskSelector"))
        .map(selector -> new DiskSelector(selector).matches(disks).stream().findFirst())
        .orElseGet(
            () -> {
              String path = config.text("machine.install.disk").orElse("");
              return disks.stream()
                  .filter(disk -> disk.path().equals(path) || disk.symlinks().contains(path))
                  .findFirst();
            });
  }
}
