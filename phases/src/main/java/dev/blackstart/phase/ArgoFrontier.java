package dev.blackstart.phase;

import dev.blackstart.world.KubeApi;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Where Argo CD stands: which Applications are Synced and Healthy, and who holds up whom. */
public final class ArgoFrontier {
  private final Map<String, ArgoApplication> all = new LinkedHashMap<>();
  private final List<ArgoApplication> counted;
  private final List<ArgoApplication> missing;

  public ArgoFrontier(List<KubeObject> applications) {
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

  /** The Applications of a namespace as they are. */
  public static ArgoFrontier of(KubeApi kube, String namespace) {
    return new ArgoFrontier(kube.list(ApplyRoot.API, "Application", namespace));
  }

  /** All there are, by name. */
  public List<ArgoApplication> all() {
    return List.copyOf(all.values());
  }

  /** Those that are waited for. */
  public List<ArgoApplication> missing() {
    return missing;
  }

  /** Those that count: not rehearsed and by hand are left out. */
  List<ArgoApplication> counted() {
    return counted;
  }

  int ready() {
    return counted.size() - missing.size();
  }

  int total() {
    return counted.size();
  }

  public String counts() {
    List<ArgoApplication> byHand = byHand();
    return ready()
        + " of "
        + total()
        + " Applications are Synced and Healthy"
        + (byHand.isEmpty() ? "" : ", " + byHand.size() + " wait for a sync by hand");
  }

  public List<String> notRehearsed() {
    return all.values().stream()
        .filter(ArgoApplication::isNotRehearsed)
        .map(ArgoApplication::name)
        .toList();
  }

  /** Those nobody syncs unless somebody asks. */
  public List<ArgoApplication> byHand() {
    return all.values().stream()
        .filter(each -> !each.isNotRehearsed() && each.isByHand() && !each.ready())
        .toList();
  }

  /** Who is waited for: first those who have to change themselves. */
  public List<Waiting> waiting() {
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
  public Optional<String> behind(ArgoApplication each) {
    return each.isLost()
        ? Optional.empty()
        : each.children().stream()
            .filter(child -> missing.stream().anyMatch(other -> other.name().equals(child)))
            .findFirst();
  }

  /** Whether nothing that is missing can become ready any more. */
  boolean isStuck(Predicate<ArgoApplication> alsoLost) {
    Predicate<ArgoApplication> lost = alsoLost.or(ArgoApplication::isLost);
    return missing.stream().anyMatch(lost)
        && missing.stream().allMatch(each -> lost.test(each) || behind(each).isPresent())
        && missing.stream()
            .filter(lost.negate())
            .allMatch(each -> leadsToLost(each, lost, missing.size()));
  }

  private boolean leadsToLost(ArgoApplication each, Predicate<ArgoApplication> lost, int steps) {
    return steps > 0
        && each.children().stream()
            .map(all::get)
            .filter(child -> child != null && missing.contains(child))
            .allMatch(child -> lost.test(child) || leadsToLost(child, lost, steps - 1));
  }
}
