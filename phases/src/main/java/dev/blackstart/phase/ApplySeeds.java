package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.Seed;
import dev.blackstart.run.Condition;
import dev.blackstart.run.Phase;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.Progress;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The namespaces and first secrets exist that everything later leans on. */
final class ApplySeeds implements Phase {
  private final ClusterSpec spec;
  private final Duration budget;

  ApplySeeds(ClusterSpec spec, Duration budget) {
    this.spec = spec;
    this.budget = budget;
  }

  @Override
  public PhaseId id() {
    return new PhaseId("seeds");
  }

  @Override
  public String claims() {
    return "the first namespaces and secrets are in the cluster";
  }

  @Override
  public Duration budget() {
    return budget;
  }

  @Override
  public Subject subject() {
    return Subject.OBJECTS;
  }

  @Override
  public String inputs(World world) {
    return world.manifests().seedInputs();
  }

  @Override
  public Map<String, String> files(World world) {
    return world.manifests().digests(spec.seeds().stream().map(Seed::file).toList());
  }

  @Override
  public Condition check(World world) {
    List<KubeObject> seeds = seeds(world);
    List<Waiting> waiting = new ArrayList<>();
    for (KubeObject seed : seeds) {
      Optional<KubeObject> there = world.kube().get(seed.ref());
      if (there.filter(object -> !Departures.isLeaving(object)).isEmpty()) {
        waiting.add(
            new Waiting(
                seed.ref().toString(), there.isEmpty() ? Absence.why(world) : "is being deleted"));
      }
    }
    waiting.addAll(leaving(world, seeds));
    if (seeds.isEmpty() && waiting.isEmpty()) {
      return Condition.met("the repository has no seeds");
    }
    int there = Math.max(0, seeds.size() - waiting.size());
    String because = there + " of " + seeds.size() + " objects";
    return (waiting.isEmpty() ? Condition.met(because) : Condition.unmet(because, waiting))
        .counted(there, seeds.size());
  }

  private List<KubeObject> seeds(World world) {
    return spec.seeds().isEmpty() ? List.of() : world.manifests().seeds();
  }

  /** Namespaces that are to take something in and are on their way out. */
  private List<Waiting> leaving(World world, List<KubeObject> seeds) {
    Set<KubeObject.Ref> others = namespaces(seeds);
    seeds.forEach(seed -> others.remove(seed.ref()));
    return others.stream()
        .filter(name -> world.kube().get(name).filter(Departures::isLeaving).isPresent())
        .map(name -> new Waiting(name.toString(), "is being deleted"))
        .toList();
  }

  /** Every namespace the seeds and the releases go into. */
  private Set<KubeObject.Ref> namespaces(List<KubeObject> seeds) {
    Stream<String> names =
        Stream.concat(
            seeds.stream()
                .map(seed -> seed.kind().equals("Namespace") ? seed.name() : seed.namespace()),
            spec.releases().stream().map(Release::namespace));
    return names
        .filter(name -> !name.isEmpty())
        .map(name -> new KubeObject.Ref("v1", "Namespace", "", name))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  @Override
  public void run(World world, Progress progress) throws InterruptedException {
    List<KubeObject> seeds = seeds(world);
    new Departures().clear(world, progress, namespaces(seeds));
    if (seeds.isEmpty()) {
      return;
    }
    world.kube().applyAll(of(seeds, true));
    world.kube().applyAll(of(seeds, false));
    progress.did("applied " + seeds.size() + " objects: " + kinds(seeds), ByHand.seeds());
  }

  /** Such as {@code 2 Namespaces, 1 Secret}. */
  private static String kinds(List<KubeObject> seeds) {
    Map<String, Long> kinds =
        seeds.stream()
            .collect(Collectors.groupingBy(KubeObject::kind, TreeMap::new, Collectors.counting()));
    return kinds.entrySet().stream()
        .map(kind -> kind.getValue() + " " + kind.getKey() + (kind.getValue() == 1 ? "" : "s"))
        .collect(Collectors.joining(", "));
  }

  private static List<KubeObject> of(List<KubeObject> seeds, boolean namespaces) {
    return seeds.stream().filter(seed -> seed.kind().equals("Namespace") == namespaces).toList();
  }
}
