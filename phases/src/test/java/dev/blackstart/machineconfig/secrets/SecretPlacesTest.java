package dev.blackstart.machineconfig.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.machineconfig.document.MachineConfig;
import dev.blackstart.machineconfig.pki.Certificates;
import dev.blackstart.machineconfig.pki.KeyAlgorithm;
import dev.blackstart.machineconfig.pki.Pem;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.world.Failure;
import dev.blackstart.world.SecretKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretPlacesTest {
  private static final String CONFIG =
      """
      machine:
        type: controlplane
        token: op://Prod/talos/MACHINE_TOKEN
        ca: {crt: op://Prod/talos/CA_CRT, key: op://Prod/talos/CA_KEY}
        env: {PASSWORD: 'user:{{ op://Prod/my talos/PROXY }}@proxy'}
        install: {disk: /dev/sda, wipe: op://Prod/talos/WIPE}
      cluster:
        token: op://Prod/talos/CLUSTER_TOKEN
        etcd: {ca: {crt: op://Prod/talos/ETCD_CRT}}
        serviceAccount: {key: op://Prod/talos/SA_KEY}
      ---
      apiVersion: v1alpha1
      kind: TrustedRootsConfig
      name: roots
      certificates: op://Prod/talos/ROOTS
      """;
  private static final String SEED =
      """
      apiVersion: v1
      kind: Secret
      metadata: {name: tls, namespace: networking}
      data: {tls.crt: op://Dev/tls/tls.crt, tls.key: op://Dev/tls/tls.key, other: op://Dev/a/b}
      stringData: {token: op://Infra/op/TOKEN}
      """;

  @Test
  void aPlaceTellsWhatKindOfValueItWants() {
    List<SecretPlace> places = SecretPlaces.in(MachineConfig.parse(CONFIG, "base.yaml"));
    assertEquals(
        Map.of(
            "op://Prod/talos/MACHINE_TOKEN", SecretKind.MACHINE_TOKEN,
            "op://Prod/talos/CA_CRT", SecretKind.MACHINE_CA_CERTIFICATE,
            "op://Prod/talos/CA_KEY", SecretKind.MACHINE_CA_KEY,
            "op://Prod/my talos/PROXY", SecretKind.OPAQUE,
            "op://Prod/talos/WIPE", SecretKind.OPAQUE,
            "op://Prod/talos/CLUSTER_TOKEN", SecretKind.BOOTSTRAP_TOKEN,
            "op://Prod/talos/ETCD_CRT", SecretKind.ETCD_CA_CERTIFICATE,
            "op://Prod/talos/SA_KEY", SecretKind.SERVICE_ACCOUNT_KEY,
            "op://Prod/talos/ROOTS", SecretKind.TLS_CERTIFICATE),
        SecretPlace.kinds(places));
    assertEquals("base.yaml:3", places.getFirst().mark().toString());
  }

  @Test
  void aSeedWantsBase64UnderDataAndPlainTextUnderStringData() {
    assertEquals(
        Map.of(
            "op://Dev/tls/tls.crt", SecretKind.TLS_CERTIFICATE_BASE64,
            "op://Dev/tls/tls.key", SecretKind.TLS_KEY_BASE64,
            "op://Dev/a/b", SecretKind.OPAQUE_BASE64,
            "op://Infra/op/TOKEN", SecretKind.OPAQUE),
        SecretPlace.kinds(SecretPlaces.in(Yaml.document(SEED, "seed.yaml"))));
  }

  @Test
  void valuesNeverChangeTheShapeOfTheYaml() {
    MachineConfig config = MachineConfig.parse(CONFIG, "base.yaml");
    Map<String, String> nasty =
        Map.of(
            "op://Prod/talos/MACHINE_TOKEN", "123456.7890123456",
            "op://Prod/talos/CA_CRT", "a: b # c",
            "op://Prod/talos/CA_KEY", "true",
            "op://Prod/my talos/PROXY", "p'\"$1\\ }}",
            "op://Prod/talos/WIPE", "true",
            "op://Prod/talos/CLUSTER_TOKEN", "*&!|>%@`",
            "op://Prod/talos/ETCD_CRT", " leading and trailing ",
            "op://Prod/talos/SA_KEY", "{{ op://Prod/talos/CA_KEY }}",
            "op://Prod/talos/ROOTS", "-----BEGIN-----\nx\n-----END-----\n");
    String yaml = new SecretValues(nasty).in(config).yaml();
    List<YamlNode> read = Yaml.parse(yaml, "resolved.yaml");
    YamlNode first = read.getFirst();
    assertEquals("123456.7890123456", Reading.TALOS.read(first.at("machine.token").orElseThrow()));
    assertEquals("a: b # c", first.text("machine.ca.crt").orElseThrow());
    assertEquals("true", Reading.TALOS.read(first.at("machine.ca.key").orElseThrow()));
    assertEquals("user:p'\"$1\\ }}@proxy", first.text("machine.env.PASSWORD").orElseThrow());
    assertEquals(true, Reading.TALOS.read(first.at("machine.install.wipe").orElseThrow()));
    assertEquals("*&!|>%@`", first.text("cluster.token").orElseThrow());
    assertEquals(" leading and trailing ", first.text("cluster.etcd.ca.crt").orElseThrow());
    assertEquals(
        "{{ op://Prod/talos/CA_KEY }}",
        first.text("cluster.serviceAccount.key").orElseThrow(),
        "a value is not resolved again");
    assertEquals(
        "-----BEGIN-----\nx\n-----END-----\n", read.get(1).text("certificates").orElseThrow());
  }

  @Test
  void aReferenceWithoutAValueIsNamedWithItsPlace() {
    MachineConfig config = MachineConfig.parse(CONFIG, "base.yaml");
    var failure = assertThrows(Failure.class, () -> new SecretValues(Map.of()).in(config));
    assertEquals("base.yaml:3: op://Prod/talos/MACHINE_TOKEN has no value", failure.what());
  }

  @Test
  void generatedStandInsFitTheirPlacesAndAreAlwaysTheSame() throws Exception {
    SecretsBundle bundle =
        SecretsBundle.generate(Instant.parse("2026-11-21T10:00:00Z"), KeyAlgorithm.ECDSA_P256);
    Map<String, SecretKind> wanted =
        SecretPlace.kinds(SecretPlaces.in(Yaml.document(SEED, "seed.yaml")));
    Map<String, String> values = new GeneratedSecrets(bundle).resolve(wanted);
    assertEquals(values, new GeneratedSecrets(bundle).resolve(wanted));
    var certificate = Certificates.read(Pem.fromBase64(values.get("op://Dev/tls/tls.crt")));
    assertTrue(Pem.fromBase64(values.get("op://Dev/tls/tls.key")).contains("PRIVATE KEY"));
    certificate.verify(bundle.os().certificate().getPublicKey());
    assertNotEquals(values.get("op://Infra/op/TOKEN"), Pem.fromBase64(values.get("op://Dev/a/b")));
  }
}
