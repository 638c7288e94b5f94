package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.world.Failure;
import dev.blackstart.world.KubeApi;
import dev.blackstart.world.World;
import java.util.List;
import java.util.stream.Stream;

/** Every prerequisite that is looked at, by name. */
public final class PreflightChecks {
  private static final List<PreflightCheck> OF_MACHINES =
      List.of(
          new PreflightCheck(
              "machine-configs",
              "Talos takes every machine config, and they go together",
              (spec, world) -> world.manifests().configFindings()),
          new PreflightCheck(
              "lints",
              "what charts are told goes with what nodes are told",
              (spec, world) -> world.manifests().lints()),
          new PreflightCheck(
              "control-planes", "there is an odd number of control planes", NodeChecks::quorum),
          new PreflightCheck(
              "reachable",
              "every node answers, in maintenance or as one of ours",
              NodeChecks::reachable),
          new PreflightCheck(
              "certificates",
              "machines in maintenance offer the certificates that are pinned",
              TrustChecks::certificates),
          new PreflightCheck(
              "identity", "configured nodes are of this cluster", IdentityChecks::configured),
          new PreflightCheck("clocks", "clocks agree within 30 seconds", NodeChecks::clocks),
          new PreflightCheck(
              "install-disk",
              "the install disk matches exactly one disk, and nobody else's data is on it",
              DiskChecks::installDisk),
          new PreflightCheck(
              "endpoint", "the cluster endpoint has a name or address", EndpointCheck::endpoint),
          new PreflightCheck(
              "machine-secrets",
              "machine configs render and their secrets resolve",
              SecretChecks::machineConfigs));

  private static final PreflightCheck FLUX =
      new PreflightCheck(
          "flux-secrets", "the seeded key decrypts what Flux will read", SecretChecks::fluxTree);

  private static final List<PreflightCheck> OF_THE_REST =
      List.of(
          new PreflightCheck(
              "seed-secrets", "seeds render and their secrets resolve", SecretChecks::seeds),
          FLUX,
          new PreflightCheck(
              "mesh-secrets",
              "what the clusters of a mesh know one another by is in force, and of one authority",
              MeshChecks::secrets),
          new PreflightCheck(
              "charts", "every chart is at hand, and for this Kubernetes", ChartChecks::atHand),
          new PreflightCheck(
              "chart-crds", "every release finds its own CRDs", ChartChecks::ownCrds),
          new PreflightCheck("crd-files", "every CRD file is at hand", ChartChecks::crdFiles),
          new PreflightCheck(
              "crd-owners", "whoever is to go on with definitions is there", CrdOwnerChecks::rules),
          new PreflightCheck(
              "crd-versions",
              "no definition drops a version that objects are stored in",
              StoredVersions::dropped),
          new PreflightCheck(
              "rebuild-budget",
              "Let's Encrypt and Docker Hub have enough left",
              RebuildBudget::look),
          new PreflightCheck("hooks", "every hook can be run", ChartChecks::hooks));

  private static final PreflightCheck ADOPTED =
      new PreflightCheck(
          "api-server", "the cluster that stands already answers", PreflightChecks::answers);

  private PreflightChecks() {}

  /** What is looked at for a cluster: machines of ours, or an API server that stands already. */
  static List<PreflightCheck> of(ClusterSpec spec) {
    return Stream.concat(
            spec.hasMachines() ? OF_MACHINES.stream() : Stream.of(ADOPTED), OF_THE_REST.stream())
        .filter(check -> check != FLUX || spec.argo().isEmpty())
        .toList();
  }

  /** The ids of all checks of a cluster whose machines are ours, in order. */
  public static List<String> ids() {
    return Stream.concat(OF_MACHINES.stream(), OF_THE_REST.stream())
        .map(PreflightCheck::id)
        .toList();
  }

  private static List<Finding> answers(ClusterSpec spec, World world) {
    if (world.kube().adopted().isEmpty()) {
      throw new Failure(
          Failure.Kind.INPUT,
          "its machines are not in the repository, and no kubeconfig is named",
          "name the kubeconfig of the cluster that stands: --adopt KUBECONFIG");
    }
    KubeApi.Answer answer = world.kube().answers();
    if (!answer.ready()) {
      throw new Failure(
          Failure.Kind.UNREACHABLE,
          "the API server of the adopted kubeconfig does not answer: " + answer.because(),
          "see that kubectl --kubeconfig FILE get nodes works with the file you name by --adopt");
    }
    return List.of();
  }
}
