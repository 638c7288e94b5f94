package dev.blackstart.phase;

import dev.blackstart.cluster.Hook;
import dev.blackstart.run.Condition;
import dev.blackstart.run.Progress;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Manifests.HookAct;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs the hooks of a release natively: what they apply is known before they run. */
final class ReleaseHooks {
  private final Map<Hook, HookAct> acts = new HashMap<>();

  void run(World world, Hook hook, Progress progress) {
    HookAct act = act(world, hook);
    act.objects().forEach(object -> world.kube().apply(object, act.fieldManager()));
    progress.log("hook " + hook.at() + " applied " + act.objects().size() + " objects");
  }

  /** Runs a hook that may lean on kinds an operator has yet to register. */
  Condition attempt(World world, Hook hook, Progress progress) {
    try {
      run(world, hook, progress);
      return Condition.met("hook " + hook.at() + " has run");
    } catch (Failure failure) {
      return Condition.unmet(
          "hook " + hook.at() + " cannot run yet",
          List.of(new Waiting("hook " + hook.at(), failure.what())));
    }
  }

  /** What the hook applies and the cluster does not have. */
  List<Waiting> missing(World world, Hook hook) {
    List<Waiting> missing = new ArrayList<>();
    for (KubeObject object : act(world, hook).objects()) {
      if (world.kube().get(object.ref()).isEmpty()) {
        missing.add(new Waiting(object.ref().toString(), "not in the cluster"));
      }
    }
    return missing;
  }

  private HookAct act(World world, Hook hook) {
    return acts.computeIfAbsent(hook, each -> world.manifests().hook(each));
  }
}
