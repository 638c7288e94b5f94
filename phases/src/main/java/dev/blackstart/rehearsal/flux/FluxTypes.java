package dev.blackstart.rehearsal.flux;

import dev.blackstart.rehearsal.actor.client.ResourceType;

/** Where the API server serves Flux's own kinds. */
final class FluxTypes {
  static final String SOURCE = "source.toolkit.fluxcd.io";
  static final String NOTIFICATION = "notification.toolkit.fluxcd.io";
  static final String IMAGE = "image.toolkit.fluxcd.io";

  static final ResourceType INSTANCES =
      new ResourceType("fluxcd.controlplane.io", "v1", "fluxinstances", "FluxInstance", true);
  static final ResourceType GIT = source("gitrepositories", "GitRepository");
  static final ResourceType OCI = source("ocirepositories", "OCIRepository");
  static final ResourceType HELM_REPOSITORIES = source("helmrepositories", "HelmRepository");
  static final ResourceType HELM_CHARTS = source("helmcharts", "HelmChart");
  static final ResourceType BUCKETS = source("buckets", "Bucket");
  static final ResourceType KUSTOMIZATIONS =
      new ResourceType(
          "kustomize.toolkit.fluxcd.io", "v1", "kustomizations", "Kustomization", true);
  static final ResourceType HELM_RELEASES =
      new ResourceType("helm.toolkit.fluxcd.io", "v2", "helmreleases", "HelmRelease", true);
  static final ResourceType RECEIVERS =
      new ResourceType(NOTIFICATION, "v1", "receivers", "Receiver", true);

  private FluxTypes() {}

  private static ResourceType source(String plural, String kind) {
    return new ResourceType(SOURCE, "v1", plural, kind, true);
  }

  /** Name of the definition that brings a type. */
  static String definition(ResourceType type) {
    return type.plural() + "." + type.group();
  }
}
