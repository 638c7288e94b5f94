package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.CrdOwners;
import dev.blackstart.cluster.CrdSource;
import dev.blackstart.cluster.Release;
import dev.blackstart.world.KubeApi;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.World;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whose a definition is. The operator's rule decides; without one it belongs to the Kustomization
 * that applies it, to the release of the bootstrap whose chart has it among its templates (Helm
 * refuses to install over what does not bear its marks), to the HelmRelease that brings it up to
 * date, or else to nobody.
 */
final class CrdOwnership {
  private final ClusterSpec spec;
  private final World world;
  private final Map<CrdSource, Set<String>> bundled = new HashMap<>();

  CrdOwnership(ClusterSpec spec, World world) {
    this.spec = spec;
    this.world = world;
  }

  /** Its owner; absent when the rule names one that is not to be found. */
  Optional<CrdOwner> of(CrdSource source, String crd) {
    Optional<CrdOwner> kustomized =
        Optional.ofNullable(spec.crdOwners().kustomized().get(crd))
            .map(CrdOwner.Flux::kustomization);
    Optional<CrdOwner> installed = release(source).map(CrdOwnership::marked);
    Optional<CrdOwner> carried = carrier(source).map(one -> CrdOwner.Flux.release(one.name()));
    Optional<CrdOwners.Rule> rule = spec.crdOwners().rule(crd);
    if (rule.isPresent()) {
      return switch (rule.get().policy()) {
        case LEAVE -> Optional.of(new CrdOwner.Nobody());
        case HELM -> installed.or(() -> carrier(source).map(CrdOwnership::marked));
        case FLUX -> kustomized.or(() -> carried);
      };
    }
    return kustomized
        .or(() -> installed.filter(any -> isTemplate(source, crd)))
        .or(() -> carried.filter(any -> isReplaced(source) || isTemplate(source, crd)))
        .or(() -> Optional.of(new CrdOwner.Nobody()));
  }

  /** The definition as it is applied: with the marks of its release when it is to have them. */
  KubeObject marked(KubeObject crd, CrdOwner owner) {
    return switch (owner) {
      case CrdOwner.Nobody nobody -> crd;
      case CrdOwner.Flux flux -> crd;
      case CrdOwner.Helm helm -> {
        Map<String, Object> metadata = copy(crd, "metadata");
        Map<String, Object> labels = copy(crd, "metadata", "labels");
        labels.put("app.kubernetes.io/managed-by", "Helm");
        metadata.put("labels", labels);
        Map<String, Object> annotations = copy(crd, "metadata", "annotations");
        annotations.put(HandOvers.RELEASE_NAME, helm.release());
        annotations.put(HandOvers.RELEASE_NAMESPACE, helm.namespace());
        metadata.put("annotations", annotations);
        Map<String, Object> fields = new LinkedHashMap<>(crd.fields());
        fields.put("metadata", metadata);
        yield new KubeObject(fields);
      }
    };
  }

  /** As whom it is applied: what the owner drops later goes, and is not ours for ever. */
  String manager(CrdOwner owner) {
    return switch (owner) {
      case CrdOwner.Nobody nobody -> KubeApi.MANAGER;
      case CrdOwner.Flux flux -> flux.manager();
      case CrdOwner.Helm helm -> spec.flux().isPresent() ? "helm-controller" : "helm";
    };
  }

  private static Map<String, Object> copy(KubeObject object, String... path) {
    Map<String, Object> copy = new LinkedHashMap<>();
    if (object.at(path).orElse(null) instanceof Map<?, ?> map) {
      map.forEach((key, value) -> copy.put(String.valueOf(key), value));
    }
    return copy;
  }

  private Optional<Release> release(CrdSource source) {
    return chart(source)
        .flatMap(
            chart ->
                spec.releases().stream()
                    .filter(release -> release.chart().name().equals(chart))
                    .findFirst());
  }

  private Optional<CrdOwners.HelmCarrier> carrier(CrdSource source) {
    return chart(source).flatMap(spec.crdOwners()::carrier);
  }

  private static CrdOwner marked(Release release) {
    return new CrdOwner.Helm(release.namespace(), release.name());
  }

  private static CrdOwner marked(CrdOwners.HelmCarrier carrier) {
    int slash = carrier.release().indexOf('/');
    return new CrdOwner.Helm(
        carrier.release().substring(0, slash), carrier.release().substring(slash + 1));
  }

  private boolean isReplaced(CrdSource source) {
    return carrier(source).filter(CrdOwners.HelmCarrier::replaces).isPresent();
  }

  private boolean isTemplate(CrdSource source, String crd) {
    return source instanceof CrdSource.FromChart chart
        && !bundled
            .computeIfAbsent(
                source, any -> Set.copyOf(world.charts().bundledCrds(chart.release().chart())))
            .contains(crd);
  }

  private static Optional<String> chart(CrdSource source) {
    return source instanceof CrdSource.FromChart chart
        ? Optional.of(chart.release().chart().name())
        : Optional.empty();
  }
}
