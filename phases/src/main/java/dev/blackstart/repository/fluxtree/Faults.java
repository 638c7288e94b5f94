package dev.blackstart.repository.fluxtree;

import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.template.kustomize.Kustomize.BuiltObject;
import dev.blackstart.template.kustomize.KustomizeProblem;
import java.util.List;

/** Tells what the walk meets, each with the Kustomization or HelmRelease it keeps from ready. */
final class Faults {
  private final Findings findings;

  Faults(Findings findings) {
    this.findings = findings;
  }

  /** What keeps one from being ready; nothing is told of one that is not to run at all. */
  void add(Reconciliation one, FindingKind kind, String place, String what, String remedy) {
    one.failAt(place);
    tell(one, kind, place, what, remedy);
  }

  /** What need not keep one from being ready. */
  void tell(Reconciliation one, FindingKind kind, String place, String what, String remedy) {
    if (!one.isAsleep()) {
      findings.add(kind, place, what, remedy);
    }
  }

  /** What one takes from where nobody looks. */
  void elsewhere(Reconciliation one, String place, String what) {
    one.hide(what);
    findings.add(
        FindingKind.FLUX_ELSEWHERE,
        place,
        one + " " + what + ", which is not looked into",
        "nothing to do: what lies there shows once Flux runs");
  }

  void build(Reconciliation one, KustomizeProblem problem) {
    String place = problem.place().isEmpty() ? one.place("spec.path") : problem.place();
    String what = one + " does not build: " + problem.what();
    switch (problem.kind()) {
      case MISSING ->
          add(
              one,
              FindingKind.KUSTOMIZATION_RESOURCE,
              place,
              what,
              "correct the entry, or add what it names");
      case TWICE ->
          add(one, FindingKind.OBJECT_TWICE, place, what, "keep one of the two, or rename one");
      case VARIABLES ->
          add(
              one,
              FindingKind.KUSTOMIZE_BUILD,
              place,
              what,
              "write $${…} for what Flux is not to replace, or annotate the object with"
                  + " kustomize.toolkit.fluxcd.io/substitute: disabled");
      case ELSEWHERE, OTHER ->
          add(
              one,
              FindingKind.KUSTOMIZE_BUILD,
              place,
              what,
              "correct it; kubectl kustomize on the folder tells the same");
    }
  }

  /** One finding for all who lack the same; those that are not to run at all count for nothing. */
  void all(
      List<Reconciliation> lacking, FindingKind kind, String place, String what, String remedy) {
    List<Reconciliation> awake = lacking.stream().filter(one -> !one.isAsleep()).toList();
    lacking.forEach(one -> one.failAt(place));
    if (!awake.isEmpty()) {
      String more = awake.size() > 1 ? " and " + (awake.size() - 1) + " more: " : ": ";
      findings.add(kind, place, awake.getFirst() + more + what, remedy);
    }
  }

  void twice(ObjectKey key, BuiltObject object, Reconciliation first, Reconciliation second) {
    boolean sameFolder = first.folder().equals(second.folder());
    if (first.isAsleep() || second.isAsleep() || sameFolder) {
      return;
    }
    findings.add(
        FindingKind.OBJECT_TWICE,
        object.place(),
        second + " applies " + key.kind() + " " + key + ", which " + first + " applies too",
        "keep it in one of the two, else each undoes what the other says");
  }

  /** One object without a namespace keeps everything beside it from being applied. */
  void placeless(Reconciliation owner, ObjectKey key, BuiltObject object) {
    if (key.namespace().isEmpty() && key.isSurelyNamespaced()) {
      add(
          owner,
          FindingKind.OBJECT_WITHOUT_NAMESPACE,
          object.place(),
          owner + " applies " + key.kind() + " " + key + ", which is in no namespace",
          "write metadata.namespace, or namespace in its kustomization.yaml");
    }
  }

  void undecrypted(Reconciliation owner, ObjectKey key, BuiltObject object) {
    boolean encrypted = !Fields.text(object.object(), "sops", "mac").isEmpty();
    if (encrypted && !Fields.text(owner.spec(), "decryption", "provider").equals("sops")) {
      add(
          owner,
          FindingKind.SOPS_WITHOUT_DECRYPTION,
          object.place(),
          owner + " applies " + key.kind() + " " + key + ", which is encrypted, as it is",
          "give the Kustomization decryption.provider: sops and a secretRef with the key");
    }
  }
}
