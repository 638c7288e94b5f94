package dev.blackstart.app.look;

import dev.blackstart.world.KubeApi;
import dev.blackstart.world.KubeObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What Kubernetes last said about some objects and about the pods they made, the newest last. */
final class LastEvents {
  private static final int NEWEST = 15;

  private final KubeApi kube;
  private final Instant now;

  LastEvents(KubeApi kube, Instant now) {
    this.kube = kube;
    this.now = now;
  }

  List<Fact> of(List<KubeObject.Ref> objects) {
    Set<String> names = new HashSet<>();
    objects.forEach(ref -> names.add(ref.toString()));
    List<KubeObject> about =
        kube.list("v1", "Event", "").stream()
            .filter(event -> names.contains(subject(event).toString()) || isMade(event, objects))
            .sorted(Comparator.comparing(LastEvents::at))
            .toList();
    List<KubeObject> newest = about.subList(Math.max(0, about.size() - NEWEST), about.size());
    return newest.isEmpty()
        ? List.of(Fact.of(Weight.QUIET, "none").seenBy("kubectl events -A"))
        : newest.stream().map(this::fact).toList();
  }

  /** Pods and ReplicaSets begin with the name of the workload they were made for. */
  private static boolean isMade(KubeObject event, List<KubeObject.Ref> objects) {
    KubeObject.Ref subject = subject(event);
    boolean made = subject.kind().equals("Pod") || subject.kind().equals("ReplicaSet");
    return made
        && objects.stream()
            .filter(ref -> ref.apiVersion().startsWith("apps/") || ref.kind().equals("Job"))
            .filter(ref -> ref.namespace().equals(subject.namespace()))
            .anyMatch(ref -> subject.name().startsWith(ref.name() + "-"));
  }

  private Fact fact(KubeObject event) {
    boolean warning = event.text("type").equals("Warning");
    int count = event.number("count");
    String age = at(event).equals(Instant.EPOCH) ? "" : Ages.of(at(event), now) + " ago";
    String message = event.text("message").strip().lines().findFirst().orElse("");
    return Fact.of(
            warning ? Weight.WAITS : Weight.PLAIN,
            String.format(Locale.ROOT, "%-12s ", age)
                + subject(event)
                + "  "
                + event.text("reason")
                + ": "
                + message
                + (count > 1 ? " (" + count + " times)" : ""))
        .seenBy(Kubectl.events(subject(event)));
  }

  private static KubeObject.Ref subject(KubeObject event) {
    return new KubeObject.Ref(
        event.text("involvedObject", "apiVersion"),
        event.text("involvedObject", "kind"),
        event.text("involvedObject", "namespace"),
        event.text("involvedObject", "name"));
  }

  /** Older and newer writers use different fields; an event without any is the oldest. */
  private static Instant at(KubeObject event) {
    return Ages.instant(event.text("lastTimestamp"))
        .or(() -> Ages.instant(event.text("series", "lastObservedTime")))
        .or(() -> Ages.instant(event.text("eventTime")))
        .or(() -> Ages.instant(event.text("firstTimestamp")))
        .orElse(Instant.EPOCH);
  }
}
