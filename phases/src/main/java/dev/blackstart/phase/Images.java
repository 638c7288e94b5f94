package dev.blackstart.phase;

import dev.blackstart.cluster.Node;
import dev.blackstart.run.Progress;
import dev.blackstart.world.Failure;
import dev.blackstart.world.NamedImage;
import dev.blackstart.world.NamedImage.Part;
import dev.blackstart.world.NodeOperations.ApplyMode;
import dev.blackstart.world.RenderedConfig;
import dev.blackstart.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The images the repository wants on a node. */
final class Images {
  private Images() {}

  static Optional<NamedImage> of(Node node, World world, Part part) {
    return of(world.manifests().images(node), part);
  }

  static Optional<NamedImage> of(List<NamedImage> images, Part part) {
    return images.stream().filter(image -> image.part() == part).findFirst();
  }

  /**
   * @throws Failure INPUT when its config names none, or none with a version
   */
  static NamedImage named(Node node, World world, Part part) {
    NamedImage image =
        of(node, world, part)
            .orElseThrow(
                () ->
                    new Failure(
                        Failure.Kind.INPUT,
                        "the machine config of " + node.name() + " names no " + part.path(),
                        "name the image that is wanted there"));
    if (image.version().isEmpty()) {
      throw new Failure(
          Failure.Kind.INPUT,
          image.at() + ": the image " + image.image() + " names no version",
          "give it a tag such as v1.12.0, beside its digest if it has one");
    }
    return image;
  }

  /** Writes an image into the config a node runs, which takes effect at once. */
  static void give(Node node, World world, NamedImage image, Progress progress) {
    RenderedConfig running = world.operations().runningConfig(node);
    RenderedConfig wanted = world.manifests().withImages(node, running, List.of(image));
    if (!wanted.digest().equals(running.digest())) {
      world.operations().apply(node, wanted, ApplyMode.NO_REBOOT, false, Duration.ZERO);
      progress.did(
          "gave " + node.name() + " the image " + image.image(), ByHand.patchImage(node, image));
    }
  }
}
