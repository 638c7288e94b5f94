package dev.blackstart.app.plain;

import dev.blackstart.run.PhaseId;
import dev.blackstart.world.Waiting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reasons a line had no room for, each told once: who has the same one stands together. What merely
 * waits for another is left out, its reason is told with that other.
 */
final class Unsaid {
  /** More than this many with the same reason are counted, not listed. */
  private static final int NAMES = 20;

  private final Set<String> said = new HashSet<>();

  /**
   * The texts that are still to be told.
   *
   * @param line what is told anyway
   */
  List<String> of(PhaseId phase, List<Waiting> waiting, String line) {
    Map<String, List<String>> byReason = new LinkedHashMap<>();
    for (Waiting one : waiting) {
      String key = phase + " " + one.who() + " " + steady(one.reason());
      boolean shown = line.contains(one.toString().replace('\n', ' '));
      if (one.isRoot() && said.add(key) && !shown) {
        byReason.computeIfAbsent(one.reason(), first -> new ArrayList<>()).add(one.who());
      }
    }
    List<String> texts = new ArrayList<>();
    byReason.forEach((reason, names) -> texts.add(new Waiting(listed(names), reason).toString()));
    return texts;
  }

  private static String listed(List<String> names) {
    String shown = names.stream().limit(NAMES).collect(Collectors.joining(", "));
    return names.size() > NAMES ? shown + " and " + (names.size() - NAMES) + " more" : shown;
  }

  /** A reason that only counts on is the same reason. */
  private static String steady(String reason) {
    return reason.replaceAll("[0-9]+", "#");
  }
}
