package dev.blackstart.rehearsal.flux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.rehearsal.actor.client.ResourceType;
import dev.blackstart.template.sops.AgeKeys;
import dev.blackstart.template.sops.RealSops;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tree the real sops encrypted, reconciled with the key that was seeded. */
class EncryptedTreeTest {
  @TempDir Path folder;

  private static String kustomization(String name, String key) {
    return """
    ---
    apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata: {name: %s, namespace: flux-system}
    spec:
      interval: 1h
      retryInterval: 30s
      path: %s
      prune: true
      sourceRef: {kind: GitRepository, name: flux-system}
      decryption: {provider: sops, secretRef: {name: %s}}
      postBuild: {substitute: {DOMAIN: example.org}}
    """
        .formatted(name, name, key);
  }

  private static String keySecret(String name, byte[] key) {
    return "---\napiVersion: v1\nkind: Secret\nmetadata: {name: "
        + name
        + ", namespace: flux-system}\ndata: {age.agekey: "
        + Base64.getEncoder().encodeToString(key)
        + "}\n";
  }

  private static String secret(String name) {
    return "apiVersion: v1\nkind: Secret\nmetadata: {name: "
        + name
        + ", namespace: default}\nstringData: {url: \"https://${DOMAIN}/\", pin: \"0042\"}\n";
  }

  @Test
  void whatTheSeededKeyOpensIsReadAndNothingElseTurnsGreen() throws Exception {
    RealSops sops = RealSops.in(Files.createDirectories(folder.resolve("sops")));
    byte[] key = sops.key();
    byte[] other = sops.key();
    String recipient = AgeKeys.parse(key).recipients().getFirst();
    byte[] madeUp = "made-up".getBytes(StandardCharsets.UTF_8);
    FluxWorld world = FluxWorld.embedded(Files.createDirectories(folder.resolve("world")));
    try {
      world.file(
          "cluster/ks.yaml",
          keySecret("right", key)
              + keySecret("wrong", other)
              + keySecret("made-up", madeUp)
              + kustomization("opened", "right")
              + kustomization("refused", "wrong")
              + kustomization("stood-in", "made-up"));
      for (String name : List.of("opened", "refused", "stood-in")) {
        String text =
            sops.encrypted(
                "s.yaml", secret(name), recipient, "--encrypted-regex", "^(data|stringData)$");
        world.file(name + "/s.sops.yaml", text);
      }
      world.bootstrap();

      world.kustomizationIs("opened", "ReconciliationSucceeded");
      String data =
          world.find(ResourceType.SECRETS, "default", "opened").orElseThrow().json().toString();
      assertTrue(data.contains(base64("https://example.org/")), "variables come after decryption");
      assertTrue(data.contains(base64("0042")), "text stays text");

      String refused = world.kustomizationIs("refused", "BuildFailed");
      assertEquals(
          "decryption failed for 'Secret/default/refused': it is encrypted for "
              + recipient
              + "; the keys at hand are of "
              + AgeKeys.parse(other).recipients().getFirst(),
          refused);

      assertEquals(
          "encrypted for a key the rehearsal does not have: Secret/default/stood-in",
          world.kustomizationIs("stood-in", "NotRehearsed"));
      assertTrue(world.find(ResourceType.SECRETS, "default", "stood-in").isPresent());
    } finally {
      world.close();
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
