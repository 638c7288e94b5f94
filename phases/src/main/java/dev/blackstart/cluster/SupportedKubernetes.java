package dev.blackstart.cluster;

import java.util.List;
import java.util.Optional;

/**
 * The minor versions of Kubernetes a minor version of Talos runs (Talos's own compatibility tables
 * up to 1.12).
 *
 * @param oldest minor version, such as 30 for 1.30
 * @param newest minor version
 */
public record SupportedKubernetes(int oldest, int newest) {
  private static final int FIRST_TALOS = 5;

  /** From Talos 1.5 on, by its minor version. */
  private static final List<SupportedKubernetes> TABLE =
      List.of(
          new SupportedKubernetes(26, 28),
          new SupportedKubernetes(24, 29),
          new SupportedKubernetes(25, 30),
          new SupportedKubernetes(26, 31),
          new SupportedKubernetes(27, 32),
          new SupportedKubernetes(28, 33),
          new SupportedKubernetes(29, 34),
          new SupportedKubernetes(30, 35));

  /** What a Talos 1.x runs; absent when that is not known here. */
  public static Optional<SupportedKubernetes> by(int talosMinor) {
    int at = talosMinor - FIRST_TALOS;
    return at >= 0 && at < TABLE.size() ? Optional.of(TABLE.get(at)) : Optional.empty();
  }

  public boolean includes(int minor) {
    return minor >= oldest && minor <= newest;
  }

  /** Such as {@code 1.30 to 1.35}. */
  @Override
  public String toString() {
    return "1." + oldest + " to 1." + newest;
  }
}
