package dev.blackstart.phase;

import dev.blackstart.world.KubeObject;
import dev.blackstart.world.World;
import java.util.List;

/** Jobs and Pods that charts have as hooks: Helm waits for them, and records none as objects. */
final class HelmHooks {
  private HelmHooks() {}

  /** Those in a namespace that have not come to their end, well or ill. */
  static List<KubeObject.Ref> unfinished(World world, String namespace) {
    return List.of(
            world.kube().list("batch/v1", "Job", namespace),
            world.kube().list("v1", "Pod", namespace))
        .stream()
        .flatMap(List::stream)
        .filter(object -> object.at("metadata", "annotations", "helm.sh/hook").isPresent())
        .filter(object -> !finished(object))
        .map(KubeObject::ref)
        .toList();
  }

  private static boolean finished(KubeObject object) {
    return List.of("Succeeded", "Failed").contains(object.text("status", "phase"))
        || isTrue(object, "Complete")
        || isTrue(object, "Failed");
  }

  private static boolean isTrue(KubeObject object, String condition) {
    return object.condition(condition).map(c -> c.text("status").equals("True")).orElse(false);
  }
}
