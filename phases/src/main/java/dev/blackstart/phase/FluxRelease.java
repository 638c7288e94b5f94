package dev.blackstart.phase;

import dev.blackstart.cluster.Release;
import dev.blackstart.world.KubeObject;

/** Which release of Helm a HelmRelease stands for (helm-controller, {@code api/v2}). */
final class FluxRelease {
  private FluxRelease() {}

  static boolean isOf(KubeObject helmRelease, Release release) {
    return name(helmRelease).equals(release.name())
        && namespace(helmRelease).equals(release.namespace());
  }

  static String storageNamespace(KubeObject helmRelease) {
    return or(helmRelease.text("spec", "storageNamespace"), helmRelease.namespace());
  }

  private static String namespace(KubeObject helmRelease) {
    return or(helmRelease.text("spec", "targetNamespace"), helmRelease.namespace());
  }

  /** What it says, or target namespace and name. */
  private static String name(KubeObject helmRelease) {
    String target = helmRelease.text("spec", "targetNamespace");
    return or(
        helmRelease.text("spec", "releaseName"),
        target.isEmpty() ? helmRelease.name() : target + "-" + helmRelease.name());
  }

  private static String or(String text, String otherwise) {
    return text.isEmpty() ? otherwise : text;
  }
}
