package dev.blackstart.repository.fluxtree;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Release;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Whether Flux will go on from what the bootstrap installs. Helm knows a release by its name, its
 * namespace and the namespace of its records: a HelmRelease that differs in one of them installs
 * the chart anew, into what stands there already.
 */
final class Adoptions {
  private final ClusterSpec spec;
  private final HelmReleases helm;
  private final Findings findings;

  Adoptions(ClusterSpec spec, HelmReleases helm, Findings findings) {
    this.spec = spec;
    this.helm = helm;
    this.findings = findings;
  }

  void check(Collection<Reconciliation> all) {
    List<Reconciliation> here = all.stream().filter(Adoptions::isKnown).toList();
    List<Reconciliation> others =
        here.stream()
            .filter(one -> spec.releases().stream().noneMatch(release -> isOf(one, release)))
            .toList();
    for (Release release : spec.releases()) {
      Optional<Reconciliation> own = here.stream().filter(one -> isOf(one, release)).findFirst();
      if (own.isPresent()) {
        storage(own.get(), release);
      } else {
        others.stream()
            .filter(one -> isMeant(one, release))
            .findFirst()
            .ifPresent(one -> anew(one, release));
      }
    }
  }

  /** One of this cluster that Flux acts on, and that is named by the files alone. */
  private static boolean isKnown(Reconciliation one) {
    return !one.isKustomization()
        && !one.isAsleep()
        && !one.spec().containsKey("kubeConfig")
        && !Variables.isUnknown(
            HelmReleases.name(one) + HelmReleases.namespace(one) + HelmReleases.storage(one));
  }

  private static boolean isOf(Reconciliation one, Release release) {
    return HelmReleases.name(one).equals(release.name())
        && HelmReleases.namespace(one).equals(release.namespace());
  }

  /** Of the same chart, and by one of its names the same: others are installed beside it. */
  private boolean isMeant(Reconciliation one, Release release) {
    String chart = release.chart().name();
    boolean named =
        one.key().name().equals(release.name()) || HelmReleases.name(one).equals(release.name());
    boolean beside =
        release.name().equals(chart) && HelmReleases.namespace(one).equals(release.namespace());
    return helm.chartName(one).equals(chart) && (named || beside);
  }

  private void storage(Reconciliation one, Release release) {
    String storage = HelmReleases.storage(one);
    if (!storage.equals(release.namespace())) {
      findings.add(
          FindingKind.NOT_ADOPTED,
          place(one, "spec.storageNamespace", "spec.targetNamespace"),
          one
              + " keeps its records in "
              + storage
              + " and knows nothing of the release in "
              + release.namespace(),
          "set spec.storageNamespace: " + release.namespace() + " on it");
    }
  }

  private void anew(Reconciliation one, Release release) {
    boolean moves = !HelmReleases.namespace(one).equals(release.namespace());
    List<String> fields = new ArrayList<>();
    if (moves || !HelmReleases.name(one).equals(release.name())) {
      fields.add("releaseName: " + release.name());
    }
    if (moves) {
      fields.add("targetNamespace: " + release.namespace());
    }
    if (!HelmReleases.storage(one).equals(release.namespace())) {
      fields.add("storageNamespace: " + release.namespace());
    }
    findings.add(
        FindingKind.NOT_ADOPTED,
        place(one, "spec.releaseName", "spec.targetNamespace"),
        one
            + " is release "
            + HelmReleases.namespace(one)
            + "/"
            + HelmReleases.name(one)
            + " to Helm: it re-creates "
            + release.qualifiedName()
            + " of the bootstrap ("
            + release.at()
            + ") and does not adopt it",
        "set in its spec " + String.join(", ", fields));
  }

  /** Of the first that is set, else of the object. */
  private static String place(Reconciliation one, String... fields) {
    for (String field : fields) {
      if (!Fields.text(one.spec(), field.substring("spec.".length())).isEmpty()) {
        return one.place(field);
      }
    }
    return one.place("metadata.name");
  }
}
