package dev.blackstart.phase;

import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where Argo CD stands: which Applications are Synced and Healthy, and who holds up whom. */
final class ArgoFrontier {
  private final Map<String, ArgoApplication> all = new LinkedHashMap<>();
  private final List<ArgoApplication> counted;
  private final List<ArgoApplication> missing;

  ArgoFrontier(List<KubeObject> applications) {
    applications.stream()
        .map(ArgoApplication::new)
        .sorted(Comparator.comparing(ArgoApplication::name))
        .forEach(each -> all.put(each.name(), each));
    this.counted = all.values().stream().filter(ArgoFrontier::counts).toList();
    this.missing = counted.stream().filter(each -> !each.ready()).toList();
  }

  private static boolean counts(ArgoApplication each) {
    return !each.isNotRehearsed() && (!each.isByHand() || each.ready());
  }

  int ready() {
    return counted.size() - missing.size();
  }

  int total() {
    return counted.size();
  }

  String counts() {
    List<ArgoApplication> byHand = byHand();
    return ready()
        + " of "
        + total()
        + " Applications are Synced and Healthy"
        + (byHand.isEmpty() ? "" : ", " + byHand.size() + " wait for a sync by hand");
  }

  List<String> notRehearsed() {
    return all.values().stream()
        .filter(ArgoApplication::isNotRehearsed)
        .map(ArgoApplication::name)
        .toList();
  }

  /** Those nobody syncs unless somebody asks. */
  List<ArgoApplication> byHand() {
    return all.values().stream()
        .filter(each -> !each.isNotRehearsed() && each.isByHand() && !each.ready())
        .toList();
  }

  /** Who is waited for: first those who have to change themselves. */
  List<Waiting> waiting() {
    return missing.stream()
        .sorted(Comparator.comparingInt(each -> behind(each).isPresent() ? 1 : 0))
        .map(
            each -> {
              Optional<String> behind = behind(each);
              String reason = behind.map(who -> "waits for " + who).orElseGet(each::reason);
              return new Waiting(each.name(), reason, Optional.empty(), behind);
            })
        .toList();
  }

  /** An Application it deploys that is not ready yet, unless it has failed by itself. */
  private Optional<String> behind(ArgoApplication each) {
    return each.isLost()
        ? Optional.empty()
        : each.children().stream()
            .filter(child -> missing.stream().anyMatch(other -> other.name().equals(child)))
            .findFirst();
  }

  /** Those who cannot become ready by themselves. */
  List<ArgoApplication> lost() {
    return missing.stream().filter(ArgoApplication::isLost).toList();
  }

  /** Whether nothing that is missing can become ready any more. */
  boolean isStuck() {
    return !lost().isEmpty()
        && missing.stream().allMatch(each -> each.isLost() || behind(each).isPresent())
        && missing.stream()
            .filter(each -> !each.isLost())
            .allMatch(each -> leadsToLost(each, missing.size()));
  }

  private boolean leadsToLost(ArgoApplication each, int steps) {
    return steps > 0
        && each.children().stream()
            .map(all::get)
            .filter(child -> child != null && missing.contains(child))
            .allMatch(child -> child.isLost() || leadsToLost(child, steps - 1));
  }
}
