package dev.blackstart.phase;

import dev.blackstart.cluster.Node;
import dev.blackstart.run.Progress;
import dev.blackstart.world.MachineReport;
import dev.blackstart.world.MachineReport.Reach;
import dev.blackstart.world.NamedImage;
import dev.blackstart.world.NamedImage.Part;
import dev.blackstart.world.NodeOperations.RebootMode;
import dev.blackstart.world.World;
import java.util.Optional;

/** A node runs the Talos whose installer its config names. */
final class InstallTalos implements NodeTask {
  @Override
  public Optional<String> missing(Node node, World world) {
    MachineReport report = world.machines().report(node);
    if (report.reach() != Reach.OURS) {
      return Optional.of(report.note().isEmpty() ? "does not answer" : report.note());
    }
    String wanted = wanted(node, world);
    String runs = report.talosVersion().orElse("a Talos it does not tell");
    return runs.equals(wanted)
        ? otherSchematic(node, world)
        : Optional.of("runs " + runs + ", wanted is " + wanted);
  }

  /** The same version with other extensions is another system. */
  private static Optional<String> otherSchematic(Node node, World world) {
    Optional<String> wanted = installer(node, world).schematic();
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    String runs = world.operations().schematic(node).orElse("none");
    return wanted.get().equals(runs)
        ? Optional.empty()
        : Optional.of("runs schematic " + runs + ", wanted is " + wanted.get());
  }

  @Override
  public Effect effect(Node node, World world) {
    return Effect.REBOOT;
  }

  @Override
  public void send(Node node, World world, Progress progress) {
    String image = installer(node, world).image();
    // What it would be installed from after a reset is to be the same.
    Images.give(node, world, installer(node, world), progress);
    world.operations().upgrade(node, image, false, false, RebootMode.DEFAULT);
    progress.did("ordered " + node.name() + " to install " + image, ByHand.upgrade(node, image));
  }

  @Override
  public String doing(Node node, World world) {
    return "upgrading to " + wanted(node, world);
  }

  @Override
  public String inputs(Node node, World world) {
    return installer(node, world).image();
  }

  private static String wanted(Node node, World world) {
    NamedImage image = installer(node, world);
    return image.version().orElse(image.image());
  }

  private static NamedImage installer(Node node, World world) {
    return Images.named(node, world, Part.INSTALLER);
  }
}
