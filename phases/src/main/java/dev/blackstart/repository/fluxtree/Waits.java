package dev.blackstart.repository.fluxtree;

import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who waits for whom: circles, and what a fault keeps from being ready besides. */
final class Waits {
  private static final int NAMED = 20;

  /** How far one has come; each stage waits for others. */
  private enum Stage {
    /** It is in the cluster: whoever applies it has got that far. */
    THERE,
    /** What it depends on is ready, and it has applied or installed what it holds. */
    APPLIED,
    READY
  }

  private record State(Reconciliation one, Stage stage) {}

  private final Map<ObjectKey, Reconciliation> all = new LinkedHashMap<>();
  private final Contents contents;
  private final Findings findings;
  private final Map<State, Set<State>> needs = new LinkedHashMap<>();
  private final Map<State, Set<State>> neededBy = new LinkedHashMap<>();

  Waits(Collection<Reconciliation> all, Contents contents, Findings findings) {
    all.forEach(one -> this.all.put(one.key(), one));
    this.contents = contents;
    this.findings = findings;
  }

  void check() {
    all.values().forEach(this::link);
    circles();
    all.values().stream()
        .filter(one -> one.isSuspended() && one.owner().filter(Reconciliation::isAsleep).isEmpty())
        .forEach(this::suspended);
    Map<String, List<Reconciliation>> faulty = new LinkedHashMap<>();
    all.values().stream()
        .filter(one -> !one.isAsleep())
        .forEach(
            one ->
                one.fault()
                    .ifPresent(
                        at -> faulty.computeIfAbsent(at, place -> new ArrayList<>()).add(one)));
    faulty.forEach(this::faulty);
  }

  private void link(Reconciliation one) {
    State there = new State(one, Stage.THERE);
    State applied = new State(one, Stage.APPLIED);
    State ready = new State(one, Stage.READY);
    one.owner().ifPresent(owner -> link(there, new State(owner, Stage.APPLIED)));
    link(applied, there);
    link(ready, applied);
    for (ObjectKey dependency : one.dependencies()) {
      if (all.containsKey(dependency)) {
        link(applied, new State(all.get(dependency), Stage.READY));
      } else {
        contents
            .wouldBring(dependency)
            .forEach(broken -> link(applied, new State(broken, Stage.APPLIED)));
      }
    }
    for (ObjectKey awaited : one.awaited()) {
      if (all.containsKey(awaited)) {
        link(ready, new State(all.get(awaited), Stage.READY));
      }
    }
  }

  private void link(State waiting, State needed) {
    needs.computeIfAbsent(waiting, key -> new LinkedHashSet<>()).add(needed);
    neededBy.computeIfAbsent(needed, key -> new LinkedHashSet<>()).add(waiting);
  }

  private void circles() {
    Set<State> done = new LinkedHashSet<>();
    for (State state : needs.keySet()) {
      descend(state, new ArrayList<>(), done);
    }
  }

  private void descend(State state, List<State> path, Set<State> done) {
    int begun = path.indexOf(state);
    if (begun >= 0) {
      circle(path.subList(begun, path.size()));
      return;
    }
    if (!done.add(state)) {
      return;
    }
    path.add(state);
    needs.getOrDefault(state, Set.of()).forEach(needed -> descend(needed, path, done));
    path.removeLast();
  }

  private void circle(List<State> states) {
    if (states.stream().anyMatch(state -> state.one().isAsleep())) {
      return;
    }
    List<String> steps = new ArrayList<>();
    String place = "";
    for (int i = 0; i < states.size(); i++) {
      State state = states.get(i);
      State needed = states.get((i + 1) % states.size());
      if (!state.one().equals(needed.one())) {
        steps.add((steps.isEmpty() ? state.one() : "which") + why(state) + needed.one());
      }
      if (place.isEmpty() && state.stage() == Stage.APPLIED && !state.one().equals(needed.one())) {
        place = state.one().place("spec.dependsOn", needed.one().key().name());
      }
    }
    String at = place;
    states.forEach(state -> state.one().failAt(at));
    findings.add(
        FindingKind.DEPENDS_ON_CYCLE,
        place,
        "nobody can be first: " + String.join(", ", steps),
        "take one of these dependsOn away");
  }

  private static String why(State waiting) {
    return switch (waiting.stage()) {
      case THERE -> " is applied by ";
      case APPLIED -> " depends on ";
      case READY -> " waits for ";
    };
  }

  private void suspended(Reconciliation one) {
    String waiting = waiting(List.of(one));
    findings.add(
        FindingKind.FLUX_SUSPENDED,
        one.place("spec.suspend"),
        one + " is suspended" + (waiting.isEmpty() ? "" : ", and for it wait: " + waiting),
        "nothing to do if that is meant; else take suspend away");
  }

  private void faulty(String place, List<Reconciliation> together) {
    String waiting = waiting(together);
    if (!waiting.isEmpty()) {
      String first = together.getFirst().toString();
      String more = together.size() > 1 ? " and " + (together.size() - 1) + " more" : "";
      findings.add(
          FindingKind.FLUX_WAITS,
          place,
          "for " + first + more + " wait: " + waiting,
          "nothing to do: they go on when " + first + " does");
    }
  }

  /** The others that cannot be ready while some are not, by name. */
  private String waiting(List<Reconciliation> some) {
    Set<State> reached = new LinkedHashSet<>();
    some.forEach(one -> reach(new State(one, Stage.APPLIED), reached));
    List<String> others =
        reached.stream()
            .map(State::one)
            .distinct()
            .filter(other -> !some.contains(other) && !other.isAsleep())
            .map(Reconciliation::toString)
            .toList();
    String more = others.size() > NAMED ? " and " + (others.size() - NAMED) + " more" : "";
    return String.join(", ", others.subList(0, Math.min(NAMED, others.size()))) + more;
  }

  private void reach(State state, Set<State> reached) {
    if (reached.add(state)) {
      neededBy.getOrDefault(state, Set.of()).forEach(next -> reach(next, reached));
    }
  }
}
