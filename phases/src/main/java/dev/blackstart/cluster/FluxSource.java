package dev.blackstart.cluster;

/**
 * What Flux will reconcile.
 *
 * @param path folder of the root Kustomization, relative to the repository's root
 * @param namespace where the root GitRepository and Kustomization live, {@code flux-system} mostly
 */
public record FluxSource(String path, String namespace) {}
