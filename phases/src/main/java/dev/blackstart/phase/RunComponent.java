package dev.blackstart.phase;

import dev.blackstart.cluster.Node;
import dev.blackstart.run.Progress;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.NamedImage;
import dev.blackstart.world.NamedImage.Part;
import dev.blackstart.world.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node runs one component of Kubernetes from the image its config names. */
final class RunComponent implements NodeTask {
  private final Part part;

  /**
   * @param part a static pod, or the kubelet
   */
  RunComponent(Part part) {
    this.part = part;
  }

  @Override
  public Optional<String> missing(Node node, World world) {
    NamedImage wanted = Images.named(node, world, part);
    return part == Part.KUBELET ? kubelet(node, world, wanted) : pod(node, world, wanted);
  }

  private static Optional<String> kubelet(Node node, World world, NamedImage wanted) {
    String runs =
        named(world.kube().list("v1", "Node", ""), node.name())
            .map(object -> object.text("status", "nodeInfo", "kubeletVersion"))
            .orElse("");
    if (runs.isEmpty()) {
      return Optional.of("its kubelet does not tell its version");
    }
    return wanted.version().filter(runs::equals).isPresent()
        ? Optional.empty()
        : Optional.of("its kubelet is " + runs + ", wanted is " + wanted.version().orElse(""));
  }

  private Optional<String> pod(Node node, World world, NamedImage wanted) {
    Optional<KubeObject> pod =
        named(world.kube().list("v1", "Pod", "kube-system"), part.component() + "-" + node.name());
    if (pod.isEmpty()) {
      return Optional.of(part.component() + " does not run there");
    }
    String image = image(pod.get());
    if (!image.equals(wanted.image())) {
      return Optional.of("its " + part.component() + " is " + image);
    }
    boolean ready =
        pod.get()
            .condition("Ready")
            .map(condition -> condition.text("status").equals("True"))
            .orElse(false);
    return ready ? Optional.empty() : Optional.of(part.component() + " is not Ready yet");
  }

  private static Optional<KubeObject> named(List<KubeObject> objects, String name) {
    return objects.stream().filter(object -> object.name().equals(name)).findFirst();
  }

  private static String image(KubeObject pod) {
    return pod.list("spec", "containers").stream()
        .findFirst()
        .map(container -> container instanceof Map<?, ?> map ? map.get("image") : "")
        .map(String::valueOf)
        .orElse("");
  }

  /** A kubelet that is another one restarts; its pods go on, unless Kubernetes says otherwise. */
  @Override
  public Effect effect(Node node, World world) {
    return part == Part.KUBELET ? Effect.PODS : Effect.LIVE;
  }

  @Override
  public void send(Node node, World world, Progress progress) {
    Images.give(node, world, Images.named(node, world, part), progress);
  }

  @Override
  public String doing(Node node, World world) {
    return "starting " + Images.named(node, world, part).image();
  }

  @Override
  public String inputs(Node node, World world) {
    return Images.named(node, world, part).image();
  }
}
