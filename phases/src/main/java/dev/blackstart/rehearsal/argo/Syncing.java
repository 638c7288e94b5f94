package dev.blackstart.rehearsal.argo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.actor.client.Json;
import dev.blackstart.rehearsal.actor.client.Resource;
import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.rehearsal.actor.client.Surroundings;
import dev.blackstart.rehearsal.argo.Target.Step;
import dev.blackstart.rehearsal.argo.Task.DeletePolicy;
import dev.blackstart.rehearsal.flux.ApiTypes;
import dev.blackstart.rehearsal.flux.ManagedObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Takes a sync on from step to step: what was applied has to be well before the next begins. */
final class Syncing {
  private final Surroundings around;
  private final ResourceHealth health;
  private final WaveApply apply;
  private final Pruning pruning;
  private final Live live;

  Syncing(Surroundings around, ApiTypes types, ResourceHealth health, Pruning pruning) {
    this.around = around;
    this.health = health;
    this.apply = new WaveApply(around, types);
    this.pruning = pruning;
    this.live = new Live(around.client().as(ArgoCd.CONTROLLER), types);
  }

  /** As far as it goes now. */
  void advance(Resource application, Sync sync) {
    List<Step> steps = sync.target().steps();
    try {
      if (sync.step() == 0 && !sync.isApplied()) {
        demandKinds(application, sync.target());
      }
      while (sync.step() < steps.size()) {
        Step step = steps.get(sync.step());
        if (!sync.isApplied() && !begin(application, sync, step)) {
          return;
        }
        boolean last = sync.step() == steps.size() - 1;
        if ((!last || step.hasHooks()) && !done(application, sync, step)) {
          return;
        }
        sync.nextStep();
      }
      pruning.prune(application, sync.target());
      sync.succeed(around.now());
    } catch (Refused refused) {
      fail(application, sync, refused);
    }
  }

  /** Whether its objects are applied: a hook of an earlier sync has to be gone first. */
  private boolean begin(Resource application, Sync sync, Step step) {
    String namespace = destination(application);
    for (Task task : step.tasks()) {
      Optional<Resource> there =
          task.hook() && task.deletePolicies().contains(DeletePolicy.BeforeHookCreation)
              ? live.find(task.object(), namespace).filter(old -> !sync.hasMade(old.uid()))
              : Optional.empty();
      if (there.isPresent()) {
        if (!there.get().deleting()) {
          live.delete(task.object(), namespace, "Background");
        }
        sync.waitsFor("waiting for deletion of hook " + named(task.object()));
        return false;
      }
    }
    List<ObjectNode> objects = step.tasks().stream().map(Task::object).toList();
    Set<String> hooks =
        step.tasks().stream()
            .filter(Task::hook)
            .map(task -> named(task.object()))
            .collect(Collectors.toSet());
    apply.apply(application, objects).stream()
        .filter(made -> hooks.contains(named(made.json())))
        .forEach(made -> sync.made(made.uid()));
    sync.applied();
    return true;
  }

  /** Whether all of a step is well. */
  private boolean done(Resource application, Sync sync, Step step) {
    String namespace = destination(application);
    Set<String> failed = new TreeSet<>();
    Set<String> ill = new TreeSet<>();
    boolean hooksOnly = true;
    for (Task task : step.tasks()) {
      Optional<Resource> hook =
          task.hook() ? live.find(task.object(), namespace) : Optional.empty();
      // A hook that is gone has been taken away at its end.
      String said =
          task.hook()
              ? hook.filter(Syncing::tells).map(BuiltinHealth::of).orElse(ResourceHealth.HEALTHY)
              : health.of(task.object(), namespace).orElse(ResourceHealth.HEALTHY);
      if (said.equals("Degraded")) {
        String why =
            task.hook()
                ? hook.flatMap(BuiltinHealth::message).orElse("")
                : health.message(task.object(), namespace);
        failed.add(named(task.object()) + (why.isEmpty() ? " is degraded" : ": " + why));
      } else if (!said.equals(ResourceHealth.HEALTHY)) {
        ill.add(named(task.object()));
        hooksOnly &= task.hook();
      }
    }
    if (!failed.isEmpty()) {
      step.tasks().stream().filter(Task::hook).forEach(task -> told(sync, task, "Failed"));
      removeHooks(application, step, DeletePolicy.HookFailed);
      throw new Refused(
          "SyncError",
          "one or more synchronization tasks completed unsuccessfully, reason: "
              + String.join(",", failed));
    }
    if (!ill.isEmpty()) {
      String more = ill.size() > 1 ? " and " + (ill.size() - 1) + " more " : "";
      sync.waitsFor(
          "waiting for "
              + (hooksOnly ? "completion of hook " : "healthy state of ")
              + ill.iterator().next()
              + (more.isEmpty() ? "" : more + (hooksOnly ? "hooks" : "resources")));
      return false;
    }
    step.tasks().stream().filter(Task::hook).forEach(task -> told(sync, task, "Succeeded"));
    removeHooks(application, step, DeletePolicy.HookSucceeded);
    return true;
  }

  private static boolean tells(Resource object) {
    ManagedObject id = ManagedObject.of(object.json());
    return BuiltinHealth.tells(id.group(), id.kind());
  }

  private void removeHooks(Resource application, Step step, DeletePolicy policy) {
    step.tasks().stream()
        .filter(task -> task.hook() && task.deletePolicies().contains(policy))
        .forEach(task -> live.delete(task.object(), destination(application), "Background"));
  }

  private static void told(Sync sync, Task task, String outcome) {
    ManagedObject id = ManagedObject.of(task.object());
    sync.hooks()
        .add(
            Json.object(
                "group", id.group(),
                "version", id.version(),
                "kind", id.kind(),
                "namespace", id.namespace(),
                "name", id.name(),
                "hookType", task.phase().name(),
                "hookPhase", outcome,
                "syncPhase", task.phase().name()));
  }

  private void fail(Resource application, Sync sync, Refused refused) {
    List<ObjectNode> last = sync.target().onFailure().stream().map(Task::object).toList();
    try {
      last.forEach(object -> live.delete(object, destination(application), "Background"));
      if (!last.isEmpty()) {
        apply.apply(application, last);
      }
    } catch (Refused again) {
      around.trouble("Argo CD: hooks of a failed sync: " + again.getMessage());
    }
    sync.failed(refused.getMessage(), around.now());
  }

  /** A kind nobody serves ends a sync before it begins, unless its definition is part of it. */
  private void demandKinds(Resource application, Target target) {
    Set<String> defined =
        target.all().stream()
            .filter(each -> each.path("kind").asText().equals(ResourceType.DEFINITIONS.kind()))
            .map(
                each ->
                    each.at("/spec/group").asText() + "/" + each.at("/spec/names/kind").asText())
            .collect(Collectors.toSet());
    for (ObjectNode object : target.all()) {
      ManagedObject id = ManagedObject.of(object);
      if (!defined.contains(id.group() + "/" + id.kind())
          && !SyncOptions.of(application, object).is("SkipDryRunOnMissingResource")
          && live.type(id).isEmpty()) {
        throw WaveApply.unknown(id, destination(application));
      }
    }
  }

  private static String named(ObjectNode object) {
    ManagedObject id = ManagedObject.of(object);
    return (id.group().isEmpty() ? "" : id.group() + "/") + id.kind() + "/" + id.name();
  }

  static String destination(Resource application) {
    return application.spec().path("destination").path("namespace").asText();
  }
}
