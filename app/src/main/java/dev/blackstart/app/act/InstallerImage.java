package dev.blackstart.app.act;

import dev.blackstart.cluster.Node;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.world.Failure;
import dev.blackstart.world.RenderedConfig;

/** The installer image a machine config names. */
public final class InstallerImage {
  private InstallerImage() {}

  /**
   * @throws Failure INPUT when it names none
   */
  public static String in(RenderedConfig config, Node node) {
    return Yaml.parse(config.yaml(), "the config of " + node.name()).stream()
        .flatMap(document -> document.text("machine.install.image").stream())
        .findFirst()
        .orElseThrow(
            () ->
                new Failure(
                    Failure.Kind.INPUT,
                    String.join(", ", config.origins()) + ": no machine.install.image",
                    "write it there, or name an image: --image"));
  }
}
