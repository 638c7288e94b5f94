package dev.blackstart.phase;

import dev.blackstart.world.KubeApi.FluxReading;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Remembers how often Flux has tried an object in vain. A failure may be transient: an object is
 * given up when it failed the same way three times over, when Flux itself does not try it again, or
 * when the next attempt comes too late.
 */
final class FluxAttempts {
  private static final int ENOUGH = 3;

  /** World time after which a release whose failure never changes has been looked at often. */
  private static final Duration UNCHANGED = Duration.ofMinutes(5);

  private static final Pattern NUMBERS = Pattern.compile("[0-9]+");

  private static final Set<String> NO_FAILURE =
      Set.of("", "Progressing", "DependencyNotReady", "NotRehearsed", "Suspended");

  private record Failed(FluxReading said, String how, int times, Instant at) {}

  private final Instant deadline;
  private final Map<String, Failed> failures = new HashMap<>();
  private final Set<String> failing = new HashSet<>();

  /**
   * @param deadline world time after which nothing helps any more
   */
  FluxAttempts(Instant deadline) {
    this.deadline = deadline;
  }

  /** Takes in what Flux says now. */
  void look(List<FluxReading> readings, Instant now) {
    for (FluxReading reading : readings) {
      String who = reading.ref().toString();
      if (reading.ready() || NO_FAILURE.contains(reading.reason())) {
        failing.remove(who);
        if (reading.ready()) {
          failures.remove(who);
        }
        continue;
      }
      Failed before = failures.get(who);
      if (before != null && before.said() == reading && failing.contains(who)) {
        continue;
      }
      String how = reading.reason() + NUMBERS.matcher(reading.message()).replaceAll("");
      boolean other = before == null || !before.how().equals(how);
      boolean again = failing.add(who);
      if (other) {
        failures.put(who, new Failed(reading, how, 1, now));
      } else if (again || !before.said().since().equals(reading.since())) {
        failures.put(who, new Failed(reading, how, before.times() + 1, now));
      }
    }
  }

  /** An object as it was when it last failed, for it may just be tried again; else as it is. */
  FluxReading asItFailed(FluxReading reading) {
    Failed failed = failures.get(reading.ref().toString());
    return failed == null ? reading : failed.said();
  }

  /** Whether an object will not become ready in time by being tried again. */
  boolean isGivenUp(FluxReading reading, Instant now) {
    if (reading.ready() || reading.ties().stalled()) {
      return !reading.ready();
    }
    Failed failed = failures.get(reading.ref().toString());
    if (failed == null) {
      return false;
    }
    boolean late =
        failing.contains(reading.ref().toString())
            && reading
                .ties()
                .retry()
                .map(retry -> failed.at().plus(retry).isAfter(deadline))
                .orElse(now.isAfter(failed.at().plus(UNCHANGED)));
    return failed.times() >= ENOUGH || late;
  }
}
