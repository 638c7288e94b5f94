package dev.blackstart.repository.helmfile;

import dev.blackstart.cluster.Release;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether every need can be met, and in some order. */
public final class NeedsChecks {
  private final Findings findings;

  public NeedsChecks(Findings findings) {
    this.findings = findings;
  }

  /**
   * Reports needs that name nothing and needs that go in a circle.
   *
   * @param unreadable releases that are there but could not be read, as namespace/name
   */
  public void check(List<Release> releases, Set<String> unreadable) {
    Map<String, Release> byName = new LinkedHashMap<>();
    releases.forEach(release -> byName.put(release.qualifiedName(), release));
    for (Release release : releases) {
      for (String need : release.needs()) {
        if (!byName.containsKey(need) && !unreadable.contains(need)) {
          findings.add(
              FindingKind.NEEDS_UNKNOWN,
              release.at(),
              "release " + release.name() + " needs " + need + ", and there is no such release",
              "name one of " + String.join(", ", byName.keySet()));
        }
      }
    }
    Set<String> reported = new HashSet<>();
    for (Release release : releases) {
      circle(release, byName)
          .filter(circle -> reported.add(String.join(" ", circle.stream().sorted().toList())))
          .ifPresent(circle -> report(byName.get(circle.getFirst()), circle));
    }
  }

  private void report(Release first, List<String> circle) {
    findings.add(
        FindingKind.NEEDS_CYCLE,
        first.at(),
        "needs go in a circle: " + String.join(" → ", circle) + " → " + circle.getFirst(),
        "remove one of these needs");
  }

  /** The circle a release is part of, beginning with it. */
  private static Optional<List<String>> circle(Release start, Map<String, Release> byName) {
    return walk(start.qualifiedName(), start, byName, new ArrayList<>(), new HashSet<>());
  }

  private static Optional<List<String>> walk(
      String goal,
      Release release,
      Map<String, Release> byName,
      List<String> path,
      Set<String> seen) {
    path.add(release.qualifiedName());
    for (String need : release.needs()) {
      if (need.equals(goal)) {
        return Optional.of(List.copyOf(path));
      }
      if (byName.containsKey(need) && seen.add(need)) {
        Optional<List<String>> found = walk(goal, byName.get(need), byName, path, seen);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    path.removeLast();
    return Optional.empty();
  }
}
