package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Finding.Level;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.SupportedKubernetes;
import dev.blackstart.world.MachineReport.Reach;
import dev.blackstart.world.NamedImage;
import dev.blackstart.world.NamedImage.Part;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which versions may follow which: Talos and Kubernetes one minor version at a time, Kubernetes
 * within what the Talos beneath it runs.
 */
final class VersionRules {
  /** Its id as a check, and of what it finds. */
  static final String ID = "versions";

  private static final List<Part> CONTROL_PLANE =
      List.of(Part.API_SERVER, Part.CONTROLLER_MANAGER, Part.SCHEDULER);

  private VersionRules() {}

  /** What an upgrade of Talos would break. */
  static List<Finding> talos(List<Node> nodes, World world) {
    List<Finding> findings = new ArrayList<>();
    for (Node node : nodes) {
      NamedImage installer = Images.named(node, world, Part.INSTALLER);
      Optional<SemanticVersion> wanted = installer.version().flatMap(SemanticVersion::of);
      Optional<SemanticVersion> runs =
          world.machines().report(node).talosVersion().flatMap(SemanticVersion::of);
      if (wanted.isPresent() && runs.isPresent()) {
        step("Talos", node, runs.get(), wanted.get(), installer.at(), findings);
        running(node, world, Part.KUBELET)
            .ifPresent(kubelet -> talosRuns(node, wanted.get(), installer.at(), kubelet, findings));
      }
    }
    return findings;
  }

  private static void talosRuns(
      Node node,
      SemanticVersion talos,
      String at,
      SemanticVersion kubernetes,
      List<Finding> findings) {
    Optional<SupportedKubernetes> range = SupportedKubernetes.by(talos.minor());
    if (range.isEmpty()) {
      findings.add(
          new Finding(
              ID,
              Level.WARNING,
              at,
              "which Kubernetes Talos " + talos + " runs is not known here",
              "see Talos's own table of supported versions"));
    } else if (!range.get().includes(kubernetes.minor())) {
      findings.add(
          error(
              at,
              "Talos "
                  + talos
                  + " runs Kubernetes "
                  + range.get()
                  + ", and "
                  + node.name()
                  + " runs "
                  + kubernetes,
              kubernetes.minor() < range.get().oldest()
                  ? "upgrade Kubernetes first: blackstart upgrade k8s"
                  : "ask for a newer Talos"));
    }
  }

  /** What an upgrade of Kubernetes would break. */
  static List<Finding> kubernetes(ClusterSpec spec, List<Node> nodes, World world) {
    List<Finding> findings = new ArrayList<>();
    for (Node node : nodes) {
      NamedImage kubelet = Images.named(node, world, Part.KUBELET);
      SemanticVersion wanted = version(kubelet);
      step(node, world, Part.KUBELET, kubelet, findings);
      beneath(node, world, kubelet, wanted, findings);
      for (Part part : node.isControlPlane() ? CONTROL_PLANE : List.<Part>of()) {
        step(node, world, part, Images.named(node, world, part), findings);
      }
      newest(spec, world, kubelet, wanted, findings);
    }
    return findings.stream().distinct().toList();
  }

  private static void step(
      Node node, World world, Part part, NamedImage image, List<Finding> findings) {
    running(node, world, part)
        .ifPresent(
            runs -> step(part.component(), node, runs, version(image), image.at(), findings));
  }

  /** The Talos that runs has to know this Kubernetes. */
  private static void beneath(
      Node node, World world, NamedImage kubelet, SemanticVersion wanted, List<Finding> findings) {
    Optional<SemanticVersion> talos =
        world.machines().report(node).talosVersion().flatMap(SemanticVersion::of);
    Optional<SupportedKubernetes> range =
        talos.flatMap(version -> SupportedKubernetes.by(version.minor()));
    if (range.isPresent() && !range.get().includes(wanted.minor())) {
      String named =
          Images.of(node, world, Part.INSTALLER)
              .map(
                  installer ->
                      "; " + installer.at() + " names " + installer.version().orElse("no version"))
              .orElse("");
      findings.add(
          error(
              kubelet.at(),
              "Kubernetes "
                  + wanted
                  + " is asked for, and "
                  + node.name()
                  + " has Talos "
                  + talos.get()
                  + ", which runs "
                  + range.get()
                  + named,
              "upgrade Talos first: blackstart upgrade talos"));
    }
  }

  /** A kubelet is never newer than the API servers. */
  private static void newest(
      ClusterSpec spec,
      World world,
      NamedImage kubelet,
      SemanticVersion wanted,
      List<Finding> findings) {
    for (Node controlPlane : spec.controlPlanes()) {
      NamedImage server = Images.named(controlPlane, world, Part.API_SERVER);
      if (version(server).minorsTo(wanted) > 0) {
        findings.add(
            error(
                kubelet.at(),
                "the kubelet is to be "
                    + wanted
                    + ", newer than kube-apiserver "
                    + version(server)
                    + " of "
                    + server.at(),
                "name one version for all of Kubernetes"));
        return;
      }
    }
  }

  private static void step(
      String what,
      Node node,
      SemanticVersion runs,
      SemanticVersion wanted,
      String at,
      List<Finding> findings) {
    int minors = runs.minorsTo(wanted);
    String from = what + " of " + node.name() + " is " + runs + ", wanted is " + wanted;
    if (minors > 1) {
      findings.add(
          error(
              at,
              from + ": that skips " + (minors == 2 ? "a minor version" : minors - 1 + " of them"),
              "go one minor version at a time, next is v"
                  + runs.major()
                  + "."
                  + (runs.minor() + 1)));
    } else if (minors < 0) {
      findings.add(
          error(
              at,
              from + ": that is a minor version back",
              "name a version that is not older than what runs"));
    } else if (wanted.compareTo(runs) < 0) {
      findings.add(
          new Finding(ID, Level.WARNING, at, from + ": that goes back", "see that it is meant"));
    }
  }

  /** The version a node runs by its own config; absent when it is not one of ours now. */
  private static Optional<SemanticVersion> running(Node node, World world, Part part) {
    if (world.machines().report(node).reach() != Reach.OURS) {
      return Optional.empty();
    }
    List<NamedImage> images =
        world.manifests().images(node, world.operations().runningConfig(node));
    return Images.of(images, part).flatMap(NamedImage::version).flatMap(SemanticVersion::of);
  }

  private static SemanticVersion version(NamedImage image) {
    return image.version().flatMap(SemanticVersion::of).orElseThrow();
  }

  private static Finding error(String at, String what, String remedy) {
    return new Finding(ID, Level.ERROR, at, what, remedy);
  }
}
