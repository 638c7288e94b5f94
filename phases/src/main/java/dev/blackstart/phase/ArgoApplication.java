package dev.blackstart.phase;

import dev.blackstart.world.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An Application as Argo CD's controller last reported it. */
public record ArgoApplication(KubeObject object) {
  private static final int SHORT = 7;
  private static final Set<String> WORKLOADS =
      Set.of("Deployment", "StatefulSet", "DaemonSet", "Job");
  private static final List<String> WRONG =
      List.of("InvalidSpecError", "ComparisonError", "UnknownError", "OrphanedResourceWarning");

  public String name() {
    return "Application " + object.namespace() + "/" + object.name();
  }

  public boolean ready() {
    return sync().equals("Synced") && health().equals("Healthy") && !isUnderWay();
  }

  /** Whether Argo CD leaves it as it is until somebody asks. */
  public boolean isByHand() {
    return object.at("spec", "syncPolicy", "automated").isEmpty()
        || object.text("spec", "syncPolicy", "automated", "enabled").equals("false");
  }

  /** A chart no mirror has: the rehearsal's own word. */
  public boolean isNotRehearsed() {
    return condition("NotRehearsed").isPresent();
  }

  public String sync() {
    return object.text("status", "sync", "status");
  }

  public String health() {
    return object.text("status", "health", "status");
  }

  /** What it is at: the start of a commit, or a chart's version; empty before it was looked at. */
  public String revision() {
    String revision = object.text("status", "sync", "revision");
    List<?> several = object.list("status", "sync", "revisions");
    String first = revision.isEmpty() && !several.isEmpty() ? "" + several.getFirst() : revision;
    return first.matches("[0-9a-f]{40}") ? first.substring(0, SHORT) : first;
  }

  /** What it deploys that runs pods and is not healthy. */
  public List<KubeObject.Ref> illWorkloads() {
    return resources().stream()
        .filter(ArgoApplication::isIll)
        .filter(each -> WORKLOADS.contains(each.kind()))
        .map(
            each ->
                new KubeObject.Ref(
                    each.text("group") + "/" + each.text("version"),
                    each.kind(),
                    each.text("namespace"),
                    each.text("name")))
        .toList();
  }

  /** Charts it deploys, by name. */
  List<String> charts() {
    List<KubeObject> sources = new ArrayList<>(maps(object.list("spec", "sources")));
    object.at("spec", "source").ifPresent(one -> sources.addAll(maps(List.of(one))));
    return sources.stream().map(each -> each.text("chart")).filter(c -> !c.isEmpty()).toList();
  }

  String destination() {
    return object.text("spec", "destination", "namespace");
  }

  private String phase() {
    return object.text("status", "operationState", "phase");
  }

  private boolean isUnderWay() {
    return phase().equals("Running");
  }

  /** Whether it can only become ready once somebody changes something. */
  public boolean isLost() {
    boolean failed = phase().equals("Failed") || phase().equals("Error");
    return condition("InvalidSpecError").isPresent()
        || condition("ComparisonError").isPresent()
        || (failed && !sync().equals("Synced"));
  }

  /** Applications among what it deploys, by their names in the frontier. */
  List<String> children() {
    List<String> children = new ArrayList<>();
    for (KubeObject each : resources()) {
      if (each.kind().equals("Application") && !each.text("name").equals(object.name())) {
        children.add("Application " + each.text("namespace") + "/" + each.text("name"));
      }
    }
    return children;
  }

  /** Why it is not ready, in Argo CD's words, as short as it is true. */
  public String reason() {
    for (String type : WRONG) {
      Optional<String> said = condition(type);
      if (said.isPresent()) {
        return type + ": " + said.get();
      }
    }
    String message = object.text("status", "operationState", "message");
    if (phase().equals("Failed") || phase().equals("Error")) {
      return "sync failed: " + message;
    }
    if (message.contains("Retrying attempt")) {
      return "sync failed: " + message;
    }
    if (sync().isEmpty()) {
      return "not looked at yet";
    }
    List<KubeObject> ill = resources().stream().filter(ArgoApplication::isIll).toList();
    if (!ill.isEmpty()) {
      return health().isEmpty() ? told(ill) : health() + ": " + told(ill);
    }
    if (isUnderWay()) {
      return message.isEmpty() ? "sync is under way" : message;
    }
    if (!sync().equals("Synced")) {
      List<KubeObject> drifted =
          resources().stream().filter(each -> each.text("status").equals("OutOfSync")).toList();
      return drifted.isEmpty() ? sync() : sync() + ": " + told(drifted);
    }
    return object.text("status", "health", "message").isEmpty()
        ? health()
        : health() + ": " + object.text("status", "health", "message");
  }

  private static String told(List<KubeObject> ill) {
    KubeObject first = ill.getFirst();
    String namespace = first.text("namespace");
    String who =
        first.kind() + " " + (namespace.isEmpty() ? "" : namespace + "/") + first.text("name");
    String why = first.text("health", "message");
    String more = ill.size() > 1 ? ", and " + (ill.size() - 1) + " more" : "";
    return who + (why.isEmpty() ? "" : " (" + why + ")") + more;
  }

  private static boolean isIll(KubeObject resource) {
    String health = resource.text("health", "status");
    return !health.isEmpty() && !health.equals("Healthy") && !health.equals("Suspended");
  }

  /** What a condition says; conditions of an Application have no status, they are there or not. */
  private Optional<String> condition(String type) {
    return maps(object.list("status", "conditions")).stream()
        .filter(each -> each.text("type").equals(type))
        .map(each -> each.text("message"))
        .findFirst();
  }

  private List<KubeObject> resources() {
    return maps(object.list("status", "resources"));
  }

  private static List<KubeObject> maps(List<?> list) {
    List<KubeObject> maps = new ArrayList<>();
    for (Object each : list) {
      if (each instanceof Map<?, ?> map) {
        @SuppressWarnings("unchecked")
        Map<String, Object> fields = (Map<String, Object>) map;
        maps.add(new KubeObject(fields));
      }
    }
    return maps;
  }
}
