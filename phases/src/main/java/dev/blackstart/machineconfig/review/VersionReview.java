package dev.blackstart.machineconfig.review;

import dev.blackstart.cluster.Finding;
import dev.blackstart.template.yaml.ScalarNode;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the Talos a node gets runs the Kubernetes it gets (facts of pkg/machinery/compatibility):
 * Talos 1.8 ran 1.26 to 1.31, and each one after it a minor version more at both ends.
 */
final class VersionReview {
  private static final Pattern TAG = Pattern.compile(".*:v1\\.(\\d{1,3})\\.\\d.*");
  private static final List<String> IMAGES =
      List.of(
          "machine.kubelet.image",
          "cluster.apiServer.image",
          "cluster.controllerManager.image",
          "cluster.scheduler.image");
  private static final int OLDEST = 8;

  /** Of a later one the range is not known here. */
  private static final int NEWEST = 12;

  private VersionReview() {}

  static void look(ReviewedNode node, Consumer<Finding> findings) {
    OptionalInt talos =
        node.scalar("machine.install.image").map(VersionReview::minor).orElse(OptionalInt.empty());
    if (talos.isEmpty() || talos.getAsInt() < OLDEST || talos.getAsInt() > NEWEST) {
      return;
    }
    int least = talos.getAsInt() + 18;
    int most = talos.getAsInt() + 23;
    for (String path : IMAGES) {
      node.scalar(path)
          .filter(image -> outside(minor(image), least, most))
          .ifPresent(
              image ->
                  findings.accept(
                      ConfigFinding.KUBERNETES_RANGE.at(
                          image.mark(),
                          path
                              + " is of Kubernetes 1."
                              + minor(image).getAsInt()
                              + ", Talos 1."
                              + talos.getAsInt()
                              + " runs 1."
                              + least
                              + " to 1."
                              + most,
                          "ask for a Kubernetes in that range, or for another Talos")));
    }
  }

  private static boolean outside(OptionalInt minor, int least, int most) {
    return minor.isPresent() && (minor.getAsInt() < least || minor.getAsInt() > most);
  }

  private static OptionalInt minor(ScalarNode image) {
    Matcher tag = TAG.matcher(image.text());
    return tag.matches() ? OptionalInt.of(Integer.parseInt(tag.group(1))) : OptionalInt.empty();
  }
}
