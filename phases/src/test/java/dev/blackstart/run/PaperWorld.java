package dev.blackstart.run;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Release;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Kubeconfig;
import dev.blackstart.world.Ledger;
import dev.blackstart.world.MachineReport;
import dev.blackstart.world.MachineReport.Reach;
import dev.blackstart.world.MachineReport.ServiceState;
import dev.blackstart.world.MachineStage;
import dev.blackstart.world.Machines;
import dev.blackstart.world.NodeOperations;
import dev.blackstart.world.NodeOperations.FoundVolume;
import dev.blackstart.world.RenderedConfig;
import dev.blackstart.world.Signal;
import dev.blackstart.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A world small enough to be written on paper: facts in maps, time that jumps to whatever is due
 * next. For tests of the engine and of single phases; whole runs are tested in the rehearsal.
 */
public class PaperWorld extends PaperTime
    implements Machines, PaperNodes, PaperCharts, PaperManifests, Ledger {
  public final Map<String, Reach> reach = new HashMap<>();
  public final Map<String, String> etcdState = new HashMap<>();
  public final List<EtcdMember> members = new ArrayList<>();
  public final List<String> acts = new ArrayList<>();
  public final Map<String, String> choices = new HashMap<>();
  public final Map<String, Deployed> releases = new HashMap<>();
  public List<Disk> disks = List.of(PaperManifests.disk("/dev/sda"));
  public List<FoundVolume> volumes = List.of();
  public final Set<String> unfindable = new HashSet<>();
  public final Map<String, List<String>> ownCrds = new HashMap<>();
  public final List<FluxReading> readings = new ArrayList<>();
  public final Map<KubeObject.Ref, KubeObject> objects = new HashMap<>();
  public Instant pendingSince;
  public Rollout rollout = new Rollout(1, 1, List.of());
  public Deque<BootstrapAnswer> bootstrapAnswers = new ArrayDeque<>();

  public World world() {
    return new World(
        World.Kind.REHEARSAL,
        this,
        operations(),
        this,
        this,
        this,
        references -> Map.of(),
        this,
        this);
  }

  /** Paper has no nodes that could be rebooted; such runs are tested in the rehearsal. */
  public NodeOperations operations() {
    return new NoOperations() {
      @Override
      public List<FoundVolume> volumes(Node node) {
        return volumes;
      }

      @Override
      public RenderedConfig runningConfig(Node node) {
        return new RenderedConfig("machine: {}", "running", List.of());
      }
    };
  }

  @Override
  public MachineReport report(Node node) {
    Reach who = reach.getOrDefault(node.address(), Reach.MAINTENANCE);
    MachineStage stage =
        switch (who) {
          case MAINTENANCE -> MachineStage.MAINTENANCE;
          case OURS -> MachineStage.RUNNING;
          case UNREACHABLE, FOREIGN -> MachineStage.UNKNOWN;
        };
    List<ServiceState> services =
        Optional.ofNullable(etcdState.get(node.address()))
            .map(state -> List.of(new ServiceState("etcd", state, Optional.empty(), "")))
            .orElse(List.of());
    return new MachineReport(
        node,
        who,
        stage,
        true,
        List.of(),
        Optional.of("print"),
        Optional.empty(),
        services,
        "",
        now());
  }

  @Override
  public Signal changes() {
    return signal();
  }

  @Override
  public List<String> apply(Node node, RenderedConfig config, Optional<String> fingerprint) {
    acts.add("apply " + node.name());
    reach.put(node.address(), Reach.UNREACHABLE);
    after(Duration.ofSeconds(90), () -> reach.put(node.address(), Reach.OURS));
    return List.of();
  }

  @Override
  public BootstrapAnswer bootstrap(Node node) {
    acts.add("bootstrap " + node.name());
    return bootstrapAnswers.isEmpty() ? BootstrapAnswer.ACCEPTED : bootstrapAnswers.poll();
  }

  @Override
  public List<EtcdMember> etcdMembers(Node node) {
    return List.copyOf(members);
  }

  @Override
  public Kubeconfig kubeconfig(Node node, Server server) {
    return new Kubeconfig("of " + node.name());
  }

  @Override
  public List<Disk> disks(Node node) {
    return disks;
  }

  @Override
  public Optional<Clock> clock(Node node) {
    return Optional.of(new Clock(now(), now()));
  }

  @Override
  public Optional<String> configDigest(Node node) {
    return Optional.empty();
  }

  @Override
  public void adopt(Kubeconfig kubeconfig) {
    acts.add("adopt kubeconfig " + kubeconfig.yaml());
  }

  @Override
  public Optional<Kubeconfig> adopted() {
    return Optional.empty();
  }

  @Override
  public Answer answers() {
    return new Answer(true, "v1.35.0");
  }

  @Override
  public Optional<KubeObject> get(KubeObject.Ref ref) {
    return Optional.ofNullable(objects.get(ref));
  }

  @Override
  public List<KubeObject> list(String apiVersion, String kind, String namespace) {
    return objects.values().stream().filter(object -> object.kind().equals(kind)).toList();
  }

  @Override
  public List<KubeObject> listOnce(
      String apiVersion, String kind, String namespace, Map<String, String> labels) {
    return list(apiVersion, kind, namespace);
  }

  @Override
  public KubeObject apply(KubeObject object, String fieldManager) {
    acts.add("apply " + object + (fieldManager.equals(MANAGER) ? "" : " as " + fieldManager));
    objects.put(object.ref(), object);
    return object;
  }

  @Override
  public void applyAll(List<KubeObject> all, String fieldManager) {
    all.forEach(object -> apply(object, fieldManager));
  }

  @Override
  public void delete(KubeObject.Ref ref) {
    objects.remove(ref);
  }

  @Override
  public boolean served(String group, String version, String plural) {
    return true;
  }

  @Override
  public Rollout rollout(List<KubeObject.Ref> refs) {
    return rollout;
  }

  @Override
  public List<FluxReading> flux() {
    return List.copyOf(readings);
  }

  @Override
  public Chart find(ChartRef ref) {
    if (unfindable.contains(ref.name())) {
      throw new Failure(Failure.Kind.INPUT, "chart " + ref + " is nowhere", "--charts DIR");
    }
    return new Chart(ref.name(), ref.version(), "/charts/" + ref.name(), "digest of " + ref);
  }

  @Override
  public List<String> ownCrds(ChartRef ref) {
    return ownCrds.getOrDefault(ref.name(), List.of());
  }

  @Override
  public Optional<Deployed> deployed(String namespace, String name) {
    return Optional.ofNullable(releases.get(name));
  }

  @Override
  public String valuesDigest(Release release) {
    return release.values().toString();
  }

  @Override
  public void install(Release release) {
    acts.add("install " + release.name());
    releases.put(release.name(), deployed(release, "deployed"));
  }

  @Override
  public Optional<Unfinished> unfinished(String namespace, String name) {
    return deployed(namespace, name)
        .filter(helm -> Unfinished.is(helm.status()))
        .map(
            helm ->
                new Unfinished(
                    helm.revision(), helm.status(), Optional.ofNullable(pendingSince), List.of()));
  }

  @Override
  public void heal(String namespace, String name) {
    acts.add("heal " + name);
    releases.remove(name);
  }

  /** A disk at that path. */
  /** A release as Helm's storage would show it. */
  public Deployed deployed(Release release, String status) {
    return new Deployed(
        release.namespace(),
        release.name(),
        1,
        status,
        release.chart().name(),
        release.chart().version(),
        valuesDigest(release),
        List.of());
  }

  @Override
  public Optional<String> choice(String name) {
    return Optional.ofNullable(choices.get(name));
  }

  @Override
  public void choose(String name, String value) {
    choices.put(name, value);
    acts.add("choose " + name);
  }

  @Override
  public void close() {}
}
