package dev.blackstart.machineconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.machineconfig.document.MachineConfig;
import dev.blackstart.machineconfig.document.SamplesFolder;
import dev.blackstart.machineconfig.pki.CertificateAuthority;
import dev.blackstart.machineconfig.pki.Certificates;
import dev.blackstart.machineconfig.pki.Pem;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.world.Failure;
import dev.blackstart.world.TalosCredentials;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TalosAccessTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  @Test
  void credentialsAreIssuedByTheCaOfAControlPlanesConfig() throws Exception {
    CertificateAuthority os = CertificateAuthority.os(NOW);
    MachineConfig config =
        MachineConfig.parse(
            "machine: {ca: {crt: "
                + Pem.inBase64(os.certificatePem())
                + ", key: "
                + Pem.inBase64(os.keyPem())
                + "}}",
            "controlplane.yaml");
    TalosCredentials credentials = TalosAccess.admin(config, NOW);
    var certificate = Certificates.read(credentials.certificate());
    certificate.verify(os.certificate().getPublicKey());
    assertEquals("O=os:admin", certificate.getSubjectX500Principal().getName());
  }

  @Test
  void aWorkersConfigHasNoCaToIssueFrom() {
    MachineConfig config = MachineConfig.parse("machine: {ca: {crt: '', key: ''}}", "worker.yaml");
    Failure failure = assertThrows(Failure.class, () -> TalosAccess.admin(config, NOW));
    assertEquals(Failure.Kind.INPUT, failure.kind());
  }

  @Test
  void aTalosconfigHasTheShapeOfTalosOwn() throws Exception {
    YamlNode golden =
        Yaml.document(
            Files.readString(SamplesFolder.assumed().resolve("golden/talosconfig")), "golden");
    CertificateAuthority os = CertificateAuthority.os(NOW);
    String ours =
        TalosAccess.talosconfig("test", List.of("10.0.0.1"), List.of(), TalosAccess.admin(os, NOW));
    YamlNode read = Yaml.document(ours, "talosconfig");
    assertEquals("test", read.text("context").orElseThrow());
    assertEquals("10.0.0.1", read.text("contexts.test.endpoints.0").orElseThrow());
    for (String key : List.of("ca", "crt", "key")) {
      assertEquals(label(golden, key), label(read, key));
    }
    assertTrue(ours.startsWith("context: test\ncontexts:\n    test:\n        endpoints:\n"), ours);
  }

  private static String label(YamlNode talosconfig, String key) {
    return Pem.read(Pem.fromBase64(talosconfig.text("contexts.test." + key).orElseThrow()))
        .getFirst()
        .label();
  }
}
