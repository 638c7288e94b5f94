package dev.blackstart.kube;

import dev.blackstart.world.KubeApi.FluxReading;
import dev.blackstart.world.KubeApi.FluxTies;
import dev.blackstart.world.KubeObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Flux's controllers say of their objects (Flux 2, conditions of kstatus). */
final class FluxReadings {
  static final Map<String, String> KINDS =
      Map.of(
          "Kustomization", "kustomize.toolkit.fluxcd.io/v1",
          "HelmRelease", "helm.toolkit.fluxcd.io/v2");

  private static final Pattern DURATION = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ms|h|m|s)");

  /** Of thousands of objects few change between two looks: what was read of the others stays. */
  private Map<KubeObject, FluxReading> known = new IdentityHashMap<>();

  /**
   * @param listing the objects of an apiVersion and kind
   */
  synchronized List<FluxReading> all(Rollouts.Reader listing) {
    FluxSources.AtOnce sources = new FluxSources.AtOnce(listing);
    Map<KubeObject, FluxReading> now = new IdentityHashMap<>();
    List<FluxReading> all = new ArrayList<>();
    KINDS.forEach(
        (kind, apiVersion) -> {
          for (KubeObject object : listing.all(apiVersion, kind)) {
            FluxReading before = known.get(object);
            FluxReading reading = before == null ? of(object) : before;
            now.put(object, reading);
            all.add(FluxSources.explained(reading, object, sources));
          }
        });
    known = now;
    return List.copyOf(all);
  }

  static FluxReading of(KubeObject object) {
    Optional<KubeObject> condition = object.condition("Ready");
    int generation = object.number("metadata", "generation");
    boolean observed = object.number("status", "observedGeneration") >= generation;
    boolean current =
        condition
            .filter(ready -> ready.at("observedGeneration").isPresent())
            .map(ready -> ready.number("observedGeneration") >= generation)
            .orElse(observed);
    boolean isTrue = condition.map(ready -> ready.text("status").equals("True")).orElse(false);
    return new FluxReading(
        object.ref(),
        isTrue && current && observed,
        Boolean.TRUE.equals(object.at("spec", "suspend").orElse(false)),
        condition.filter(ready -> current).map(ready -> ready.text("reason")).orElse(""),
        condition
            .map(ready -> message(ready, current, isTrue && !observed))
            .orElse("Flux has not seen it yet"),
        condition.flatMap(ready -> ObjectFields.instant(ready.text("lastTransitionTime"))),
        ties(object));
  }

  private static String message(KubeObject ready, boolean current, boolean before) {
    return current && !before
        ? ready.text("message").strip().lines().findFirst().orElse("")
        : "Flux has not seen the newest version yet";
  }

  private static FluxTies ties(KubeObject object) {
    List<String> dependsOn = new ArrayList<>();
    for (Object entry : object.list("spec", "dependsOn")) {
      if (entry instanceof Map<?, ?> map && map.get("name") != null) {
        Object namespace = map.get("namespace");
        boolean own = namespace == null || namespace.toString().isEmpty();
        dependsOn.add(
            object.kind() + " " + (own ? object.namespace() : namespace) + "/" + map.get("name"));
      }
    }
    return new FluxTies(
        List.copyOf(dependsOn),
        applied(object),
        object
            .condition("Stalled")
            .map(stalled -> stalled.text("status").equals("True"))
            .orElse(false),
        retry(object));
  }

  /** Of an inventory's ids, {@code namespace_name_group_kind}, those of Flux's own kinds. */
  private static List<String> applied(KubeObject object) {
    List<String> applied = new ArrayList<>();
    for (Object entry : object.list("status", "inventory", "entries")) {
      if (entry instanceof Map<?, ?> map && map.get("id") instanceof String id) {
        String[] parts = id.split("_");
        if (parts.length == 4 && KINDS.containsKey(parts[3])) {
          applied.add(parts[3] + " " + parts[0] + "/" + parts[1]);
        }
      }
    }
    return List.copyOf(applied);
  }

  /** A Kustomization is tried again after its retryInterval, which is its interval by default. */
  private static Optional<Duration> retry(KubeObject object) {
    if (!object.kind().equals("Kustomization")) {
      return Optional.empty();
    }
    String text = object.text("spec", "retryInterval");
    return duration(text.isEmpty() ? object.text("spec", "interval") : text);
  }

  /** As Go writes durations, {@code 1m30s}; absent when it is none. */
  private static Optional<Duration> duration(String text) {
    Matcher parts = DURATION.matcher(text);
    double seconds = 0;
    int end = 0;
    while (parts.find() && parts.start() == end) {
      double number = Double.parseDouble(parts.group(1));
      seconds +=
          switch (parts.group(2)) {
            case "h" -> number * 3600;
            case "m" -> number * 60;
            case "ms" -> number / 1000;
            default -> number;
          };
      end = parts.end();
    }
    return end == 0 || end != text.length()
        ? Optional.empty()
        : Optional.of(Duration.ofMillis((long) (seconds * 1000)));
  }
}
