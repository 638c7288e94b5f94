package dev.blackstart.jhelm;

import dev.blackstart.cluster.Release;
import dev.blackstart.world.KubeApi;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.TimeSource;
import java.util.List;

/**
 * Tells whether Helm works, or waits for a chart's hook: for the length of a hook the run waits for
 * the world, which a rehearsal may then hurry.
 */
final class HookWatch implements AutoCloseable {
  private final KubeApi kube;
  private final Release release;
  private final TimeSource time;
  private TimeSource.Work work;

  HookWatch(KubeApi kube, Release release, TimeSource time) {
    this.kube = kube;
    this.release = release;
    this.time = time;
    this.work = begin();
  }

  private TimeSource.Work begin() {
    return time.working("helm installs " + release.qualifiedName());
  }

  /** Looks again; cheap. */
  void look() {
    boolean waits = waitsForHook();
    if (waits && work != null) {
      work.close();
      work = null;
    } else if (!waits && work == null) {
      work = begin();
    }
  }

  private boolean waitsForHook() {
    return unfinished(kube.list("batch/v1", "Job", release.namespace()))
        || unfinished(kube.list("v1", "Pod", release.namespace()));
  }

  private static boolean unfinished(List<KubeObject> objects) {
    return objects.stream()
        .filter(object -> object.at("metadata", "annotations", "helm.sh/hook").isPresent())
        .anyMatch(object -> !finished(object));
  }

  private static boolean finished(KubeObject object) {
    return List.of("Succeeded", "Failed").contains(object.text("status", "phase"))
        || isTrue(object, "Complete")
        || isTrue(object, "Failed");
  }

  private static boolean isTrue(KubeObject object, String condition) {
    return object.condition(condition).map(c -> c.text("status").equals("True")).orElse(false);
  }

  @Override
  public void close() {
    if (work != null) {
      work.close();
    }
  }
}
