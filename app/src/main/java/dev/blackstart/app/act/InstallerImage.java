package dev.blackstart.app.act;

import dev.blackstart.cluster.Node;
import dev.blackstart.world.Failure;
import dev.blackstart.world.Manifests;
import dev.blackstart.world.NamedImage;

/** The installer image the repository names for a node. */
public final class InstallerImage {
  private InstallerImage() {}

  /**
   * @throws Failure INPUT when it names none
   */
  public static String in(Manifests manifests, Node node) {
    return manifests.images(node).stream()
        .filter(each -> each.part() == NamedImage.Part.INSTALLER)
        .map(NamedImage::image)
        .findFirst()
        .orElseThrow(
            () ->
                new Failure(
                    Failure.Kind.INPUT,
                    "the machine config of " + node.name() + " names no machine.install.image",
                    "write it there, or name an image after the node's name or by --image"));
  }
}
