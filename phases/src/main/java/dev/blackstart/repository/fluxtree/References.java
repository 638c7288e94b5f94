package dev.blackstart.repository.fluxtree;

import dev.blackstart.repository.source.FindingKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether everything that is named by a Kustomization or HelmRelease is there. */
final class References {
  private final FluxStart start;
  private final Contents contents;
  private final Faults faults;
  private final ByHand byHand;

  References(FluxStart start, Contents contents, Faults faults, ByHand byHand) {
    this.start = start;
    this.contents = contents;
    this.faults = faults;
    this.byHand = byHand;
  }

  /** The source of a Kustomization's files. */
  static ObjectKey source(Reconciliation kustomization) {
    return source(kustomization, "sourceRef");
  }

  private static ObjectKey source(Reconciliation one, String... field) {
    Map<String, Object> reference = Fields.map(one.spec(), field);
    return new ObjectKey(
        ObjectKey.SOURCE,
        Fields.text(reference, "kind"),
        Fields.or(Fields.text(reference, "namespace"), one.key().namespace()),
        Fields.text(reference, "name"));
  }

  void check(Collection<Reconciliation> all) {
    Map<ObjectKey, List<Use>> missing = new LinkedHashMap<>();
    for (Reconciliation one : all) {
      Use use = sourceOf(one);
      if (!use.named().equals(start.source()) && !isThere(use.named())) {
        missing.computeIfAbsent(use.named(), named -> new ArrayList<>()).add(use);
      }
    }
    missing.values().forEach(this::source);
    for (Reconciliation one : all) {
      one.dependencies().stream()
          .filter(named -> !isThere(named))
          .forEach(named -> dependency(one, named));
    }
  }

  /** A source that is named, and where. */
  private record Use(Reconciliation one, String field, ObjectKey named) {
    String place() {
      return one.place(field);
    }
  }

  private static Use sourceOf(Reconciliation one) {
    if (one.isKustomization()) {
      return new Use(one, "spec.sourceRef", source(one));
    }
    return Fields.map(one.spec(), "chartRef").isEmpty()
        ? new Use(one, "spec.chart.spec.sourceRef", source(one, "chart", "spec", "sourceRef"))
        : new Use(one, "spec.chartRef", source(one, "chartRef"));
  }

  /** One finding for all who name the same. */
  private void source(List<Use> uses) {
    Use first = uses.getFirst();
    ObjectKey named = first.named();
    uses.forEach(use -> use.one().failAt(use.place()));
    List<Use> awake = uses.stream().filter(use -> !use.one().isAsleep()).toList();
    if (awake.isEmpty()) {
      return;
    }
    String others = awake.size() > 1 ? " and " + (awake.size() - 1) + " more" : "";
    String use = first.one().isKustomization() ? " built from " : " to take a chart from ";
    faults.add(
        awake.getFirst().one(),
        FindingKind.SOURCE_UNKNOWN,
        awake.getFirst().place(),
        awake.getFirst().one()
            + others
            + (awake.size() > 1 ? " are" : " is")
            + use
            + named.kind()
            + " "
            + named
            + ", and nothing brings it",
        remedy(named));
  }

  private void dependency(Reconciliation one, ObjectKey named) {
    faults.add(
        one,
        FindingKind.DEPENDS_ON_UNKNOWN,
        one.place("spec.dependsOn", named.name()),
        one + " depends on " + named.kind() + " " + named + ", and nothing brings it",
        remedy(named));
  }

  private boolean isThere(ObjectKey named) {
    return Variables.isUnknown(named.name())
        || Variables.isUnknown(named.namespace())
        || contents.has(named)
        // one without a namespace is told by itself
        || contents.has(named.in(""))
        || named.equals(ObjectKey.of(start.root().object()))
        || contents.mayHave(named);
  }

  /** The commonest mistakes are to leave out the namespace, and to take a file in nowhere. */
  private String remedy(ObjectKey named) {
    List<String> elsewhere =
        contents.all(named.group(), named.kind()).stream()
            .filter(other -> other.name().equals(named.name()))
            .map(ObjectKey::namespace)
            .toList();
    if (!elsewhere.isEmpty()) {
      return "say namespace: " + String.join(" or ", elsewhere) + ", where one of that name is";
    }
    return byHand
        .file(named.kind(), named.name())
        .map(file -> "take in " + file + ", which holds one and which no Kustomization reaches")
        .orElse("correct the name, add what it names, or take the entry away");
  }
}
