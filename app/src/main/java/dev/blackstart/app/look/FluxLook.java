package dev.blackstart.app.look;

import dev.blackstart.cluster.Finding;
import dev.blackstart.phase.FluxFaults;
import dev.blackstart.phase.FluxFrontier;
import dev.blackstart.world.Counted;
import dev.blackstart.world.KubeApi;
import dev.blackstart.world.KubeApi.FluxReading;
import dev.blackstart.world.KubeObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Flux's objects: what holds the rest up first, with everything that waits for it below; what is
 * ready only as counts.
 */
final class FluxLook {
  /** How many that wait for the same one are named. */
  private static final int NAMED = 12;

  private final KubeApi kube;
  private final Instant now;
  private final Map<String, FluxReading> all = new LinkedHashMap<>();
  private final FluxFrontier frontier;
  private final FluxFaults faults;
  private final Map<String, List<FluxReading>> behind = new LinkedHashMap<>();
  private final Set<String> shown = new HashSet<>();

  /**
   * @param known findings of the repository, for the files and remedies of what fails
   * @param now in the time Kubernetes stamps things with
   */
  FluxLook(KubeApi kube, List<Finding> known, Instant now) {
    this.kube = kube;
    this.now = now;
    List<FluxReading> readings = kube.flux();
    readings.forEach(reading -> all.put(reading.ref().toString(), reading));
    frontier = new FluxFrontier(readings);
    faults = new FluxFaults(known, frontier);
    for (FluxReading reading : frontier.missing()) {
      frontier
          .behind(reading)
          .ifPresent(who -> behind.computeIfAbsent(who, name -> new ArrayList<>()).add(reading));
    }
  }

  List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    List<FluxSources.Source> sources = FluxSources.of(kube);
    if (all.isEmpty() && sources.isEmpty()) {
      Fact none = Fact.of(Weight.WAITS, "there is no Kustomization, HelmRelease or source yet");
      sections.add(new Section("Flux", List.of(none.seenBy("flux check"), controllers())));
      return sections;
    }
    sections.add(new Section("Flux", List.of(counts())));
    List<Fact> broken = FluxSources.broken(sources, now);
    add(sections, "sources that hold the rest up", broken);
    add(sections, "what holds the rest up", tree());
    add(sections, "suspended: not reconciled, and not waited for", suspended());
    add(sections, "not rehearsed: what they need is not at hand", notRehearsed());
    add(sections, "ready", ready(sources));
    return sections;
  }

  private static Fact controllers() {
    return Fact.of(Weight.QUIET, "the controllers").seenBy("kubectl -n flux-system get pods");
  }

  private Fact counts() {
    String counts = frontier.counts();
    boolean done = frontier.missing().isEmpty();
    return Fact.of(
            done ? Weight.GOOD : Weight.STRONG,
            counts.isEmpty() ? "nothing is reconciled yet" : counts + " are ready")
        .seenBy("flux get all -A");
  }

  /** Those who have to change themselves, failures before the rest; below each who waits for it. */
  private List<Fact> tree() {
    List<Fact> facts = new ArrayList<>();
    frontier.missing().stream()
        .filter(reading -> frontier.behind(reading).isEmpty())
        .sorted(Comparator.comparing(FluxLook::isInProgress).thenComparing(this::fewer))
        .forEach(root -> grow(root, 0, facts));
    behind.keySet().stream()
        .map(all::get)
        .filter(reading -> reading != null && reading.suspended())
        .forEach(root -> grow(root, 0, facts));
    // What is left waits for itself: dependencies that go in a circle.
    for (FluxReading reading : frontier.missing()) {
      if (!shown.contains(name(reading))) {
        facts.add(fact(Weight.BAD, reading, "is part of a circle of dependencies").deeper(0));
        grow(reading, 1, facts);
      }
    }
    return facts;
  }

  private static boolean isInProgress(FluxReading reading) {
    return reading.reason().isEmpty() || reading.reason().equals("Progressing");
  }

  /** Who holds up more comes first. */
  private int fewer(FluxReading reading) {
    return -behind.getOrDefault(name(reading), List.of()).size();
  }

  private void grow(FluxReading reading, int depth, List<Fact> facts) {
    if (!shown.add(name(reading))) {
      return;
    }
    Fact blocker = blocker(reading, depth);
    facts.add(blocker);
    if (depth == 0 && blocker.weight() == Weight.BAD && !reading.suspended()) {
      faults.of(List.of(reading)).forEach(fault -> facts.add(cure(reading, fault)));
    }
    List<FluxReading> waiting = behind.getOrDefault(name(reading), List.of());
    waiting.stream().limit(NAMED).forEach(each -> grow(each, depth + 1, facts));
    List<FluxReading> rest = waiting.subList(Math.min(NAMED, waiting.size()), waiting.size());
    if (!rest.isEmpty()) {
      rest.forEach(each -> shown.add(name(each)));
      facts.add(
          Fact.of(Weight.QUIET, "and " + rest.size() + " more wait for it").deeper(depth + 1));
    }
  }

  private static Fact cure(FluxReading reading, Finding fault) {
    String at = fault.at().equals(name(reading)) ? "" : fault.at() + ": ";
    return Fact.of(Weight.STRONG, at + fault.remedy()).deeper(1);
  }

  private Fact blocker(FluxReading reading, int depth) {
    if (reading.suspended()) {
      return fact(Weight.BAD, reading, "is suspended").deeper(depth);
    }
    if (depth > 0) {
      return fact(Weight.QUIET, reading, "waits for it").deeper(depth);
    }
    List<String> absent = frontier.absent(reading);
    if (!absent.isEmpty()) {
      return fact(Weight.BAD, reading, "depends on " + absent.getFirst() + ", which is not there");
    }
    Weight weight = isInProgress(reading) ? Weight.WAITS : Weight.BAD;
    return fact(weight, reading, FluxFrontier.said(reading) + Ages.since(reading.since(), now));
  }

  private List<Fact> suspended() {
    return all.values().stream()
        .filter(FluxReading::suspended)
        .map(reading -> Fact.of(Weight.QUIET, name(reading)).seenBy(flux("resume", reading.ref())))
        .toList();
  }

  private List<Fact> notRehearsed() {
    return frontier.notRehearsed().stream()
        .map(all::get)
        .map(reading -> Fact.of(Weight.QUIET, name(reading)).seenBy(see(reading.ref())))
        .toList();
  }

  private List<Fact> ready(List<FluxSources.Source> sources) {
    Map<String, Long> kinds =
        all.values().stream()
            .filter(reading -> reading.ready() && !reading.suspended())
            .collect(
                Collectors.groupingBy(
                    each -> each.ref().kind(), TreeMap::new, Collectors.counting()));
    sources.stream()
        .filter(FluxSources.Source::ready)
        .forEach(each -> kinds.merge(each.object().kind(), 1L, Long::sum));
    return kinds.entrySet().stream()
        .map(
            kind ->
                Fact.of(Weight.GOOD, Counted.of(kind.getValue(), kind.getKey()))
                    .seenBy("flux get " + FluxSources.words(kind.getKey()) + " -A"))
        .toList();
  }

  private Fact fact(Weight weight, FluxReading reading, String text) {
    return Fact.of(weight, name(reading) + "  " + text).seenBy(see(reading.ref()));
  }

  /** Flux tells a Kustomization's events best, Helm's are in the object. */
  private static String see(KubeObject.Ref ref) {
    return ref.kind().equals("Kustomization") ? flux("events --for", ref) : Kubectl.describe(ref);
  }

  private static String flux(String verb, KubeObject.Ref ref) {
    String name =
        verb.startsWith("events")
            ? ref.kind() + "/" + ref.name()
            : FluxSources.words(ref.kind()).replaceAll("s$", "") + " " + ref.name();
    return "flux -n " + ref.namespace() + " " + verb + " " + name;
  }

  private static String name(FluxReading reading) {
    return reading.ref().toString();
  }

  private static void add(List<Section> to, String title, List<Fact> facts) {
    if (!facts.isEmpty()) {
      to.add(new Section(title, facts));
    }
  }
}
