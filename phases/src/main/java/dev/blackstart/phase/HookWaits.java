package dev.blackstart.phase;

import dev.blackstart.cluster.hook.HookAct.Await;
import dev.blackstart.cluster.hook.HookAct.Target;
import dev.blackstart.cluster.hook.HookAct.Want;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Who a hook that waits is waiting for, and why. */
final class HookWaits {
  private HookWaits() {}

  static List<Waiting> missing(World world, Await await) {
    List<Waiting> waiting = new ArrayList<>();
    for (Target target : await.targets()) {
      List<KubeObject> objects = objects(world, target);
      if (objects.isEmpty()) {
        if (!(await.want() instanceof Want.Gone)) {
          waiting.add(new Waiting(called(target), "not in the cluster"));
        }
        continue;
      }
      for (KubeObject object : objects) {
        waiting.addAll(missing(world, object, await.want()));
      }
    }
    return waiting;
  }

  private static List<Waiting> missing(World world, KubeObject object, Want want) {
    String who = object.ref().toString();
    return switch (want) {
      case Want.Exists exists -> List.of();
      case Want.Gone gone -> List.of(new Waiting(who, "is still there"));
      case Want.RolledOut rolledOut -> world.kube().rollout(List.of(object.ref())).waiting();
      case Want.Condition condition -> condition(object, condition);
      case Want.Field field -> {
        String value = object.text(field.path().toArray(new String[0]));
        boolean holds = field.value().isEmpty() ? !value.isEmpty() : value.equals(field.value());
        yield holds
            ? List.of()
            : List.of(
                new Waiting(
                    who,
                    String.join(".", field.path())
                        + (value.isEmpty() ? " is not set" : " is " + value)));
      }
    };
  }

  /** kubectl takes a condition's type and value in any case. */
  private static List<Waiting> condition(KubeObject object, Want.Condition wanted) {
    for (Object each : object.list("status", "conditions")) {
      if (each instanceof Map<?, ?> condition
          && wanted.type().equalsIgnoreCase(String.valueOf(condition.get("type")))) {
        if (wanted.value().equalsIgnoreCase(String.valueOf(condition.get("status")))) {
          return List.of();
        }
        Object message = condition.get("message");
        Object reason = message == null ? condition.get("reason") : message;
        return List.of(
            new Waiting(
                object.ref().toString(),
                wanted.type()
                    + " is "
                    + condition.get("status")
                    + (reason == null ? "" : ": " + reason)));
      }
    }
    return List.of(new Waiting(object.ref().toString(), "not " + wanted.type() + " yet"));
  }

  private static List<KubeObject> objects(World world, Target target) {
    if (target.name().isEmpty()) {
      return world
          .kube()
          .listOnce(target.apiVersion(), target.kind(), target.namespace(), target.labels());
    }
    return world
        .kube()
        .get(
            new KubeObject.Ref(
                target.apiVersion(), target.kind(), target.namespace(), target.name()))
        .stream()
        .toList();
  }

  private static String called(Target target) {
    String what = target.name().isEmpty() ? "of " + target.labels() : target.name();
    return target.kind()
        + " "
        + (target.namespace().isEmpty() ? "" : target.namespace() + "/")
        + what;
  }
}
