package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.CrdSource;
import dev.blackstart.run.Condition;
import dev.blackstart.run.InputDigest;
import dev.blackstart.run.Phase;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.Progress;
import dev.blackstart.world.KubeApi;
import dev.blackstart.world.KubeApi.Resource;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The CustomResourceDefinitions are Established and, which is more, every version is served. */
final class ApplyCrds implements Phase {
  private final ClusterSpec spec;
  private final Duration budget;
  private final Map<String, CrdSource> sources = new HashMap<>();
  private List<KubeObject> outlines = List.of();

  ApplyCrds(ClusterSpec spec, Duration budget) {
    this.spec = spec;
    this.budget = budget;
  }

  @Override
  public PhaseId id() {
    return new PhaseId("crds");
  }

  @Override
  public String claims() {
    return "the CustomResourceDefinitions are established and served";
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
    InputDigest digest = new InputDigest();
    for (CrdSource source : spec.crds()) {
      switch (source) {
        case CrdSource.FromChart chart -> {
          digest.with(world.charts().find(chart.release().chart()).digest());
          digest.with(world.charts().valuesDigest(chart.release()));
        }
        case CrdSource.FromFile file -> digest.with(file.file());
        case CrdSource.FromUrl url -> digest.with(url.url());
      }
    }
    return digest.hex();
  }

  @Override
  public Map<String, String> files(World world) {
    List<String> files = new ArrayList<>();
    for (CrdSource source : spec.crds()) {
      files.add(source.at().file());
      switch (source) {
        case CrdSource.FromChart chart -> files.addAll(chart.release().inputs());
        case CrdSource.FromFile file -> files.add(file.file());
        case CrdSource.FromUrl url -> {}
      }
    }
    return world.manifests().digests(files);
  }

  @Override
  public Condition check(World world) {
    List<KubeObject> wanted = outlines(world);
    if (wanted.isEmpty()) {
      return Condition.met("the repository brings no CRDs ahead of its releases");
    }
    Map<String, KubeObject> present = new LinkedHashMap<>();
    world
        .kube()
        .list("apiextensions.k8s.io/v1", "CustomResourceDefinition", "")
        .forEach(crd -> present.put(crd.name(), crd));
    Map<String, String> missing = new HashMap<>();
    Map<Resource, String> established = new LinkedHashMap<>();
    for (KubeObject crd : wanted) {
      String why = missing(present.get(crd.name()));
      if (why.isEmpty()) {
        resources(crd).forEach(resource -> established.put(resource, crd.name()));
      } else {
        missing.put(crd.name(), why);
      }
    }
    for (Resource resource : world.kube().unserved(List.copyOf(established.keySet()))) {
      missing.put(
          established.get(resource), resource.version() + " is established but not served yet");
    }
    List<Waiting> waiting =
        wanted.stream()
            .filter(crd -> missing.containsKey(crd.name()))
            .map(crd -> new Waiting("CRD " + crd.name(), missing.get(crd.name())))
            .toList();
    int served = wanted.size() - waiting.size();
    String because = served + " of " + wanted.size() + " served";
    return (waiting.isEmpty() ? Condition.met(because) : Condition.unmet(because, waiting))
        .counted(served, wanted.size());
  }

  @Override
  public void run(World world, Progress progress) throws InterruptedException {
    progress.fanout().background(world.charts()::warmUp);
    Map<String, KubeObject> definitions = definitions(world);
    List<KubeObject> all = List.copyOf(definitions.values());
    List<KubeObject> present = present(world, definitions.keySet());
    List<KubeObject.Ref> leaving =
        present.stream().filter(Departures::isLeaving).map(KubeObject::ref).toList();
    new Departures().clear(world, progress, leaving);
    present.stream()
        .filter(crd -> !Departures.isLeaving(crd))
        .flatMap(crd -> StoredVersions.refused(definitions.get(crd.name()), crd).stream())
        .findFirst()
        .ifPresent(
            refused -> {
              throw refused;
            });
    applyAs(world, all, present);
    progress.did("applied " + all.size() + " CustomResourceDefinitions", ByHand.crds(spec));
    Set<String> wanted = Set.copyOf(definitions.keySet());
    DefinitionNames names = new DefinitionNames(progress);
    try (ServerAtWork server =
        new ServerAtWork(world.time(), "the API server takes in " + all.size() + " CRDs")) {
      progress.until(
          () -> {
            names.look(world, wanted);
            Condition condition = check(world);
            server.reached(condition.ready());
            return condition;
          });
    }
  }

  /** Each in the name of whoever goes on with it; what we held of it before is let go. */
  private void applyAs(World world, List<KubeObject> all, List<KubeObject> present) {
    CrdOwnership ownership = new CrdOwnership(spec, world);
    Map<String, List<KubeObject>> byManager = new LinkedHashMap<>();
    Set<String> given = new HashSet<>();
    for (KubeObject crd : all) {
      CrdOwner owner =
          ownership.of(sources.get(crd.name()), crd.name()).orElse(new CrdOwner.Nobody());
      String manager = ownership.manager(owner);
      byManager
          .computeIfAbsent(manager, any -> new ArrayList<>())
          .add(ownership.marked(crd, owner));
      if (!manager.equals(KubeApi.MANAGER)) {
        given.add(crd.name());
      }
    }
    byManager.forEach((manager, theirs) -> world.kube().applyAll(theirs, manager));
    world
        .kube()
        .applyAll(
            present.stream()
                .filter(
                    crd -> given.contains(crd.name()) && crd.managers().contains(KubeApi.MANAGER))
                .map(KubeObject::bare)
                .toList());
  }

  /** From one list: there may be a hundred. */
  private static List<KubeObject> present(World world, Set<String> names) {
    return world
        .kube()
        .listOnce("apiextensions.k8s.io/v1", "CustomResourceDefinition", "", Map.of())
        .stream()
        .filter(crd -> names.contains(crd.name()))
        .toList();
  }

  private Map<String, KubeObject> definitions(World world) {
    Map<String, KubeObject> definitions = new LinkedHashMap<>();
    for (CrdSource source : spec.crds()) {
      for (KubeObject crd : world.crds(source)) {
        definitions.put(crd.name(), crd);
        sources.put(crd.name(), source);
      }
    }
    return definitions;
  }

  private List<KubeObject> outlines(World world) {
    if (outlines.isEmpty()) {
      Map<String, KubeObject> byName = new LinkedHashMap<>();
      for (CrdSource source : spec.crds()) {
        world.crdOutlines(source).forEach(crd -> byName.put(crd.name(), crd));
      }
      outlines = List.copyOf(byName.values());
    }
    return outlines;
  }

  private static String missing(KubeObject present) {
    if (present == null) {
      return "not in the cluster";
    }
    if (Departures.isLeaving(present)) {
      return "is being deleted";
    }
    for (String type : List.of("NamesAccepted", "Established")) {
      boolean holds =
          present.condition(type).map(each -> each.text("status").equals("True")).orElse(false);
      if (!holds) {
        return "not " + type + " yet";
      }
    }
    return "";
  }

  private static List<Resource> resources(KubeObject wanted) {
    String group = wanted.text("spec", "group");
    String plural = wanted.text("spec", "names", "plural");
    List<Resource> resources = new ArrayList<>();
    for (Object version : wanted.list("spec", "versions")) {
      if (version instanceof Map<?, ?> map && Boolean.TRUE.equals(map.get("served"))) {
        resources.add(new Resource(group, String.valueOf(map.get("name")), plural));
      }
    }
    return resources;
  }
}
