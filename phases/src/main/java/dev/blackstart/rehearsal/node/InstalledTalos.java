package dev.blackstart.rehearsal.node;

import java.util.Optional;

/**
 * A Talos a machine can start.
 *
 * @param version such as {@code v1.12.11}
 * @param schematic what an image factory built into it; empty for the plain one
 */
record InstalledTalos(String version, Optional<String> schematic) {
  static InstalledTalos plain(String version) {
    return new InstalledTalos(version, Optional.empty());
  }

  /** What this installer writes; nothing when no registry of this world has such an image. */
  static Optional<InstalledTalos> of(InstallerImage image) {
    return image.version().map(version -> new InstalledTalos(version, image.schematic()));
  }
}
