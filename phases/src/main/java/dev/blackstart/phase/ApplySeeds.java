package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
    if (spec.seeds().isEmpty()) {
      return Condition.met("the repository has no seeds");
    }
    List<KubeObject> seeds = world.manifests().seeds();
    List<Waiting> waiting = new ArrayList<>();
    for (KubeObject seed : seeds) {
      if (world.kube().get(seed.ref()).isEmpty()) {
        waiting.add(new Waiting(seed.ref().toString(), "not in the cluster"));
      }
    }
    int there = seeds.size() - waiting.size();
    String because = there + " of " + seeds.size() + " objects";
    return (waiting.isEmpty() ? Condition.met(because) : Condition.unmet(because, waiting))
        .counted(there, seeds.size());
  }

  @Override
  public void run(World world, Progress progress) throws InterruptedException {
    List<KubeObject> seeds = world.manifests().seeds();
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
