package dev.blackstart.repository;

import dev.blackstart.cluster.CrdSource;
import dev.blackstart.cluster.Release;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is installed before Flux.
 *
 * @param unreadable releases that are there but could not be read, as namespace/name
 * @param seeds files of namespaces and first secrets
 * @param environment the helmfiles', when they have one for the cluster
 * @param crdFiles what the CRDs come from, as {@code blackstart.yaml} would name it; absent when it
 *     cannot: one helmfile holds CRDs and releases
 * @param releaseFiles the helmfiles of the releases, likewise
 */
record Bootstrap(
    List<CrdSource> crds,
    List<Release> releases,
    Set<String> unreadable,
    SeedFiles seeds,
    Optional<String> environment,
    Optional<List<String>> crdFiles,
    Optional<List<String>> releaseFiles) {
  /** What the releases are written in. */
  String family() {
    return releases.isEmpty() && unreadable.isEmpty() ? "none" : "helmfile";
  }
}
