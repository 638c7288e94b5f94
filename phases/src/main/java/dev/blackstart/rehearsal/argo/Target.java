package dev.blackstart.rehearsal.argo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.blackstart.rehearsal.argo.Task.Phase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an Application wants to be there.
 *
 * @param revision of the sources
 * @param spec what it was made from, to tell whether it is still meant
 * @param all every object, hooks too
 */
record Target(String revision, String spec, List<ObjectNode> all) {
  /** A phase's wave. */
  record Step(Phase phase, int wave, List<Task> tasks) {
    boolean hasHooks() {
      return tasks.stream().anyMatch(Task::hook);
    }
  }

  private List<Task> tasks() {
    return all.stream().flatMap(Task::of).toList();
  }

  /** What stays: all but the hooks. */
  List<ObjectNode> objects() {
    return tasks().stream().filter(task -> !task.hook()).map(Task::object).toList();
  }

  /** The steps of a sync, phase by phase and the lowest wave first. */
  List<Step> steps() {
    Map<Phase, Map<Integer, List<Task>>> steps = new TreeMap<>();
    for (Task task : tasks()) {
      if (task.phase() != Phase.SyncFail) {
        steps
            .computeIfAbsent(task.phase(), any -> new TreeMap<>())
            .computeIfAbsent(task.wave(), any -> new ArrayList<>())
            .add(task);
      }
    }
    List<Step> all = new ArrayList<>();
    steps.forEach(
        (phase, waves) ->
            waves.forEach((wave, tasks) -> all.add(new Step(phase, wave, List.copyOf(tasks)))));
    return all;
  }

  /** What is done when a sync has failed. */
  List<Task> onFailure() {
    return tasks().stream()
        .filter(task -> task.phase() == Phase.SyncFail)
        .sorted(Comparator.comparingInt(Task::wave))
        .toList();
  }
}
