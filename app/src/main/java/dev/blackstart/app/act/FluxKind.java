package dev.blackstart.app.act;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Kinds that Flux's controllers reconcile and can be told to leave alone (fluxcd.io/flux). */
public enum FluxKind {
  KUSTOMIZATION("kustomize.toolkit.fluxcd.io/v1", "Kustomization", "kustomization", "ks"),
  HELM_RELEASE("helm.toolkit.fluxcd.io/v2", "HelmRelease", "helmrelease", "hr"),
  GIT_REPOSITORY("source.toolkit.fluxcd.io/v1", "GitRepository", "source git", "git"),
  OCI_REPOSITORY("source.toolkit.fluxcd.io/v1", "OCIRepository", "source oci", "oci"),
  HELM_REPOSITORY("source.toolkit.fluxcd.io/v1", "HelmRepository", "source helm", "helm"),
  HELM_CHART("source.toolkit.fluxcd.io/v1", "HelmChart", "source chart", "chart"),
  BUCKET("source.toolkit.fluxcd.io/v1", "Bucket", "source bucket", "bucket");

  private final String apiVersion;
  private final String kind;
  private final String words;
  private final String brief;

  FluxKind(String apiVersion, String kind, String words, String brief) {
    this.apiVersion = apiVersion;
    this.kind = kind;
    this.words = words;
    this.brief = brief;
  }

  String apiVersion() {
    return apiVersion;
  }

  String kind() {
    return kind;
  }

  /** What the flux program calls it. */
  String words() {
    return words;
  }

  /** How it is written before a name that is not enough, such as {@code ks/cilium}. */
  String brief() {
    return brief;
  }

  /** The kind an operator means by a word: Kubernetes' own, its short name, or flux's. */
  static Optional<FluxKind> called(String word) {
    String small = word.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(
            each ->
                List.of(each.brief, each.kind.toLowerCase(Locale.ROOT), each.words).contains(small))
        .findFirst();
  }

  static FluxKind of(String kind) {
    return Arrays.stream(values())
        .filter(each -> each.kind.equals(kind))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Flux reconciles no " + kind));
  }
}
