package dev.blackstart.files;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.MachineConfigSource;
import dev.blackstart.cluster.MachineConfigSource.Layer;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Role;
import dev.blackstart.machineconfig.pki.KeyAlgorithm;
import dev.blackstart.machineconfig.secrets.GeneratedSecrets;
import dev.blackstart.machineconfig.secrets.SecretsBundle;
import dev.blackstart.world.Failure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusedConfigsTest {
  private static final Node SOUND = new Node("infra-01", "10.25.11.11", Role.WORKER);
  private static final Node WRONG = new Node("infra-02", "10.25.11.12", Role.WORKER);
  private static final String BASE =
      """
      machine:
        type: worker
        token: op://vault/talos/machine_token
        ca: {crt: op://vault/talos/machine_ca_crt}
        install: {disk: /dev/sda}
      cluster:
        secret: op://vault/talos/cluster_secret
        ca: {crt: op://vault/talos/cluster_ca_crt}
        token: op://vault/talos/cluster_token
        discovery: {enabled: false}
        controlPlane: {endpoint: "https://10.0.0.10:6443"}
      """;

  @TempDir Path repository;

  /**
   * Each check of preflight asks anew; the first refusal must not leave half of the nodes behind.
   */
  @Test
  void aTypoInOneNodesPatchIsToldEachTimeSomebodyAsks() {
    RepositoryManifests manifests = manifests();
    for (Node node : List.of(SOUND, WRONG, SOUND)) {
      Failure refused =
          assertThrows(Failure.class, () -> manifests.installDisk(node, List.of()), node.name());
      assertTrue(refused.what().startsWith("talos/infra-02.yaml:3: "), refused.what());
    }
    Failure refused = assertThrows(Failure.class, () -> manifests.machineConfig(WRONG));
    assertTrue(refused.what().contains("hostnam"), refused.what());
  }

  private RepositoryManifests manifests() {
    SystemTimeSource time = new SystemTimeSource();
    Layer base = new Layer("talos/base.yaml", BASE);
    Layer patch = new Layer("talos/infra-02.yaml", "machine:\n  network:\n    hostnam: infra-02\n");
    ClusterSpec spec =
        new ClusterSpec(
            "infra",
            repository,
            new ClusterSpec.Family("plain", "none"),
            List.of(SOUND, WRONG),
            Map.of(
                SOUND.address(), new MachineConfigSource(base, List.of()),
                WRONG.address(), new MachineConfigSource(base, List.of(patch))),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Map.of(),
            List.of(),
            ClusterSpec.Particulars.NONE);
    OperatorKeys none = new OperatorKeys(Map.of(), repository);
    return new RepositoryManifests(
        spec,
        new GeneratedSecrets(SecretsBundle.generate(time.wall(), KeyAlgorithm.ECDSA_P256)),
        SealedTexts.opened(
            none,
            new SopsProgram("no-such-sops", repository, none, Runnable::run),
            new Redaction()),
        new CrdFiles(repository, List.of(), Optional.empty()),
        time);
  }
}
