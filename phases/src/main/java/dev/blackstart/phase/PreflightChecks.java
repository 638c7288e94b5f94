package dev.blackstart.phase;

import java.util.List;

/** Every prerequisite that is looked at, by name. */
public final class PreflightChecks {
  static final List<PreflightCheck> ALL =
      List.of(
          new PreflightCheck(
              "machine-configs",
              "Talos takes every machine config, and they go together",
              (spec, world) -> world.manifests().configFindings()),
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
              SecretChecks::machineConfigs),
          new PreflightCheck(
              "seed-secrets", "seeds render and their secrets resolve", SecretChecks::seeds),
          new PreflightCheck(
              "flux-secrets",
              "the seeded key decrypts what Flux will read",
              SecretChecks::fluxTree),
          new PreflightCheck("charts", "every chart is at hand", ChartChecks::atHand),
          new PreflightCheck(
              "chart-crds", "every release finds its own CRDs", ChartChecks::ownCrds),
          new PreflightCheck("crd-files", "every CRD file is at hand", ChartChecks::crdFiles),
          new PreflightCheck("hooks", "every hook can be run", ChartChecks::hooks));

  private PreflightChecks() {}

  /** The ids of all checks, in order. */
  public static List<String> ids() {
    return ALL.stream().map(PreflightCheck::id).toList();
  }
}
