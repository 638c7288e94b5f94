package dev.blackstart.jhelm;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Where Helm finds what it works with.
 *
 * @param mirrors folders of charts, looked at in order before the network
 * @param network whether charts may be fetched at all; a rehearsal says no
 * @param root folder that relative chart folders are relative to: the operator's repository
 * @param kubeconfig file that names the cluster; it need not exist yet
 * @param work folder for temporary things, on a file system that programs may be loaded from
 * @param kubernetesVersion what charts are told when no cluster can be asked, such as {@code
 *     v1.35.0}
 * @param hookTimeout wall time a chart's hooks may take together
 * @param manager the field manager Helm writes as. A later Helm takes over the fields of no manager
 *     but its own name (Helm 4, {@code upgradeClientSideFieldManager}), and Flux's is called {@code
 *     helm-controller}
 */
public record HelmSettings(
    List<Path> mirrors,
    boolean network,
    Path root,
    Path kubeconfig,
    Path work,
    String kubernetesVersion,
    Duration hookTimeout,
    String manager) {
  /** The field manager of the Helm in Flux. */
  public static final String FLUX = "helm-controller";

  /** As an operator's own Helm. */
  public HelmSettings(
      List<Path> mirrors,
      boolean network,
      Path root,
      Path kubeconfig,
      Path work,
      String kubernetesVersion,
      Duration hookTimeout) {
    this(mirrors, network, root, kubeconfig, work, kubernetesVersion, hookTimeout, "helm");
  }

  public HelmSettings {
    mirrors = List.copyOf(mirrors);
  }
}
