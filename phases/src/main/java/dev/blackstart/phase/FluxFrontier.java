package dev.blackstart.phase;

import dev.blackstart.world.KubeApi.FluxReading;
import dev.blackstart.world.Waiting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Where Flux stands: who is ready, who holds up whom, and whether anything can still change. What
 * is suspended or not rehearsed is not counted.
 */
public final class FluxFrontier {
  private static final Set<String> WAITS_FOR_CONTENT = Set.of("Progressing", "HealthCheckFailed");

  private final Map<String, FluxReading> all = new LinkedHashMap<>();
  private final List<FluxReading> counted;
  private final List<FluxReading> missing;
  private final Set<String> missed = new HashSet<>();
  private final Map<FluxReading, Optional<String>> held = new IdentityHashMap<>();
  private List<Waiting> waiting = List.of();

  public FluxFrontier(List<FluxReading> readings) {
    readings.forEach(reading -> all.put(reading.ref().toString(), reading));
    this.counted =
        readings.stream()
            .filter(reading -> !reading.suspended() && !isNotRehearsed(reading))
            .toList();
    this.missing = counted.stream().filter(reading -> !reading.ready()).toList();
    missing.forEach(reading -> missed.add(reading.ref().toString()));
  }

  private static boolean isNotRehearsed(FluxReading reading) {
    return reading.reason().equals("NotRehearsed");
  }

  int ready() {
    return counted.size() - missing.size();
  }

  int total() {
    return counted.size();
  }

  /** What counts, ready or not. */
  List<FluxReading> counted() {
    return counted;
  }

  /** What counts and is not ready. */
  public List<FluxReading> missing() {
    return missing;
  }

  public List<String> notRehearsed() {
    return all.values().stream()
        .filter(FluxFrontier::isNotRehearsed)
        .map(reading -> reading.ref().toString())
        .sorted()
        .toList();
  }

  /** Such as {@code 18 of 18 Kustomizations, 6 of 6 HelmReleases}. */
  public String counts() {
    List<String> parts = new ArrayList<>();
    for (String kind : List.of("Kustomization", "HelmRelease")) {
      long total = of(counted, kind);
      if (total > 0) {
        parts.add((total - of(missing, kind)) + " of " + total + " " + kind + "s");
      }
    }
    return String.join(", ", parts);
  }

  /** The same with what is not rehearsed. */
  String allCounts() {
    int apart = notRehearsed().size();
    return counts() + (apart > 0 ? ", " + apart + " not rehearsed" : "");
  }

  private static long of(List<FluxReading> readings, String kind) {
    return readings.stream().filter(reading -> reading.ref().kind().equals(kind)).count();
  }

  /** Whether Flux has an object of this namespace and name. */
  boolean knows(String name) {
    return all.keySet().stream().anyMatch(who -> who.endsWith(" " + name));
  }

  /** Dependencies that are nowhere. */
  public List<String> absent(FluxReading reading) {
    return reading.ties().dependsOn().stream().filter(name -> !all.containsKey(name)).toList();
  }

  /** Who holds it up: a dependency, or something of its own content that it waits for. */
  public Optional<String> behind(FluxReading reading) {
    return held.computeIfAbsent(reading, this::holder);
  }

  private Optional<String> holder(FluxReading reading) {
    if (!absent(reading).isEmpty()) {
      return Optional.empty();
    }
    for (String name : reading.ties().dependsOn()) {
      FluxReading dependency = all.get(name);
      if (!dependency.ready() && !isNotRehearsed(dependency)) {
        return Optional.of(name);
      }
    }
    if (!WAITS_FOR_CONTENT.contains(reading.reason())) {
      return Optional.empty();
    }
    return reading.ties().applies().stream()
        .filter(name -> !name.equals(reading.ref().toString()))
        .filter(missed::contains)
        .findFirst();
  }

  /** Who is waited for: first those who have to change themselves, failures before the others. */
  public List<Waiting> waiting() {
    if (waiting.isEmpty()) {
      waiting =
          missing.stream().sorted(Comparator.comparingInt(this::rank)).map(this::waiting).toList();
    }
    return waiting;
  }

  private Waiting waiting(FluxReading reading) {
    Optional<String> behind = behind(reading);
    String reason = behind.map(who -> "waits for " + who).orElseGet(() -> reason(reading));
    return new Waiting(reading.ref().toString(), reason, reading.since(), behind);
  }

  private int rank(FluxReading reading) {
    if (behind(reading).isPresent()) {
      return 2;
    }
    return reading.reason().isEmpty() || reading.reason().equals("Progressing") ? 1 : 0;
  }

  /** As short as it is true. */
  private String reason(FluxReading reading) {
    List<String> absent = absent(reading);
    if (!absent.isEmpty()) {
      return "depends on " + absent.getFirst() + ", which is not there";
    }
    return said(reading);
  }

  /** What Flux says of an object: its reason and message, without what is said anyway. */
  public static String said(FluxReading reading) {
    String message = reading.message();
    return switch (reading.reason()) {
      case "" -> message.isEmpty() ? "not reconciled yet" : message;
      case "Progressing" ->
          message.isEmpty() || message.equals("Reconciliation in progress")
              ? "in progress"
              : message.replaceFirst(" with (a )?timeout of .*", "");
      default -> message.isEmpty() ? reading.reason() : reading.reason() + ": " + message;
    };
  }

  /**
   * Those who cannot become ready by themselves: given up, or with a dependency that is nowhere.
   *
   * @param givenUp whether waiting for this one's next attempt is in vain
   */
  List<FluxReading> roots(Predicate<FluxReading> givenUp) {
    return missing.stream()
        .filter(
            reading ->
                !absent(reading).isEmpty() || (givenUp.test(reading) && behind(reading).isEmpty()))
        .toList();
  }

  /** Whether nothing that is missing can become ready any more. */
  boolean isStuck(Predicate<FluxReading> givenUp) {
    Set<String> lost = new HashSet<>();
    roots(givenUp).forEach(reading -> lost.add(reading.ref().toString()));
    boolean grew = !lost.isEmpty();
    while (grew) {
      grew = false;
      for (FluxReading reading : missing) {
        boolean held = behind(reading).filter(who -> lost.contains(who) || isIdle(who)).isPresent();
        grew |= held && lost.add(reading.ref().toString());
      }
    }
    return !missing.isEmpty() && lost.size() == missing.size();
  }

  private boolean isIdle(String who) {
    return all.get(who).suspended();
  }
}
