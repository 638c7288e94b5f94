package dev.blackstart.repository.fluxtree;

import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.template.kustomize.PostBuild;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
      for (Use use : uses(one)) {
        missing.computeIfAbsent(use.named(), named -> new ArrayList<>()).add(use);
      }
    }
    missing.forEach(this::missing);
    for (Reconciliation one : all) {
      one.dependencies().stream()
          .filter(named -> !isThere(named))
          .forEach(named -> dependency(one, named));
    }
  }

  /** Something that is taken from an object which is not there. */
  private record Use(Reconciliation one, String place, ObjectKey named) {}

  private List<Use> uses(Reconciliation one) {
    List<Use> uses = new ArrayList<>();
    Use source = sourceOf(one);
    if (!source.named().equals(start.source()) && !isThere(source.named())) {
      uses.add(source);
    }
    if (one.isKustomization()) {
      for (PostBuild.Reference named : PostBuild.references(one.spec())) {
        if (!named.optional()
            && !Variables.isKnown(contents, one.key().namespace(), named)
            && (elsewhere(named.kind(), named.name()).isPresent()
                || byHand.file(named.kind(), named.name()).isEmpty())) {
          String place = one.place("spec.postBuild.substituteFrom", named.name());
          // the same is mostly missing in many namespaces
          uses.add(new Use(one, place, new ObjectKey("", named.kind(), "", named.name())));
        }
      }
    }
    return uses;
  }

  private static Use sourceOf(Reconciliation one) {
    String field = "spec.sourceRef";
    ObjectKey named;
    if (one.isKustomization()) {
      named = source(one);
    } else if (Fields.map(one.spec(), "chartRef").isEmpty()) {
      field = "spec.chart.spec.sourceRef";
      named = source(one, "chart", "spec", "sourceRef");
    } else {
      field = "spec.chartRef";
      named = source(one, "chartRef");
    }
    return new Use(one, one.place(field), named);
  }

  private void missing(ObjectKey named, List<Use> uses) {
    List<Reconciliation> lacking = uses.stream().map(Use::one).toList();
    String place = uses.getFirst().place();
    boolean variables = named.group().isEmpty();
    faults.all(
        lacking,
        variables ? FindingKind.SUBSTITUTE_UNKNOWN : FindingKind.SOURCE_UNKNOWN,
        place,
        (variables
                ? "variables come"
                : lacking.getFirst().isKustomization() ? "files come" : "the chart comes")
            + " from "
            + named.kind()
            + " "
            + named
            + (variables && elsewhere(named.kind(), named.name()).isPresent()
                ? ", which is not in its namespace"
                : ", which nothing in the repository brings"),
        variables ? variablesRemedy(named) : remedy(named));
  }

  private String variablesRemedy(ObjectKey named) {
    return elsewhere(named.kind(), named.name())
        .map(
            namespace ->
                "it is in the namespace "
                    + namespace
                    + ", and Flux looks only in the Kustomization's own: move the Kustomization"
                    + " there, or add one here")
        .orElse(
            "correct the name, add it to the seeds or to a Kustomization, or say optional: true");
  }

  /** The namespace of a ConfigMap that the tree brings, and nobody is asked to copy. */
  private Optional<String> elsewhere(String kind, String name) {
    return contents.all("", kind).stream()
        .filter(key -> kind.equals("ConfigMap") && key.name().equals(name))
        .filter(key -> annotations(key).isEmpty())
        .map(ObjectKey::namespace)
        .findFirst();
  }

  private Map<String, Object> annotations(ObjectKey key) {
    Map<String, Object> object = contents.get(key).orElseThrow().object().object();
    return Fields.map(object, "metadata", "annotations");
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
