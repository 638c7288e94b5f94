package dev.blackstart.repository.fluxtree;

import dev.blackstart.repository.source.Spelling;
import java.util.List;
import java.util.Optional;

/**
 * Slips in the names of a Kustomization's fields. The API server refuses a field that its schema
 * does not declare, and with it everything that is applied together. Only what is nearly a field is
 * taken for a slip: a newer Flux may have fields that are not known here.
 */
final class FieldNames {
  /** Fields of {@code spec} (Flux 2.7, {@code kustomize.toolkit.fluxcd.io/v1}). */
  private static final List<String> SPEC =
      List.of(
          "commonMetadata",
          "components",
          "decryption",
          "deletionPolicy",
          "dependsOn",
          "force",
          "healthCheckExprs",
          "healthChecks",
          "ignoreMissingComponents",
          "images",
          "interval",
          "kubeConfig",
          "namePrefix",
          "nameSuffix",
          "patches",
          "path",
          "postBuild",
          "prune",
          "retryInterval",
          "serviceAccountName",
          "sourceRef",
          "suspend",
          "targetNamespace",
          "timeout",
          "wait");

  private FieldNames() {}

  /** The field a name is a slip of. */
  static Optional<String> meantBy(String name) {
    return SPEC.contains(name) ? Optional.empty() : Spelling.nearest(name, SPEC);
  }
}
