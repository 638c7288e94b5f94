package dev.blackstart.app.look;

import dev.blackstart.phase.ArgoApplication;
import dev.blackstart.phase.ArgoFrontier;
import dev.blackstart.phase.ArgoWorkloads;
import dev.blackstart.world.KubeApi;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Argo CD's Applications: what holds the rest up first, with the last events of what is not
 * healthy; then all of them with their sync, their health and the revision they are at.
 */
final class ApplicationsLook {
  private static final int MOST_WORKLOADS = 8;

  private final KubeApi kube;
  private final Instant now;
  private final ArgoFrontier frontier;
  private final Map<String, String> reasons = new LinkedHashMap<>();

  /**
   * @param namespace where Applications live; empty for anywhere
   * @param now in the time Kubernetes stamps things with
   */
  ApplicationsLook(KubeApi kube, String namespace, Instant now) {
    this.kube = kube;
    this.now = now;
    this.frontier = ArgoFrontier.of(kube, namespace);
    for (Waiting each : new ArgoWorkloads(kube, frontier).waiting()) {
      reasons.put(each.who(), each.reason());
    }
  }

  List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    if (frontier.all().isEmpty()) {
      Fact none = Fact.of(Weight.WAITS, "there is no Application yet");
      Fact pods = Fact.of(Weight.QUIET, "its controllers");
      sections.add(
          new Section(
              "Argo CD",
              List.of(
                  none.seenBy("kubectl get applications -A"),
                  pods.seenBy("kubectl get pods -A -l app.kubernetes.io/part-of=argocd"))));
      return sections;
    }
    Weight weight = frontier.missing().isEmpty() ? Weight.GOOD : Weight.STRONG;
    sections.add(
        new Section(
            "Argo CD",
            List.of(
                Fact.of(weight, frontier.counts()).seenBy("kubectl get applications -A -o wide"))));
    add(sections, "what holds the rest up", roots());
    List<KubeObject.Ref> ill =
        frontier.missing().stream().flatMap(each -> each.illWorkloads().stream()).toList();
    if (!ill.isEmpty()) {
      add(
          sections,
          "last events",
          new LastEvents(kube, now).of(ill.stream().limit(MOST_WORKLOADS).toList()));
    }
    add(sections, "not synced unless somebody asks", named(frontier.byHand()));
    add(sections, "not rehearsed: what they need is not at hand", notRehearsed());
    add(sections, "Applications", table());
    return sections;
  }

  /** Those who have to change themselves; below each who waits for it. */
  private List<Fact> roots() {
    List<Fact> facts = new ArrayList<>();
    for (ArgoApplication each : frontier.missing()) {
      if (frontier.behind(each).isEmpty()) {
        facts.add(
            Fact.of(
                    each.isLost() ? Weight.BAD : Weight.WAITS,
                    each.name() + "  " + reasons.getOrDefault(each.name(), each.reason()))
                .seenBy(describe(each)));
        frontier.missing().stream()
            .filter(other -> frontier.behind(other).filter(each.name()::equals).isPresent())
            .forEach(
                other ->
                    facts.add(
                        Fact.of(Weight.QUIET, other.name() + "  waits for it")
                            .deeper(1)
                            .seenBy(describe(other))));
      }
    }
    return facts;
  }

  private static List<Fact> named(List<ArgoApplication> applications) {
    return applications.stream()
        .map(
            each ->
                Fact.of(Weight.QUIET, each.name() + "  " + each.sync())
                    .seenBy("argocd app sync " + each.object().name()))
        .toList();
  }

  private List<Fact> notRehearsed() {
    return frontier.all().stream()
        .filter(ArgoApplication::isNotRehearsed)
        .map(each -> Fact.of(Weight.QUIET, each.name()).seenBy(describe(each)))
        .toList();
  }

  private List<Fact> table() {
    int longest =
        frontier.all().stream().mapToInt(each -> each.object().name().length()).max().orElse(1);
    return frontier.all().stream()
        .map(
            each ->
                Fact.of(
                        weight(each),
                        String.format(
                                Locale.ROOT,
                                "%-" + longest + "s  %-9s  %-11s  %s",
                                each.object().name(),
                                or(each.sync()),
                                or(each.health()),
                                each.revision())
                            .stripTrailing())
                    .seenBy(describe(each)))
        .toList();
  }

  private static Weight weight(ArgoApplication each) {
    if (each.isNotRehearsed()) {
      return Weight.QUIET;
    }
    return each.ready() ? Weight.GOOD : each.isLost() ? Weight.BAD : Weight.WAITS;
  }

  private static String or(String status) {
    return status.isEmpty() ? "-" : status;
  }

  private static String describe(ArgoApplication each) {
    return Kubectl.describe(each.object().ref());
  }

  private static void add(List<Section> to, String title, List<Fact> facts) {
    if (!facts.isEmpty()) {
      to.add(new Section(title, facts));
    }
  }
}
