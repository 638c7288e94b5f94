package dev.blackstart.repository;

import dev.blackstart.cluster.CrdSource;
import dev.blackstart.cluster.Release;
import java.util.List;
import java.util.Set;

/**
 * What is installed before Flux.
 *
 * @param unreadable releases that are there but could not be read, as namespace/name
 * @param seeds files of namespaces and first secrets
 */
record Bootstrap(
    List<CrdSource> crds, List<Release> releases, Set<String> unreadable, SeedFiles seeds) {
  /** What the releases are written in. */
  String family() {
    return releases.isEmpty() && unreadable.isEmpty() ? "none" : "helmfile";
  }
}
