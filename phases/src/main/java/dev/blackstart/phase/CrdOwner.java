package dev.blackstart.phase;

/** Who goes on with a definition once the cluster stands. */
sealed interface CrdOwner {
  /** Nobody: it stays as the bootstrap made it. */
  record Nobody() implements CrdOwner {}

  /**
   * A Helm release of the bootstrap, whose chart has it among its templates.
   *
   * @param release {@code namespace/name}
   */
  record Helm(String namespace, String release) implements CrdOwner {
    @Override
    public String toString() {
      return "release " + namespace + "/" + release;
    }
  }

  /**
   * A Kustomization or HelmRelease of the tree of Flux.
   *
   * @param who such as {@code Kustomization flux-system/crds}
   * @param group of the labels by which Flux marks what it applies
   * @param manager its controller's field manager
   */
  record Flux(String who, String group, String manager) implements CrdOwner {
    static Flux kustomization(String name) {
      return new Flux(
          "Kustomization " + name, "kustomize.toolkit.fluxcd.io", "kustomize-controller");
    }

    static Flux release(String name) {
      return new Flux("HelmRelease " + name, "helm.toolkit.fluxcd.io", "helm-controller");
    }

    @Override
    public String toString() {
      return who;
    }
  }
}
