package dev.blackstart.app.look;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Release;
import dev.blackstart.phase.HandOver;
import dev.blackstart.phase.HandOvers;
import dev.blackstart.world.Charts.Deployed;
import dev.blackstart.world.KubeApi.Rollout;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A release: what Helm says, who is ready where, the last events, its objects. */
final class ReleaseLook {
  private static final Set<String> WORKLOADS =
      Set.of("Deployment", "DaemonSet", "StatefulSet", "Job", "Pod");

  /** Names of one kind, before the rest is counted. */
  private static final int NAMES = 6;

  private final World world;
  private final ClusterSpec spec;
  private final Release release;
  private final Instant now;

  /**
   * @param now in the time Kubernetes stamps things with
   */
  ReleaseLook(World world, ClusterSpec spec, Release release, Instant now) {
    this.world = world;
    this.spec = spec;
    this.release = release;
    this.now = now;
  }

  List<Section> sections() {
    Optional<Deployed> deployed = world.charts().deployed(release.namespace(), release.name());
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("Helm", helm(deployed)));
    List<KubeObject.Ref> objects = deployed.map(Deployed::objects).orElse(List.of());
    List<KubeObject.Ref> workloads =
        objects.stream().filter(ref -> WORKLOADS.contains(ref.kind())).toList();
    if (!workloads.isEmpty()) {
      sections.add(new Section("workloads", workloads.stream().flatMap(this::workload).toList()));
    }
    workloads.stream()
        .filter(ref -> ref.kind().equals("DaemonSet"))
        .map(ref -> new NodeRollout(world.kube(), spec.nodes(), ref, now))
        .map(NodeRollout::section)
        .flatMap(Optional::stream)
        .forEach(sections::add);
    if (!objects.isEmpty()) {
      sections.add(new Section("last events", new LastEvents(world.kube(), now).of(objects)));
      sections.add(new Section("objects", objects(objects)));
    }
    return sections;
  }

  private List<Fact> helm(Optional<Deployed> deployed) {
    String in = " -n " + release.namespace() + " " + release.name();
    Fact wanted =
        Fact.of(
                Weight.QUIET,
                "wanted    "
                    + release.chart()
                    + " as "
                    + release.qualifiedName()
                    + ", says "
                    + release.at())
            .seenBy("helm show chart " + release.chart().from());
    if (deployed.isEmpty()) {
      return List.of(
          Fact.of(Weight.WAITS, "deployed  not installed yet")
              .seenBy("helm list -a -n " + release.namespace()),
          wanted);
    }
    Deployed helm = deployed.get();
    boolean good = helm.status().equals("deployed") && release.chart().mayBe(helm.chartVersion());
    String state =
        helm.chart()
            + " "
            + helm.chartVersion()
            + ", revision "
            + helm.revision()
            + ", "
            + helm.status();
    List<Fact> facts = new ArrayList<>();
    facts.add(
        Fact.of(good ? Weight.GOOD : Weight.WAITS, "deployed  " + state)
            .seenBy("helm history" + in));
    facts.add(wanted);
    HandOvers.of(spec, release, world).map(this::handed).ifPresent(facts::add);
    return facts;
  }

  private Fact handed(HandOver taken) {
    Weight weight =
        switch (taken.fate()) {
          case ADOPTED -> Weight.GOOD;
          case LEFT, UNDECIDED -> Weight.WAITS;
          case RECREATED, CONFLICTING -> Weight.BAD;
        };
    return spec.argo().isPresent()
        ? Fact.of(weight, "Argo CD   " + taken.what()).seenBy("kubectl get applications -A")
        : Fact.of(weight, "Flux      " + taken.what()).seenBy("flux get helmreleases -A");
  }

  /** The workload, and below it who is missing and why. */
  private Stream<Fact> workload(KubeObject.Ref ref) {
    Rollout rollout = world.kube().rollout(List.of(ref));
    List<Fact> facts = new ArrayList<>();
    facts.add(
        Fact.of(
                rollout.complete() ? Weight.GOOD : Weight.WAITS,
                String.format(
                    Locale.ROOT, "%-44s %d of %d ready", ref, rollout.ready(), rollout.total()))
            .seenBy(ref.kind().equals("Pod") ? Kubectl.get(ref) : seen(ref)));
    for (Waiting waiting : rollout.waiting()) {
      String reason = waiting.reason().replace(ref + ": ", "");
      String who = waiting.who().equals(ref.toString()) ? "" : waiting.who() + "  ";
      facts.add(
          Fact.of(Weight.BAD, who + reason + Ages.since(waiting.since(), now))
              .deeper(1)
              .seenBy(see(ref, waiting)));
    }
    return facts.stream();
  }

  private static String seen(KubeObject.Ref ref) {
    return ref.kind().equals("Job") ? Kubectl.describe(ref) : Kubectl.rollout(ref);
  }

  private String see(KubeObject.Ref workload, Waiting waiting) {
    String pod = "Pod " + workload.namespace() + "/";
    if (waiting.who().startsWith(pod)) {
      return Kubectl.describe(
          new KubeObject.Ref(
              "v1", "Pod", workload.namespace(), waiting.who().substring(pod.length())));
    }
    return NodeRollout.pods(world.kube(), workload).stream()
        .filter(each -> each.text("spec", "nodeName").equals(waiting.who()))
        .findFirst()
        .map(each -> Kubectl.describe(each.ref()))
        .orElseGet(() -> Kubectl.describe(workload));
  }

  private List<Fact> objects(List<KubeObject.Ref> objects) {
    Map<String, List<String>> kinds =
        objects.stream()
            .collect(
                Collectors.groupingBy(
                    KubeObject.Ref::kind,
                    TreeMap::new,
                    Collectors.mapping(KubeObject.Ref::name, Collectors.toList())));
    String command = "helm get manifest -n " + release.namespace() + " " + release.name();
    return kinds.entrySet().stream()
        .map(
            kind ->
                Fact.plain(
                        String.format(
                                Locale.ROOT, "%-28s %3d  ", kind.getKey(), kind.getValue().size())
                            + names(kind.getValue()))
                    .seenBy(command))
        .toList();
  }

  private static String names(List<String> names) {
    int more = names.size() - NAMES;
    return names.stream().limit(NAMES).collect(Collectors.joining(", "))
        + (more > 0 ? " and " + more + " more" : "");
  }
}
