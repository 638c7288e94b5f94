package dev.blackstart.phase;

import dev.blackstart.world.KubeObject;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Images of Docker Hub, by the rules a container runtime reads names with. */
final class HubImages {
  private HubImages() {}

  /** Those of a pod, each with the pod's node before it. */
  static Set<String> of(KubeObject pod) {
    String node = pod.text("spec", "nodeName");
    return Stream.of("initContainers", "containers")
        .flatMap(kind -> pod.list("spec", kind).stream())
        .map(
            container -> container instanceof Map<?, ?> map ? String.valueOf(map.get("image")) : "")
        .filter(image -> !node.isEmpty() && isHubs(image))
        .map(image -> node + " " + image)
        .collect(Collectors.toSet());
  }

  /** A name whose first part is no host is Docker Hub's. */
  static boolean isHubs(String image) {
    int slash = image.indexOf('/');
    String first = slash < 0 ? "" : image.substring(0, slash);
    boolean host = first.contains(".") || first.contains(":") || first.equals("localhost");
    return !image.isEmpty()
        && (!host || first.equals("docker.io") || first.equals("index.docker.io"));
  }
}
