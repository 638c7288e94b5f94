package dev.blackstart.repository.fluxtree;

import dev.blackstart.repository.source.FindingKind;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Whether everything that is named by a Kustomization or HelmRelease is there. */
final class References {
  private final FluxStart start;
  private final Contents contents;
  private final Faults faults;

  References(FluxStart start, Contents contents, Faults faults) {
    this.start = start;
    this.contents = contents;
    this.faults = faults;
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
    for (Reconciliation one : all) {
      if (one.isKustomization()) {
        source(one, "spec.sourceRef", source(one));
      } else if (!Fields.map(one.spec(), "chartRef").isEmpty()) {
        source(one, "spec.chartRef", source(one, "chartRef"));
      } else {
        source(one, "spec.chart.spec.sourceRef", source(one, "chart", "spec", "sourceRef"));
      }
      one.dependencies().forEach(dependency -> dependency(one, dependency));
    }
  }

  private void source(Reconciliation one, String field, ObjectKey named) {
    if (named.equals(start.source()) || isThere(named)) {
      return;
    }
    String use = one.isKustomization() ? " is built from " : " takes its chart from ";
    faults.add(
        one,
        FindingKind.SOURCE_UNKNOWN,
        one.place(field),
        one + use + named.kind() + " " + named + ", and nothing brings it",
        remedy(named));
  }

  private void dependency(Reconciliation one, ObjectKey named) {
    if (isThere(named)) {
      return;
    }
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

  /** The commonest mistake is to leave out the namespace. */
  private String remedy(ObjectKey named) {
    List<String> elsewhere =
        contents.all(named.group(), named.kind()).stream()
            .filter(other -> other.name().equals(named.name()))
            .map(ObjectKey::namespace)
            .toList();
    return elsewhere.isEmpty()
        ? "correct the name, add what it names, or take the entry away"
        : "say namespace: " + String.join(" or ", elsewhere) + ", where one of that name is";
  }
}
