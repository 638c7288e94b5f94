package dev.blackstart.machineconfig.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.machineconfig.document.RefusedConfig;
import dev.blackstart.machineconfig.document.SamplesFolder;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretsBundleTest {
  private static final SecretsBundle BUNDLE =
      SecretsBundle.generate(Instant.parse("2026-11-21T10:00:00Z"));

  @Test
  void everyValueHasTheFormTalosWants() {
    assertTrue(BUNDLE.machineToken().matches("[a-z0-9]{6}\\.[a-z0-9]{16}"));
    assertTrue(BUNDLE.bootstrapToken().matches("[a-z0-9]{6}\\.[a-z0-9]{16}"));
    assertEquals(32, Base64.getUrlDecoder().decode(BUNDLE.clusterId()).length);
    assertEquals(44, BUNDLE.clusterId().length());
    assertEquals(32, Base64.getDecoder().decode(BUNDLE.clusterSecret()).length);
    assertEquals(32, Base64.getDecoder().decode(BUNDLE.secretboxKey().orElseThrow()).length);
    assertTrue(BUNDLE.serviceAccountKey().startsWith("-----BEGIN RSA PRIVATE KEY-----"));
    assertTrue(BUNDLE.os().keyPem().startsWith("-----BEGIN ED25519 PRIVATE KEY-----"));
  }

  @Test
  void whatIsWrittenIsReadBack() {
    String yaml = SecretsBundleYaml.write(BUNDLE);
    assertEquals(BUNDLE, SecretsBundleYaml.read(yaml, "secrets.yaml"));
    List<String> keys =
        yaml.lines().map(line -> line.replaceAll(":.*", "").strip()).distinct().toList();
    assertEquals(
        List.of(
            "cluster",
            "id",
            "secret",
            "secrets",
            "bootstraptoken",
            "secretboxencryptionsecret",
            "trustdinfo",
            "token",
            "certs",
            "etcd",
            "crt",
            "key",
            "k8s",
            "k8saggregator",
            "k8sserviceaccount",
            "os"),
        keys);
  }

  @Test
  void aBundleOfTalosOwnGeneratorIsReadAndWrittenUnchanged() throws Exception {
    String golden = Files.readString(SamplesFolder.assumed().resolve("golden/secrets.yaml"));
    SecretsBundle read = SecretsBundleYaml.read(golden, "secrets.yaml");
    assertEquals(golden, SecretsBundleYaml.write(read));
    assertEquals("", read.aggregator().certificate().getIssuerX500Principal().getName());
  }

  @Test
  void everythingMissingIsToldAtOnceAndNoValueIsTold() {
    String yaml =
        SecretsBundleYaml.write(BUNDLE)
            .replace("bootstraptoken: ", "other: ")
            .replaceAll("(?s)k8s:\n        crt: .*?\n", "k8s:\n        crt: bm90IGEgY2VydA==\n");
    var refused =
        assertThrows(RefusedConfig.class, () -> SecretsBundleYaml.read(yaml, "secrets.yaml"));
    assertEquals(
        List.of("secrets.bootstraptoken", "certs.k8s.crt"),
        refused.problems().stream().map(problem -> problem.path()).toList());
    assertFalse(refused.getMessage().contains("bm90"));
  }

  @Test
  void aBundleDoesNotPrintItself() {
    assertEquals("SecretsBundle[redacted]", BUNDLE.toString());
  }
}
