package dev.blackstart.machineconfig.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.machineconfig.document.MachineConfig;
import dev.blackstart.machineconfig.document.SamplesFolder;
import dev.blackstart.machineconfig.pki.KeyAlgorithm;
import dev.blackstart.machineconfig.pki.Pem;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedConfigTest {
  private static final SecretsBundle BUNDLE =
      SecretsBundle.generate(Instant.parse("2026-11-01T00:00:00Z"), KeyAlgorithm.ECDSA_P256);

  /** Every place of Talos 1.12 that may hold a secret, each with one that says {@code canary}. */
  private static final String EVERYTHING =
      """
      # a comment with canary-00
      machine:
        env: {HTTPS_PROXY: "http://proxy/canary-01"}
        files:
          - {content: "user: canary-02\\nother", permissions: 0o600, path: /var/auth, op: create}
        install:
          extraKernelArgs:
            - siderolink.api=grpc://omni.example:8090?jointoken=canary-03
            - talos.config=https://me:canary-04@config.example/cp
            - console=tty0
        registries:
          mirrors: {ghcr.io: {endpoints: ["https://me:canary-05@mirror.example"]}}
          config:
            mirror.example:
              auth: {username: pull, password: canary-06, auth: canary-07, identityToken: canary-08}
              tls: {clientIdentity: {crt: Y3J0, key: canary-09}}
        systemDiskEncryption:
          state: {provider: luks2, keys: [{slot: 0, static: {passphrase: canary-10}}]}
        network:
          interfaces:
            - interface: wg0
              wireguard: {privateKey: canary-11, peers: [{publicKey: shown-1}]}
            - interface: eth0
              vip: {ip: 10.25.11.10, hcloud: {apiToken: canary-12}}
            - interface: eth1
              vip: {ip: 10.25.11.10, equinixMetal: {apiToken: canary-13}}
        logging: {destinations: [{endpoint: "tcp://me:canary-14@logs.example:514"}]}
        pods:
          - kind: Pod
            spec:
              containers:
                - args: [--password, canary-15, --verbose, --token=canary-16]
                  env: [{name: SHOWN, value: canary-17}]
        kubelet:
          extraArgs: {cloud-secret: canary-18, node-labels: shown=2}
          credentialProviderConfig: {providers: [{name: canary-19}]}
        nodeAnnotations: {of-the-operator: canary-06}
        udev: {rules: ["shown-3"]}
      cluster:
        controlPlane: {endpoint: "https://10.25.11.10:6443"}
        extraManifestHeaders: {Authorization: Bearer canary-20, X: canary-21}
        extraManifests: ["https://raw.example/a.yaml?token=canary-22"]
        inlineManifests:
          - {name: cilium, contents: "kind: Secret\\nstringData: {a: canary-23}"}
        apiServer:
          extraArgs: {oidc-client-secret: canary-24, oidc-client-id: shown-4}
          env: {AWS: canary-25}
          authorizationConfig: [{type: Webhook, webhook: {token: canary-26}}]
      ---
      apiVersion: v1alpha1
      kind: WireguardConfig
      name: wg1
      privateKey: canary-27
      peers: [{publicKey: shown-5, presharedKey: canary-28}]
      ---
      apiVersion: v1alpha1
      kind: ExtensionServiceConfig
      name: tailscale
      environment: [TS_AUTHKEY=canary-29, TS_ROUTES=canary-30]
      configFiles: [{content: canary-31, mountPath: /etc/shown-6}]
      ---
      apiVersion: v1alpha1
      kind: RegistryAuthConfig
      name: ghcr.io
      username: shown-7
      password: canary-32
      auth: canary-33
      identityToken: canary-34
      ---
      apiVersion: v1alpha1
      kind: HCloudVIPConfig
      name: 10.25.11.10
      link: eth0
      apiToken: canary-35
      ---
      apiVersion: v1alpha1
      kind: SideroLinkConfig
      apiUrl: https://omni.example?jointoken=canary-36&grpc_tunnel=shown-8
      uniqueToken: canary-37
      ---
      apiVersion: v1alpha1
      kind: VolumeConfig
      name: EPHEMERAL
      encryption: {provider: luks2, keys: [{slot: 0, static: {passphrase: canary-38}}]}
      ---
      apiVersion: v1alpha1
      kind: KmsgLogConfig
      name: remote
      url: tcp://me:canary-39@logs.example:514
      ---
      apiVersion: v1beta9
      kind: OfALaterTalos
      issuingCA: {cert: shown-9, key: canary-40}
      guest: {cloudInit: {userData: "canary-41"}}
      """;

  @ParameterizedTest
  @ValueSource(strings = {"controlplane", "worker"})
  void noSecretOfTheBundleRemainsInAFullConfigOfARole(String role) throws Exception {
    String yaml = generated(role);
    assertTrue(yaml.contains(BUNDLE.machineToken()), "the config holds its secrets");

    String masked = MaskedConfig.of(yaml, "config");

    for (String secret : secrets()) {
      assertFalse(masked.contains(secret), () -> "a secret remains, of " + secret.length());
    }
    assertTrue(masked.contains(Pem.inBase64(BUNDLE.os().certificatePem())), "certificates stay");
    assertTrue(masked.contains("clusterName: test"), masked);
  }

  @Test
  void everyPlaceThatMayHoldASecretIsMaskedAndTheRestIsShown() {
    String masked = MaskedConfig.of(EVERYTHING, "config");
    assertEquals(
        List.of(), masked.lines().filter(line -> line.contains("canary")).toList(), masked);
    for (int i = 1; i <= 9; i++) {
      String shown = i == 2 ? "shown=2" : "shown-" + i;
      assertTrue(masked.contains(shown), () -> shown + " in\n" + masked);
    }
    assertTrue(masked.contains("https://10.25.11.10:6443"), masked);
    assertTrue(masked.contains("console=tty0"), masked);
    assertTrue(masked.contains("TS_ROUTES=" + MaskedConfig.MASK), masked);
    assertTrue(masked.contains("username: pull"), masked);
  }

  @Test
  void whatLooksLikeASecretIsMaskedWhereverItStands() {
    String key = BUNDLE.os().keyPem();
    for (String secret :
        List.of(
            key,
            Pem.inBase64(key),
            BUNDLE.bootstrapToken(),
            "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJtZSJ9.c2lnbmF0dXJl",
            "AGE-SECRET-KEY-1QQQQQQQQ",
            "ghp_0123456789abcdefghijABCD")) {
      String yaml = Yaml.write(Map.of("machine", Map.of("note", secret)));
      assertEquals("machine:\n    note: \"******\"\n", MaskedConfig.of(yaml, "config"));
    }
  }

  @Test
  void thatThereIsNoKeyIsNoSecret() {
    assertEquals(
        "machine:\n    ca:\n        key: \"\"\n    token: null\n",
        MaskedConfig.of("machine: {ca: {key: ''}, token: null}", "config")
            .replace("key: ''", "key: \"\""));
  }

  @Test
  void whatTalosItselfGeneratedIsMaskedToo() throws Exception {
    Path golden = SamplesFolder.assumed().resolve("golden");
    List<String> secrets = new ArrayList<>();
    collect(
        Yaml.document(Files.readString(golden.resolve("secrets.yaml")), "secrets"), "", secrets);
    assertTrue(secrets.size() >= 9, "keys and tokens: " + secrets.size());
    for (String file : List.of("controlplane.yaml", "worker.yaml", "controlplane-docs.yaml")) {
      String masked = MaskedConfig.of(Files.readString(golden.resolve(file)), file);
      for (String secret : secrets) {
        assertFalse(masked.contains(secret), file);
      }
    }
  }

  private static void collect(YamlNode node, String key, List<String> secrets) {
    switch (node) {
      case MapNode map ->
          map.entries().forEach(each -> collect(each.value(), each.key().text(), secrets));
      case ListNode list -> list.items().forEach(item -> collect(item, key, secrets));
      case ScalarNode scalar -> {
        if (!key.equals("crt") && !key.equals("id")) {
          secrets.add(scalar.text());
        }
      }
    }
  }

  private static String generated(String role) throws Exception {
    String yaml =
        new String(
            MaskedConfigTest.class
                .getResourceAsStream("/dev/blackstart/machineconfig/validation/" + role + ".yaml")
                .readAllBytes(),
            StandardCharsets.UTF_8);
    MachineConfig config = MachineConfig.parse(yaml, role);
    var kinds = SecretPlace.kinds(SecretPlaces.in(config));
    return new SecretValues(new GeneratedSecrets(BUNDLE).resolve(kinds)).in(config).yaml();
  }

  private static List<String> secrets() {
    List<String> secrets =
        new ArrayList<>(
            List.of(
                BUNDLE.clusterSecret(),
                BUNDLE.bootstrapToken(),
                BUNDLE.machineToken(),
                BUNDLE.secretboxKey().orElseThrow()));
    for (String pem :
        List.of(
            BUNDLE.os().keyPem(),
            BUNDLE.kubernetes().keyPem(),
            BUNDLE.etcd().keyPem(),
            BUNDLE.aggregator().keyPem(),
            BUNDLE.serviceAccountKey())) {
      secrets.add(Pem.inBase64(pem));
      String der = pem.lines().filter(line -> !line.startsWith("-")).findFirst().orElseThrow();
      secrets.add(der);
      secrets.add(Base64.getEncoder().encodeToString(der.getBytes(StandardCharsets.UTF_8)));
    }
    return secrets;
  }
}
