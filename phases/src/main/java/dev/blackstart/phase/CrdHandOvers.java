package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.CrdSource;
import dev.blackstart.phase.HandOver.Fate;
import dev.blackstart.world.Charts.Deployed;
import dev.blackstart.world.KubeApi;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who went on with the definitions of the bootstrap once Flux was there, from facts alone: the
 * marks Flux and Helm leave on what they apply, and who has fields of it.
 */
final class CrdHandOvers {
  private static final List<CrdOwner.Flux> CONTROLLERS =
      List.of(CrdOwner.Flux.kustomization(""), CrdOwner.Flux.release(""));

  private final ClusterSpec spec;
  private final World world;
  private final CrdOwnership ownership;

  private CrdHandOvers(ClusterSpec spec, World world) {
    this.spec = spec;
    this.world = world;
    this.ownership = new CrdOwnership(spec, world);
  }

  /**
   * What became of the definitions of one owner.
   *
   * @param whose in a few words
   */
  record Group(String whose, Fate fate, String what, String remedy) {}

  private record Seen(Fate fate, String crd, String because) {}

  /** By owner; none in a cluster that is not handed to Flux. */
  static List<Group> of(ClusterSpec spec, World world) {
    return spec.flux().isPresent() && !spec.crds().isEmpty()
        ? new CrdHandOvers(spec, world).groups()
        : List.of();
  }

  private List<Group> groups() {
    Map<String, KubeObject> present = new TreeMap<>();
    world
        .kube()
        .listOnce("apiextensions.k8s.io/v1", "CustomResourceDefinition", "", Map.of())
        .forEach(crd -> present.put(crd.name(), crd));
    Map<String, Map<String, Seen>> byOwner = new LinkedHashMap<>();
    for (CrdSource source : spec.crds()) {
      for (String name : CrdNames.of(source, world)) {
        Optional.ofNullable(present.remove(name))
            .ifPresent(crd -> see(owner(source, name), crd, byOwner));
      }
    }
    // what a chart calls by names that only its rendering tells
    present.values().forEach(crd -> owner(crd).ifPresent(owner -> see(owner, crd, byOwner)));
    return byOwner.entrySet().stream()
        .map(entry -> group(entry.getKey(), List.copyOf(entry.getValue().values())))
        .toList();
  }

  private CrdOwner owner(CrdSource source, String crd) {
    return ownership.of(source, crd).orElse(new CrdOwner.Nobody());
  }

  /** Whose it was made by the bootstrap, as far as it shows. */
  private Optional<CrdOwner> owner(KubeObject crd) {
    if (crd.managers().contains(KubeApi.MANAGER)) {
      return Optional.of(new CrdOwner.Nobody());
    }
    return spec.releases().stream()
        .filter(release -> release.qualifiedName().equals(mark(crd)))
        .findFirst()
        .map(release -> new CrdOwner.Helm(release.namespace(), release.name()));
  }

  /** The release it bears the marks of; a slash alone when it bears none. */
  private static String mark(KubeObject crd) {
    return crd.text("metadata", "annotations", HandOvers.RELEASE_NAMESPACE)
        + "/"
        + crd.text("metadata", "annotations", HandOvers.RELEASE_NAME);
  }

  private void see(CrdOwner owner, KubeObject crd, Map<String, Map<String, Seen>> byOwner) {
    Set<String> takers = takers(crd);
    String whose =
        switch (owner) {
          case CrdOwner.Nobody nobody ->
              takers.isEmpty() ? "of nobody" : "of " + takers.iterator().next();
          case CrdOwner.Flux flux -> "of " + flux;
          case CrdOwner.Helm helm -> "of " + helm;
        };
    byOwner
        .computeIfAbsent(whose, any -> new TreeMap<>())
        .put(crd.name(), seen(owner, crd, takers));
  }

  private Seen seen(CrdOwner owner, KubeObject crd, Set<String> takers) {
    String name = crd.name();
    if (takers.size() > 1) {
      return new Seen(Fate.CONFLICTING, name, "is applied by " + String.join(" and by ", takers));
    }
    return switch (owner) {
      case CrdOwner.Nobody nobody ->
          takers.isEmpty()
              ? new Seen(Fate.LEFT, name, "is as the bootstrap made it")
              : new Seen(Fate.ADOPTED, name, "is applied by it");
      case CrdOwner.Flux flux ->
          takers.isEmpty()
              ? new Seen(Fate.UNDECIDED, name, "is as the bootstrap made it")
              : takers.contains(flux.who())
                  ? new Seen(Fate.ADOPTED, name, "is applied by it")
                  : new Seen(Fate.CONFLICTING, name, "is applied by " + takers.iterator().next());
      case CrdOwner.Helm helm -> helm(helm, crd);
    };
  }

  private Seen helm(CrdOwner.Helm helm, KubeObject crd) {
    String marked = mark(crd);
    if (!marked.equals("/") && !marked.equals(helm.namespace() + "/" + helm.release())) {
      return new Seen(Fate.CONFLICTING, crd.name(), "is marked as release " + marked + "'s");
    }
    Optional<Deployed> deployed = world.charts().deployed(helm.namespace(), helm.release());
    boolean brought =
        deployed.stream()
            .flatMap(release -> release.objects().stream())
            .anyMatch(ref -> ref.kind().equals(crd.kind()) && ref.name().equals(crd.name()));
    return brought
        ? new Seen(Fate.ADOPTED, crd.name(), "is among what Helm installed")
        : new Seen(Fate.LEFT, crd.name(), "is switched off in its values");
  }

  /** The Kustomizations and HelmReleases that apply it: by their mark, and by fields they have. */
  private static Set<String> takers(KubeObject crd) {
    Set<String> takers = new LinkedHashSet<>();
    List<String> managers = crd.managers();
    for (CrdOwner.Flux controller : CONTROLLERS) {
      String name = crd.text("metadata", "labels", controller.group() + "/name");
      String namespace = crd.text("metadata", "labels", controller.group() + "/namespace");
      if (!name.isEmpty() && managers.contains(controller.manager())) {
        takers.add(controller.who() + namespace + "/" + name);
      }
    }
    return takers;
  }

  /** Told by the worst that became of one of them. */
  private static Group group(String whose, List<Seen> all) {
    Fate worst =
        List.of(Fate.CONFLICTING, Fate.UNDECIDED, Fate.LEFT, Fate.ADOPTED).stream()
            .filter(fate -> all.stream().anyMatch(seen -> seen.fate() == fate))
            .findFirst()
            .orElseThrow();
    List<Seen> such = new ArrayList<>(all);
    such.removeIf(seen -> seen.fate() != worst);
    String count =
        such.size() == all.size()
            ? all.size() + (all.size() == 1 ? " definition" : " definitions")
            : such.size() + " of " + all.size() + " definitions";
    Seen first = such.getFirst();
    return new Group(
        "CRDs " + whose,
        worst,
        worst.word() + ": " + count + ", such as " + first.crd() + ", which " + first.because(),
        worst == Fate.CONFLICTING
            ? "leave it to one of them, or say whose it is: bootstrap.crdOwners in blackstart.yaml"
            : "");
  }
}
