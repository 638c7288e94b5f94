package dev.blackstart.repository.fluxtree;

import dev.blackstart.template.kustomize.FluxBuild;
import dev.blackstart.template.kustomize.Kustomize.BuiltObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Kustomization or HelmRelease of the tree, and what is known of it. */
final class Reconciliation {
  private final ObjectKey key;
  private final BuiltObject object;
  private final Optional<Reconciliation> owner;
  private final List<ObjectKey> applied = new ArrayList<>();
  private final List<String> hidden = new ArrayList<>();
  private Optional<String> fault = Optional.empty();

  /**
   * @param owner the Kustomization that applies it; empty for the one Flux starts with
   */
  Reconciliation(BuiltObject object, Optional<Reconciliation> owner) {
    this.key = ObjectKey.of(object.object());
    this.object = object;
    this.owner = owner;
  }

  /** Whether Flux acts on an object of this kind and so makes it ready or not. */
  static boolean isOne(ObjectKey key) {
    return key.is(ObjectKey.KUSTOMIZE, "Kustomization") || key.is(ObjectKey.HELM, "HelmRelease");
  }

  ObjectKey key() {
    return key;
  }

  boolean isKustomization() {
    return key.kind().equals("Kustomization");
  }

  Map<String, Object> spec() {
    return Fields.map(object.object(), "spec");
  }

  Optional<Reconciliation> owner() {
    return owner;
  }

  /** The file it is written in. */
  String file() {
    return object.origin();
  }

  /** {@code file:line} of a field, of the object when the field is set elsewhere. */
  String place(String field) {
    return object.place(field);
  }

  /** {@code file:line} of the entry of a list that has this name. */
  String place(String list, String name) {
    for (int i = 0; ; i++) {
      String entry = list + "." + i;
      Optional<String> written =
          object.written().flatMap(node -> node.at(entry)).flatMap(node -> node.text("name"));
      if (written.filter(name::equals).isPresent()) {
        return place(entry);
      }
      if (object.written().flatMap(node -> node.at(entry)).isEmpty()) {
        return place(list);
      }
    }
  }

  /** The folder it builds, as far as its path means one. */
  String folder() {
    return FluxBuild.folder(Fields.text(spec(), "path")).orElse("");
  }

  boolean isSuspended() {
    return Fields.isTrue(spec(), "suspend");
  }

  /** Whether Flux leaves it alone because it, or one that applies it, is suspended. */
  boolean isAsleep() {
    return isSuspended() || owner.filter(Reconciliation::isAsleep).isPresent();
  }

  /** The objects it applies; none while it does not build. */
  List<ObjectKey> applied() {
    return applied;
  }

  /** Where a fault of its own stands that keeps it from ever being ready. */
  Optional<String> fault() {
    return fault;
  }

  void failAt(String place) {
    if (fault.isEmpty()) {
      fault = Optional.of(place);
    }
  }

  /** Why not all of what it applies is known; empty when it is. */
  List<String> hidden() {
    return hidden;
  }

  void hide(String why) {
    hidden.add(why);
  }

  /** Whether it is written nowhere: what Flux begins with. */
  boolean isMadeUp() {
    return owner.isEmpty() && object.written().isEmpty();
  }

  /** What its {@code dependsOn} names. */
  List<ObjectKey> dependencies() {
    return Fields.maps(spec(), "dependsOn").stream().map(this::named).toList();
  }

  private ObjectKey named(Map<String, Object> reference) {
    return new ObjectKey(
        key.group(),
        key.kind(),
        Fields.or(Fields.text(reference, "namespace"), key.namespace()),
        Fields.text(reference, "name"));
  }

  /** The Kustomizations and HelmReleases it waits for once they are applied. */
  List<ObjectKey> awaited() {
    if (!isKustomization()) {
      return List.of();
    }
    if (Fields.isTrue(spec(), "wait")) {
      return applied.stream().filter(Reconciliation::isOne).filter(o -> !o.equals(key)).toList();
    }
    return Fields.maps(spec(), "healthChecks").stream()
        .map(
            check ->
                ObjectKey.of(
                    Map.of(
                        "apiVersion",
                        Fields.text(check, "apiVersion"),
                        "kind",
                        Fields.text(check, "kind"),
                        "metadata",
                        check)))
        .filter(Reconciliation::isOne)
        .filter(checked -> !checked.equals(key))
        .toList();
  }

  /** {@code namespace/name}, as Flux names a Kustomization; a release with its kind. */
  @Override
  public String toString() {
    return isKustomization() ? key.toString() : key.kind() + " " + key;
  }
}
