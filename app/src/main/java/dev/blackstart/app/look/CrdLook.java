package dev.blackstart.app.look;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.CrdSource;
import dev.blackstart.world.Counted;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The custom resource definitions by their groups: first those the repository brings and the
 * cluster has not, then what is not served yet, then the rest as counts.
 */
final class CrdLook {
  private static final String ALL = "kubectl get customresourcedefinitions";

  private final World world;
  private final ClusterSpec spec;
  private final Set<String> served = new HashSet<>();
  private Optional<Map<String, String>> wanted = Optional.empty();
  private boolean lookedOnce;

  CrdLook(World world, ClusterSpec spec) {
    this.world = world;
    this.spec = spec;
  }

  /** What the repository wants is read at the second look: charts may have to be rendered. */
  synchronized List<Section> sections() {
    Map<String, KubeObject> present = new TreeMap<>();
    world
        .kube()
        .list("apiextensions.k8s.io/v1", "CustomResourceDefinition", "")
        .forEach(crd -> present.put(crd.name(), crd));
    if (lookedOnce && wanted.isEmpty()) {
      wanted = Optional.of(wanted());
    }
    lookedOnce = true;
    List<Section> sections = new ArrayList<>();
    wanted.ifPresent(names -> sections.add(missing(names, present)));
    List<Fact> pending = new ArrayList<>();
    Map<String, List<KubeObject>> groups = new TreeMap<>();
    for (KubeObject crd : present.values()) {
      Optional<String> why = notServed(crd);
      why.ifPresent(reason -> pending.add(named(Weight.WAITS, crd.name(), reason)));
      groups.computeIfAbsent(crd.text("spec", "group"), name -> new ArrayList<>()).add(crd);
    }
    if (!pending.isEmpty()) {
      sections.add(new Section("not served yet", pending));
    }
    List<Fact> facts = groups.entrySet().stream().map(each -> group(each.getValue())).toList();
    sections.add(
        new Section(
            Counted.of(present.size(), "definition") + " in " + Counted.of(groups.size(), "group"),
            facts.isEmpty() ? List.of(Fact.of(Weight.WAITS, "none yet").seenBy(ALL)) : facts));
    return sections;
  }

  private static Section missing(Map<String, String> wanted, Map<String, KubeObject> present) {
    List<Fact> facts = new ArrayList<>();
    wanted.forEach(
        (name, at) -> {
          if (!present.containsKey(name)) {
            facts.add(named(Weight.BAD, name, "not in the cluster; " + at + " brings it"));
          }
        });
    String title = "wanted by the repository";
    return facts.isEmpty()
        ? new Section(
            title,
            List.of(
                Fact.of(Weight.GOOD, "all " + wanted.size() + " are in the cluster").seenBy(ALL)))
        : new Section(title + ": " + facts.size() + " of " + wanted.size() + " missing", facts);
  }

  private static Fact named(Weight weight, String name, String text) {
    return Fact.of(weight, name + "  " + text)
        .seenBy("kubectl describe customresourcedefinition " + name);
  }

  /** A group's definitions are told one by one only where they differ from what all should be. */
  private Fact group(List<KubeObject> crds) {
    String name = crds.getFirst().text("spec", "group");
    Set<String> versions = new TreeSet<>();
    crds.forEach(crd -> versions.addAll(versions(crd)));
    long established = crds.stream().filter(crd -> holds(crd, "Established")).count();
    long accepted = crds.stream().filter(crd -> holds(crd, "NamesAccepted")).count();
    long answering = crds.stream().filter(crd -> served.contains(key(crd))).count();
    boolean good = Math.min(Math.min(established, accepted), answering) == crds.size();
    String state =
        good
            ? "established, accepted and served"
            : established + " established, " + accepted + " accepted, " + answering + " served";
    return Fact.of(
            good ? Weight.GOOD : Weight.WAITS,
            String.format(Locale.ROOT, "%-36s %3d  ", name, crds.size())
                + state
                + " ("
                + String.join(", ", versions)
                + ")")
        .seenBy("kubectl api-resources --api-group=" + name);
  }

  /** Established alone does not say that it is served: each served version is asked for once. */
  private Optional<String> notServed(KubeObject crd) {
    for (String type : List.of("NamesAccepted", "Established")) {
      if (!holds(crd, type)) {
        String said = crd.condition(type).map(each -> ": " + each.text("message")).orElse("");
        return Optional.of("not " + type + " yet" + said);
      }
    }
    if (served.contains(key(crd))) {
      return Optional.empty();
    }
    for (String version : versions(crd)) {
      String plural = crd.text("spec", "names", "plural");
      if (!world.kube().served(crd.text("spec", "group"), version, plural)) {
        return Optional.of(version + " is established but not served yet");
      }
    }
    served.add(key(crd));
    return Optional.empty();
  }

  private static String key(KubeObject crd) {
    return crd.name() + " " + crd.text("metadata", "uid") + " " + versions(crd);
  }

  private static List<String> versions(KubeObject crd) {
    List<String> versions = new ArrayList<>();
    for (Object version : crd.list("spec", "versions")) {
      if (version instanceof Map<?, ?> map && Boolean.TRUE.equals(map.get("served"))) {
        versions.add(String.valueOf(map.get("name")));
      }
    }
    return versions;
  }

  private static boolean holds(KubeObject crd, String type) {
    return crd.condition(type).map(each -> each.text("status").equals("True")).orElse(false);
  }

  /** Names of what the repository brings, and where it says so. */
  private Map<String, String> wanted() {
    Map<String, String> names = new LinkedHashMap<>();
    for (CrdSource source : spec.crds()) {
      world.crds(source).forEach(crd -> names.putIfAbsent(crd.name(), source.at().toString()));
    }
    return names;
  }
}
