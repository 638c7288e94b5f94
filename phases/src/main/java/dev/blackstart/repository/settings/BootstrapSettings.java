package dev.blackstart.repository.settings;

import dev.blackstart.cluster.CrdOwners;
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
 * @param crdOwners whose the definitions are to be
 */
public record BootstrapSettings(
    Optional<Setting<String>> environment,
    Optional<List<Setting<String>>> seeds,
    Optional<List<Setting<String>>> crds,
    Optional<List<Setting<String>>> releases,
    Optional<Setting<String>> fluxPath,
    List<CrdOwners.Rule> crdOwners) {
  /** Nothing said. */
  public static final BootstrapSettings NONE =
      new BootstrapSettings(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of());
}
