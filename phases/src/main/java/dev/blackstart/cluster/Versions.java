package dev.blackstart.cluster;

import java.util.Optional;

/**
 * What a machine is to run, as far as the repository says.
 *
 * @param talos tag of the install image, such as {@code v1.12.6}
 * @param kubernetes such as {@code v1.35.3}
 */
public record Versions(Optional<String> talos, Optional<String> kubernetes) {
  /** Nothing said. */
  public static final Versions UNKNOWN = new Versions(Optional.empty(), Optional.empty());
}
