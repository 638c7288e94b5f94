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
    Optional<InstallerImage> staged = boot.node().media().staged();
    if (staged.isPresent()) {
      upgrade(boot, staged.get(), done);
      return;
    }
    NodeConfig config = boot.config().orElseThrow();
    boot.log("pulling installer image " + config.text("machine.install.image").orElse(""));
    boot.after(
        boot.between(20, 40),
        () -> {
          Optional<Disk> disk = disk(config, boot.node().hardware().disks());
          if (disk.isEmpty()) {
            boot.sequencer().fail("no such disk");
            return;
          }
          boot.log("installing Talos to disk " + disk.get().path());
          boot.after(
              boot.between(40, 60),
              () -> {
                Media media = boot.node().media();
                media.install(
                    config
                        .text("machine.install.image")
                        .map(InstallerImage::new)
                        .flatMap(InstalledTalos::of)
                        .orElseGet(() -> InstalledTalos.plain(media.version())));
                media.systemDisk = disk;
                media.wipeLeftovers(disk.get());
                media.config = boot.config();
                boot.log("install successful");
                done.run();
              });
        });
  }

  /** Writes another Talos beside the one that runs, if its installer agrees to come from it. */
  static void upgrade(Boot boot, InstallerImage image, Runnable done) {
    Media media = boot.node().media();
    boot.log("performing upgrade via \"" + image.reference() + "\"");
    boot.after(
        boot.between(25, 50),
        () -> {
          Optional<String> refusal = image.refusal(media.version());
          if (refusal.isPresent()) {
            boot.log("pre-flight checks failed: " + refusal.get());
            media.unstage();
            boot.sequencer().fail("task \"upgrade\" failed: exit code 1");
            return;
          }
          media.install(InstalledTalos.of(image).orElseThrow());
          done.run();
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
