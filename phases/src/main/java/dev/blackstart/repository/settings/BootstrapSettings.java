package dev.blackstart.repository.settings;

import java.util.List;
import java.util.Optional;

/**
 * The key {@code bootstrap} of a cluster.
 *
 * @param environment helmfile environment
 * @param seeds files of namespaces and first secrets; absent when they are to be detected
 * @param crds helmfiles, files and URLs; absent when they are to be detected
 * @param releases helmfiles; absent when they are to be detected
 * @param fluxPath folder Flux begins at
 */
public record BootstrapSettings(
    Optional<Setting<String>> environment,
    Optional<List<Setting<String>>> seeds,
    Optional<List<Setting<String>>> crds,
    Optional<List<Setting<String>>> releases,
    Optional<Setting<String>> fluxPath) {
  /** Nothing said. */
  public static final BootstrapSettings NONE =
      new BootstrapSettings(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
