package dev.blackstart.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

/** A machine config whose secrets sops encrypted. */
class SealedConfigsTest {
  private static final String FILE = "talos/10.0.0.11.sops.yaml";
  private static final String SEALED = "ENC[AES256_GCM,data:eA==,iv:eA==,tag:eA==,type:str]";
  private static final String CONFIG =
      """
      machine:
        type: worker
        token: %s
        ca: {crt: "%s"}
        install: {disk: /dev/sda}
      cluster:
        secret: %s
        ca: {crt: "%s"}
        token: %s
        discovery: {enabled: false}
        controlPlane: {endpoint: "https://10.0.0.10:6443"}
      sops:
        age:
          - recipient: age1frhtpr8u3u99pvcuq5mjevxdq9agjfpkd8fjtnpj9qymzh5v845q53f37d
            enc: x
        lastmodified: "2026-08-22T02:08:18Z"
        mac: %s
        version: 3.11.0
      """
          .formatted(SEALED, SEALED, SEALED, SEALED, SEALED, SEALED);
  private static final Node NODE = new Node("w-1", "10.0.0.11", Role.WORKER);

  @TempDir Path repository;
  private final Redaction redaction = new Redaction();

  @Test
  void aRehearsalMakesUpByFieldWhatItCannotOpen() {
    String yaml =
        manifests(SealedTexts.openedOrMadeUp(noKeys(), redaction)).machineConfig(NODE).yaml();

    assertFalse(yaml.contains("ENC["), yaml);
    assertFalse(yaml.contains("sops"), yaml);
    assertTrue(yaml.matches("(?s).*token: \"?[0-9a-z]{6}\\.[0-9a-z]{16}\"?\\s.*"), yaml);
  }

  @Test
  void aLiveRunWithoutTheKeyNamesTheFile() {
    SealedTexts live =
        SealedTexts.opened(
            noKeys(),
            new SopsProgram("no-such-sops", repository, noKeys(), Runnable::run),
            redaction);

    Failure failure = assertThrows(Failure.class, () -> manifests(live).machineConfig(NODE));

    assertEquals(Failure.Kind.INPUT, failure.kind());
    assertTrue(failure.what().startsWith(FILE + ": it is encrypted for age1"), failure.what());
  }

  private OperatorKeys noKeys() {
    return new OperatorKeys(Map.of(), repository);
  }

  private RepositoryManifests manifests(SealedTexts sealed) {
    SystemTimeSource time = new SystemTimeSource();
    ClusterSpec spec =
        new ClusterSpec(
            "lab",
            repository,
            new ClusterSpec.Family("plain", "none"),
            List.of(NODE),
            Map.of(NODE.address(), new MachineConfigSource(new Layer(FILE, CONFIG), List.of())),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Map.of(),
            List.of(),
            ClusterSpec.Particulars.NONE);
    return new RepositoryManifests(
        spec,
        new GeneratedSecrets(SecretsBundle.generate(time.wall(), KeyAlgorithm.ECDSA_P256)),
        sealed,
        new CrdFiles(repository, List.of(), Optional.empty()),
        time);
  }
}
