package dev.blackstart.app.cli;

import dev.blackstart.app.act.InstallerImage;
import dev.blackstart.app.act.NodeAct;
import dev.blackstart.cluster.Node;
import dev.blackstart.world.NodeOperations.RebootMode;
import dev.blackstart.world.World;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "upgrade",
    mixinStandardHelpOptions = true,
    description = {
      "Another version of Talos for this one node, and waits until it runs.",
      "All nodes in their order: blackstart upgrade talos."
    })
final class NodeUpgradeCommand extends NodeActVerb {
  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      description = "installer image (default: the one the node's config in the repository names)")
  private Optional<String> image = Optional.empty();

  @Option(
      names = "--stage",
      description = "install with the next start, when a running system is in the way")
  private boolean stage;

  @Option(names = "--force", description = "skip Talos's own checks of etcd")
  private boolean force;

  @Option(
      names = "--reboot-mode",
      paramLabel = "MODE",
      description = "default (kexec) or powercycle (through the firmware)")
  private Mode mode = Mode.DEFAULT;

  /** How it starts again. */
  enum Mode {
    DEFAULT,
    POWERCYCLE
  }

  @Override
  NodeAct act(World world, Node node) {
    String wanted = image.orElseGet(() -> InstallerImage.in(world.manifests(), node));
    return new NodeAct.Upgrade(
        wanted,
        stage,
        force,
        switch (mode) {
          case DEFAULT -> RebootMode.DEFAULT;
          case POWERCYCLE -> RebootMode.POWERCYCLE;
        });
  }

  @Override
  String verb() {
    return "upgrade";
  }
}
