package dev.blackstart.phase;

import dev.blackstart.cluster.Release;
import dev.blackstart.world.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts releases into the order their {@code needs} ask for; ties keep the order of the file. */
public final class ReleaseOrder {
  /** Phase names that are taken: a release that shares one is called by namespace and name. */
  private static final Set<String> TAKEN =
      Set.of(
          "preflight",
          "configs",
          "apply",
          "etcd",
          "kubeconfig",
          "nodes",
          "seeds",
          "crds",
          "flux",
          "verify",
          "total");

  private ReleaseOrder() {}

  /**
   * @throws Failure INPUT when the needs go in a circle
   */
  public static List<Release> byNeeds(List<Release> releases) {
    Map<String, Release> open = new LinkedHashMap<>();
    releases.forEach(release -> open.put(release.qualifiedName(), release));
    List<Release> ordered = new ArrayList<>();
    while (!open.isEmpty()) {
      Release next =
          open.values().stream()
              .filter(release -> release.needs().stream().noneMatch(open::containsKey))
              .findFirst()
              .orElseThrow(() -> circle(open));
      ordered.add(next);
      open.remove(next.qualifiedName());
    }
    return ordered;
  }

  /** The phase a release becomes: its name, or namespace/name where names clash. */
  public static String phaseName(Release release, List<Release> all) {
    boolean clash =
        TAKEN.contains(release.name())
            || all.stream().filter(other -> other.name().equals(release.name())).count() > 1;
    return clash ? release.qualifiedName() : release.name();
  }

  private static Failure circle(Map<String, Release> open) {
    Release first = open.values().iterator().next();
    return new Failure(
        Failure.Kind.INPUT,
        first.at() + ": needs go in a circle: " + String.join(", ", open.keySet()),
        "remove one of these needs");
  }
}
