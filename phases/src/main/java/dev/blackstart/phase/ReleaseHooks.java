package dev.blackstart.phase;

import dev.blackstart.cluster.Hook;
import dev.blackstart.run.Condition;
import dev.blackstart.run.InputDigest;
import dev.blackstart.run.Progress;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Manifests.HookStep;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs the hooks of a release: what they apply and wait for is known before they run. */
final class ReleaseHooks {
  private final Map<Hook, List<HookStep>> steps = new HashMap<>();
  private final Map<Hook, Integer> done = new HashMap<>();

  /** Forgets how far hooks have come, so that they run anew. */
  void reset() {
    done.clear();
  }

  /**
   * Goes on with a hook, which may lean on kinds an operator has yet to register.
   *
   * @throws Failure when its program fails: that is not tried again
   */
  Condition attempt(World world, Hook hook, Progress progress) {
    List<HookStep> all = steps(world, hook);
    for (int i = done.getOrDefault(hook, 0); i < all.size(); i++) {
      List<Waiting> waiting = take(world, hook, all.get(i), progress);
      if (!waiting.isEmpty()) {
        return Condition.unmet("hook " + hook.at() + " has not run to its end", waiting);
      }
      done.put(hook, i + 1);
    }
    return Condition.met("hook " + hook.at() + " has run");
  }

  private static List<Waiting> take(World world, Hook hook, HookStep step, Progress progress) {
    return switch (step) {
      case HookStep.Objects objects -> {
        try {
          objects.objects().forEach(object -> world.kube().apply(object, objects.fieldManager()));
        } catch (Failure failure) {
          yield List.of(new Waiting("hook " + hook.at(), failure.what()));
        }
        progress.did(
            "hook " + hook.at() + " applied " + objects.objects().size() + " objects",
            ByHand.hook(hook));
        yield List.of();
      }
      case HookStep.Wait wait -> HookWaits.missing(world, wait.until());
      case HookStep.Program program -> {
        world.manifests().runProgram(hook);
        progress.did("ran the program of hook " + hook.at(), ByHand.hook(hook));
        world.ledger().choose(key(hook), "run");
        yield List.of();
      }
    };
  }

  /** What the hook would have done and the cluster does not show. */
  List<Waiting> missing(World world, Hook hook) {
    List<Waiting> missing = new ArrayList<>();
    for (HookStep step : steps(world, hook)) {
      switch (step) {
        case HookStep.Objects objects -> {
          for (KubeObject object : objects.objects()) {
            if (world.kube().get(object.ref()).isEmpty()) {
              missing.add(new Waiting(object.ref().toString(), Absence.why(world)));
            }
          }
        }
        case HookStep.Wait wait -> missing.addAll(HookWaits.missing(world, wait.until()));
        case HookStep.Program program -> {
          if (world.ledger().choice(key(hook)).isEmpty()) {
            missing.add(new Waiting("hook " + hook.at(), "its program has not run"));
          }
        }
      }
    }
    return missing;
  }

  /** A program leaves nothing to look at: that it ran is written down. */
  private static String key(Hook hook) {
    return "hook-" + new InputDigest().with(hook.at().toString()).with(hook.line()).hex();
  }

  private List<HookStep> steps(World world, Hook hook) {
    return steps.computeIfAbsent(hook, each -> world.manifests().hook(each));
  }
}
