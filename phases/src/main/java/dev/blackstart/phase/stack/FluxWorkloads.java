package dev.blackstart.phase.stack;

import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What Flux applied and Helm installed for it: rolled out, also where nobody waited for it. */
final class FluxWorkloads implements StackCheck {
  private static final List<String> OWNERS =
      List.of("kustomize.toolkit.fluxcd.io/name", "helm.toolkit.fluxcd.io/name");

  @Override
  public Found look(World world) {
    List<KubeObject.Ref> workloads = new ArrayList<>();
    for (String kind : List.of("Deployment", "StatefulSet", "DaemonSet")) {
      world.kube().list("apps/v1", kind, "").stream()
          .filter(FluxWorkloads::isFluxs)
          .map(KubeObject::ref)
          .forEach(workloads::add);
    }
    List<Waiting> wrong =
        workloads.isEmpty() ? List.of() : world.kube().rollout(workloads).waiting();
    return new Found("application workload", workloads.size(), wrong);
  }

  private static boolean isFluxs(KubeObject workload) {
    return workload.at("metadata", "labels").stream()
        .anyMatch(
            labels ->
                labels instanceof Map<?, ?> map && OWNERS.stream().anyMatch(map::containsKey));
  }
}
