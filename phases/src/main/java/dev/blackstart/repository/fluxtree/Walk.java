package dev.blackstart.repository.fluxtree;

import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.template.kustomize.FluxBuild;
import dev.blackstart.template.kustomize.Kustomize.BuiltObject;
import dev.blackstart.template.kustomize.KustomizeProblem;
import dev.blackstart.template.kustomize.PostBuild;
import dev.blackstart.template.kustomize.RememberedTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds one Kustomization after the other, beginning with the first, as Flux would. */
final class Walk {
  private final RememberedTree tree;
  private final FluxStart start;
  private final Contents contents;
  private final Faults faults;
  private final Map<ObjectKey, Reconciliation> all = new LinkedHashMap<>();
  private final List<Reconciliation> toBuild = new ArrayList<>();

  Walk(RememberedTree tree, FluxStart start, Contents contents, Faults faults) {
    this.tree = tree;
    this.start = start;
    this.contents = contents;
    this.faults = faults;
  }

  /** Every Kustomization and HelmRelease there is, in the order they are found. */
  Collection<Reconciliation> run() {
    add(new Reconciliation(start.root(), Optional.empty()));
    while (!toBuild.isEmpty()) {
      // what its variables or its source come from may lie further on in the tree
      Reconciliation next =
          toBuild.stream().filter(this::isPrepared).findFirst().orElseGet(toBuild::getFirst);
      toBuild.remove(next);
      build(next);
    }
    return all.values();
  }

  private void add(Reconciliation found) {
    all.put(found.key(), found);
    if (found.isKustomization()) {
      toBuild.add(found);
    }
  }

  private boolean isPrepared(Reconciliation one) {
    return start.isKnown(contents, one)
        && PostBuild.references(one.spec()).stream()
            .allMatch(named -> Variables.isKnown(contents, one.key().namespace(), named));
  }

  private void build(Reconciliation one) {
    Map<String, Object> spec = one.spec();
    Optional<Map.Entry<String, String>> slip = FieldNames.slip(spec);
    if (slip.isPresent()) {
      String field = slip.get().getKey();
      faults.add(
          one,
          FindingKind.KUSTOMIZATION_FIELD,
          one.place("spec." + field),
          one + ": Flux knows no spec." + field,
          "write " + slip.get().getValue());
      return;
    }
    String path = Fields.text(spec, "path");
    Optional<String> folder = FluxBuild.folder(path).filter(tree::isFolder);
    if (!Fields.map(spec, "kubeConfig").isEmpty()) {
      faults.elsewhere(one, one.place("spec.kubeConfig"), "is for another cluster");
    } else if (start.isElsewhere(contents, one, folder.isPresent())) {
      faults.elsewhere(
          one,
          one.place("spec.sourceRef"),
          "is built from " + References.source(one).kind() + " " + References.source(one));
    } else if (Variables.isUnknown(path)) {
      faults.elsewhere(one, one.place("spec.path"), "has a path that only the cluster knows");
    } else if (folder.isPresent()) {
      index(one, built(one, folder.get()));
    } else {
      faults.add(
          one,
          FindingKind.KUSTOMIZATION_PATH,
          one.place("spec.path"),
          one + ": the path " + path + " is not in the repository",
          "correct spec.path, add the folder, or take the Kustomization away");
    }
  }

  private List<BuiltObject> built(Reconciliation one, String folder) {
    List<BuiltObject> built = List.of();
    Optional<KustomizeProblem> refused = Optional.empty();
    try {
      built = FluxBuild.build(tree, folder, one.spec());
      built =
          PostBuild.apply(one.spec(), built, new Variables(contents, one.key().namespace(), built));
    } catch (KustomizeProblem problem) {
      refused = Optional.of(problem);
      built = List.of();
      Makers.guess(contents, tree, folder, one);
    }
    List<RememberedTree.Elsewhere> leftOut = tree.leftOut();
    leftOut.forEach(out -> faults.elsewhere(one, out.place(), "takes in " + out.entry()));
    if (leftOut.isEmpty()) {
      // what is missing may be what was left out
      refused.ifPresent(problem -> faults.build(one, problem));
    }
    return built;
  }

  private void index(Reconciliation owner, List<BuiltObject> built) {
    if (owner.isMadeUp()) {
      Optional<BuiltObject> declared =
          built.stream().filter(b -> ObjectKey.of(b.object()).equals(owner.key())).findFirst();
      if (declared.isPresent()) {
        // the tree holds its own root, and what that says counts from then on
        add(new Reconciliation(declared.get(), Optional.empty()));
        return;
      }
    }
    for (BuiltObject object : built) {
      ObjectKey key = ObjectKey.of(object.object());
      owner.applied().add(key);
      contents
          .add(key, object, Optional.of(owner))
          .flatMap(Contents.Entry::owner)
          .filter(first -> !first.equals(owner))
          .filter(first -> !(first.owner().isEmpty() && start.isAppliedByHand()))
          .ifPresent(first -> faults.twice(key, object, first, owner));
      faults.placeless(owner, key, object);
      faults.undecrypted(owner, key, object);
      FieldNames.check(owner, key, object, faults);
      Makers.look(contents, key, object.object());
      if (Reconciliation.isOne(key) && !all.containsKey(key)) {
        add(new Reconciliation(object, Optional.of(owner)));
      }
    }
  }
}
