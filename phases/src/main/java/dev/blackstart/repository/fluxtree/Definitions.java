package dev.blackstart.repository.fluxtree;

import dev.blackstart.cluster.CrdOwners;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who of the tree applies CustomResourceDefinitions, by itself or with its chart. */
final class Definitions {
  private static final String REPLACES = "CreateReplace";

  private Definitions() {}

  static CrdOwners owners(
      CrdOwners said, Collection<Reconciliation> all, Contents contents, HelmReleases helm) {
    Map<String, String> kustomized = new TreeMap<>();
    contents.each(
        (key, entry) -> {
          if (key.is("apiextensions.k8s.io", "CustomResourceDefinition")) {
            entry
                .owner()
                .filter(owner -> !owner.isAsleep())
                .ifPresent(owner -> kustomized.put(key.name(), owner.toString()));
          }
        });
    List<CrdOwners.HelmCarrier> carriers = new ArrayList<>();
    for (Reconciliation one : all) {
      if (!one.isKustomization() && !one.isAsleep() && !one.spec().containsKey("kubeConfig")) {
        carriers.add(
            new CrdOwners.HelmCarrier(
                one.key().toString(),
                HelmReleases.namespace(one) + "/" + HelmReleases.name(one),
                helm.chartName(one),
                replaces(one)));
      }
    }
    return said.knowing(kustomized, carriers);
  }

  /** What was bootstrapped is upgraded only; what was not is installed first. */
  private static boolean replaces(Reconciliation one) {
    return Fields.text(one.spec(), "upgrade", "crds").equals(REPLACES)
        || Fields.text(one.spec(), "install", "crds").equals(REPLACES);
  }
}
