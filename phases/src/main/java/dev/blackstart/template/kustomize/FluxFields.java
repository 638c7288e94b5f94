package dev.blackstart.template.kustomize;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The fields below {@code spec} of a kind of Flux, as the definitions of Flux 2.9 declare them. The
 * API server refuses to apply an object with another one, or without one that is required.
 *
 * @param known all of them
 * @param required those an object must have
 */
public record FluxFields(Set<String> known, Set<String> required) {
  private static final Map<String, FluxFields> KINDS =
      Map.of(
          "kustomize.toolkit.fluxcd.io/v1/Kustomization",
          of(
              """
              buildMetadata commonMetadata components decryption deletionPolicy dependsOn force
              healthCheckExprs healthChecks ignore ignoreMissingComponents images interval
              kubeConfig namePrefix nameSuffix patches path postBuild prune retryInterval
              serviceAccountName sourceRef suspend targetNamespace timeout wait\
              """,
              "interval prune sourceRef"),
          "helm.toolkit.fluxcd.io/v2/HelmRelease",
          of(
              """
              chart chartRef commonMetadata dependsOn driftDetection healthCheckExprs install
              interval kubeConfig maxHistory persistentClient postRenderStrategy postRenderers
              releaseName rollback serviceAccountName storageNamespace suspend targetNamespace
              test timeout uninstall upgrade values valuesFrom waitStrategy\
              """,
              "interval"),
          source("Bucket"),
          of(
              """
              bucketName certSecretRef endpoint ignore insecure interval prefix provider
              proxySecretRef region secretRef serviceAccountName sts suspend timeout\
              """,
              "bucketName endpoint interval"),
          source("GitRepository"),
          of(
              """
              ignore include interval provider proxySecretRef recurseSubmodules ref secretRef
              serviceAccountName sparseCheckout suspend timeout url verify\
              """,
              "interval url"),
          source("HelmChart"),
          of(
              """
              chart ignoreMissingValuesFiles interval reconcileStrategy sourceRef suspend
              valuesFiles verify version\
              """,
              "chart interval sourceRef"),
          source("HelmRepository"),
          of(
              """
              accessFrom certSecretRef insecure interval passCredentials provider secretRef
              suspend timeout type url\
              """,
              "url"),
          source("OCIRepository"),
          of(
              """
              certSecretRef ignore insecure interval layerSelector provider proxySecretRef ref
              secretRef serviceAccountName suspend timeout url verify\
              """,
              "interval url"));

  /** The fields of a kind; empty for versions and kinds whose fields are not known here. */
  public static Optional<FluxFields> of(Object apiVersion, Object kind) {
    return Optional.ofNullable(KINDS.get(apiVersion + "/" + kind));
  }

  private static String source(String kind) {
    return "source.toolkit.fluxcd.io/v1/" + kind;
  }

  private static FluxFields of(String known, String required) {
    return new FluxFields(Set.of(known.split("\\s+", -1)), Set.of(required.split(" ", -1)));
  }
}
