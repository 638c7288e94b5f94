package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Node;
import dev.blackstart.run.Condition;
import dev.blackstart.run.Phase;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.Progress;
import dev.blackstart.world.KubeApi.Rollout;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.NamedImage;
import dev.blackstart.world.NamedImage.Part;
import dev.blackstart.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Kube-proxy runs from the image the configs name, where there is one. */
final class SwapProxy implements Phase {
  private static final KubeObject.Ref PROXY =
      new KubeObject.Ref("apps/v1", "DaemonSet", "kube-system", "kube-proxy");

  private final ClusterSpec spec;
  private final Duration budget;

  SwapProxy(ClusterSpec spec, Duration budget) {
    this.spec = spec;
    this.budget = budget;
  }

  @Override
  public PhaseId id() {
    return new PhaseId("kube-proxy");
  }

  @Override
  public String claims() {
    return "kube-proxy runs from the image the configs name, where there is one";
  }

  @Override
  public Duration budget() {
    return budget;
  }

  @Override
  public Subject subject() {
    return Subject.OBJECTS;
  }

  @Override
  public String inputs(World world) {
    return wanted(world).map(NamedImage::image).orElse("");
  }

  @Override
  public Condition check(World world) {
    Optional<NamedImage> wanted = wanted(world);
    if (wanted.isEmpty()) {
      return Condition.met("no config names an image of kube-proxy");
    }
    Optional<KubeObject> proxy = world.kube().get(PROXY);
    if (proxy.isEmpty()) {
      return world.kube().answers().ready()
          ? Condition.met("the cluster has no kube-proxy")
          : Condition.unmet("the API server does not answer");
    }
    String image = image(proxy.get());
    if (!image.equals(wanted.get().image())) {
      return Condition.unmet("kube-proxy is " + image + ", wanted is " + wanted.get().image());
    }
    Rollout rollout = world.kube().rollout(List.of(PROXY));
    return (rollout.complete()
            ? Condition.met("kube-proxy is " + image)
            : Condition.unmet("kube-proxy is being replaced", rollout.waiting()))
        .counted(rollout.ready(), rollout.total());
  }

  @Override
  public void run(World world, Progress progress) {
    Optional<NamedImage> wanted = wanted(world);
    if (wanted.isEmpty() || world.kube().get(PROXY).isEmpty()) {
      return;
    }
    NamedImage image = wanted.get();
    for (Node node : spec.controlPlanes()) {
      Images.give(node, world, image, progress);
    }
    world.kube().apply(daemonSet(image.image()));
    progress.did(
        "gave kube-proxy the image " + image.image(),
        List.of("kubectl -n kube-system set image ds/kube-proxy kube-proxy=" + image.image()));
  }

  /** Only what is to be another: the rest of it belongs to Talos. */
  private static KubeObject daemonSet(String image) {
    Map<String, Object> container = Map.of("name", "kube-proxy", "image", image);
    return new KubeObject(
        Map.of(
            "apiVersion", PROXY.apiVersion(),
            "kind", PROXY.kind(),
            "metadata", Map.of("name", PROXY.name(), "namespace", PROXY.namespace()),
            "spec", Map.of("template", Map.of("spec", Map.of("containers", List.of(container))))));
  }

  private Optional<NamedImage> wanted(World world) {
    return spec.controlPlanes().stream()
        .findFirst()
        .flatMap(node -> Images.of(node, world, Part.PROXY));
  }

  private static String image(KubeObject workload) {
    return workload.list("spec", "template", "spec", "containers").stream()
        .findFirst()
        .map(container -> container instanceof Map<?, ?> map ? map.get("image") : "")
        .map(String::valueOf)
        .orElse("");
  }
}
