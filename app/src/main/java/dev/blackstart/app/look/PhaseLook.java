package dev.blackstart.app.look;

import dev.blackstart.cluster.ArgoSource;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.Seed;
import dev.blackstart.phase.ReleaseOrder;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the cluster says about a phase: its release, its nodes, its seeds. */
final class PhaseLook {
  private final World world;
  private final ClusterSpec spec;
  private final CrdLook crds;

  PhaseLook(World world, ClusterSpec spec, CrdLook crds) {
    this.world = world;
    this.spec = spec;
    this.crds = crds;
  }

  /** Empty for a phase about which only the machines could tell. */
  List<Section> sections(String phase, Instant now) {
    Optional<Release> release =
        spec.releases().stream()
            .filter(each -> ReleaseOrder.phaseName(each, spec.releases()).equals(phase))
            .findFirst();
    if (release.isPresent()) {
      return Silence.of(world.kube())
          .orElseGet(() -> new ReleaseLook(world, spec, release.get(), now).sections());
    }
    return switch (phase) {
      case "nodes", "verify" -> Silence.of(world.kube()).orElseGet(() -> List.of(nodes(now)));
      case "seeds" -> Silence.of(world.kube()).orElseGet(() -> List.of(seeds()));
      case "crds" -> Silence.of(world.kube()).orElseGet(crds::sections);
      case "flux" ->
          Silence.of(world.kube())
              .orElseGet(() -> new FluxLook(world.kube(), spec.findings(), now).sections());
      case "root-application", "applications" ->
          Silence.of(world.kube()).orElseGet(() -> applications(now));
      default -> List.of();
    };
  }

  private List<Section> applications(Instant now) {
    String namespace = spec.argo().map(ArgoSource::namespace).orElse("");
    return new ApplicationsLook(world.kube(), namespace, now).sections();
  }

  private Section nodes(Instant now) {
    Map<String, KubeObject> registered = new LinkedHashMap<>();
    world.kube().list("v1", "Node", "").forEach(node -> registered.put(node.name(), node));
    List<Fact> facts = new ArrayList<>();
    for (Node node : spec.nodes()) {
      KubeObject object = registered.get(node.name());
      facts.add(
          (object == null
                  ? Fact.of(Weight.WAITS, line(node.name(), "not registered yet"))
                  : registered(object, now))
              .seenBy("kubectl describe node " + node.name()));
    }
    return new Section("nodes in Kubernetes", facts);
  }

  private static Fact registered(KubeObject node, Instant now) {
    Optional<KubeObject> ready = node.condition("Ready");
    boolean good = ready.map(each -> each.text("status").equals("True")).orElse(false);
    String version = node.text("status", "nodeInfo", "kubeletVersion");
    String why =
        ready
            .map(
                each ->
                    each.text("reason")
                        + ": "
                        + each.text("message")
                        + Ages.since(Ages.instant(each.text("lastTransitionTime")), now))
            .orElse("the kubelet has not reported yet");
    return Fact.of(
        good ? Weight.GOOD : Weight.WAITS,
        line(node.name(), good ? "Ready  " + version : "not Ready  " + version + "  " + why));
  }

  /** By their names alone: secrets are not asked for to look at them. */
  private Section seeds() {
    List<Fact> facts = new ArrayList<>();
    for (Seed seed : spec.seeds()) {
      for (KubeObject.Ref ref : named(seed)) {
        boolean there = world.kube().get(ref).isPresent();
        facts.add(
            Fact.of(
                    there ? Weight.GOOD : Weight.WAITS,
                    line(ref.toString(), (there ? "is there" : "not in the cluster"))
                        + "  from "
                        + seed.file())
                .seenBy(Kubectl.get(ref)));
      }
    }
    return new Section("seeds", facts);
  }

  private static List<KubeObject.Ref> named(Seed seed) {
    List<KubeObject.Ref> refs = new ArrayList<>();
    try {
      for (YamlNode object : Yaml.parse(seed.yaml(), seed.file())) {
        String kind = object.text("kind").orElse("");
        String namespace = object.text("metadata.namespace").orElse(seed.namespace());
        refs.add(
            new KubeObject.Ref(
                object.text("apiVersion").orElse(""),
                kind,
                kind.equals("Namespace") ? "" : namespace.isEmpty() ? "default" : namespace,
                object.text("metadata.name").orElse("")));
      }
    } catch (YamlProblem problem) {
      // Preflight tells of it with its place.
      return refs;
    }
    return refs;
  }

  private static String line(String name, String text) {
    return String.format(Locale.ROOT, "%-32s ", name) + text;
  }
}
