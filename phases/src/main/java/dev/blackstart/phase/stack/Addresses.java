package dev.blackstart.phase.stack;

import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.List;

/** Addresses for Services of type LoadBalancer: none is without, and no two pools overlap. */
final class Addresses implements StackCheck {
  @Override
  public Found look(World world) {
    List<Waiting> wrong = new ArrayList<>();
    Objects.of(world, "cilium.io", List.of("v2", "v2alpha1"), "CiliumLoadBalancerIPPool").stream()
        .filter(pool -> isTrue(pool, "cilium.io/PoolConflict"))
        .forEach(
            pool ->
                wrong.add(
                    new Waiting(
                        pool.ref().toString(),
                        pool.condition("cilium.io/PoolConflict")
                            .map(condition -> condition.text("message"))
                            .orElse("overlaps another pool"))));
    int seen = 0;
    for (KubeObject service : world.kube().list("v1", "Service", "")) {
      if (service.text("spec", "type").equals("LoadBalancer") && Objects.isPlayed(world, service)) {
        seen++;
        if (service.list("status", "loadBalancer", "ingress").isEmpty()) {
          wrong.add(
              new Waiting(
                  service.ref().toString(),
                  Objects.unmet(service, "cilium.io/IPAMRequestSatisfied", "no pool answers for it")
                      .map(why -> "has no address: " + why)
                      .orElse("has no address yet")));
        }
      }
    }
    return new Found("load balancer address", seen, wrong);
  }

  private static boolean isTrue(KubeObject object, String type) {
    return object.condition(type).filter(each -> each.text("status").equals("True")).isPresent();
  }
}
