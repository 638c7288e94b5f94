package dev.blackstart.repository.fluxtree;

import dev.blackstart.cluster.Deliveries;
import dev.blackstart.cluster.Delivery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The Kustomizations and HelmReleases of a tree as deliveries, and what the tree does not show. */
final class Deliverers {
  private Deliverers() {}

  static Deliveries of(Collection<Reconciliation> all, Contents contents, HelmReleases helm) {
    List<String> unseen = new ArrayList<>();
    for (Reconciliation one : all) {
      one.hidden().forEach(why -> unseen.add(who(one.key()) + " " + why));
      one.fault()
          .filter(at -> one.isKustomization() && one.applied().isEmpty())
          .ifPresent(at -> unseen.add(who(one.key()) + " does not build, see " + at));
    }
    contents
        .all("fluxcd.controlplane.io", "ResourceSet")
        .forEach(set -> unseen.add(who(set) + " makes objects of its own"));
    return new Deliveries(all.stream().map(one -> delivery(one, helm)).toList(), unseen);
  }

  private static Delivery delivery(Reconciliation one, HelmReleases helm) {
    List<String> charts =
        Optional.of(one)
            .filter(release -> !release.isKustomization())
            .map(helm::chartName)
            .filter(chart -> !chart.isEmpty())
            .map(List::of)
            .orElse(List.of());
    return new Delivery(
        who(one.key()),
        one.key().name(),
        charts,
        one.applied().stream().filter(Reconciliation::isOne).map(Deliverers::who).toList(),
        one.key().namespace(),
        one.isAsleep());
  }

  private static String who(ObjectKey key) {
    return key.kind() + " " + key;
  }
}
