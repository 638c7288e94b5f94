package dev.blackstart.app.fresh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.app.Refusal;
import dev.blackstart.app.fresh.Founding.Founded;
import dev.blackstart.machineconfig.pki.KeyAlgorithm;
import dev.blackstart.machineconfig.secrets.SecretsBundle;
import dev.blackstart.machineconfig.secrets.SecretsBundleYaml;
import dev.blackstart.template.sops.AgeKeys;
import dev.blackstart.template.sops.AgeRecipients;
import dev.blackstart.template.sops.SopsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoundingTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final SecretsBundle BUNDLE = SecretsBundle.generate(NOW, KeyAlgorithm.ECDSA_P256);

  @TempDir private Path folder;
  private Path root;
  private Path bundle;

  @BeforeEach
  void write() throws IOException {
    root = folder.resolve("clusters");
    bundle = Files.writeString(folder.resolve("secrets.yaml"), SecretsBundleYaml.write(BUNDLE));
  }

  private Wishes wishes(String name, String address) {
    return new Wishes(
        Map.of(
            Wish.NAME, List.of(name),
            Wish.CONTROL_PLANES, List.of(address),
            Wish.GIT_URL, List.of("ssh://git@github.com/me/lab.git"),
            Wish.SECRETS, List.of(bundle.toString())));
  }

  private Founded found(Wishes wishes) {
    return new Founding(root, Map.of(), NOW).found(wishes, List.of());
  }

  private String opened(String path) throws IOException {
    AgeKeys keys = AgeKeys.parse(Files.readAllBytes(root.resolve("age.key")));
    return SopsFile.parse(Files.readString(root.resolve(path)), path).orElseThrow().decrypt(keys);
  }

  @Test
  void withoutAKeyOneIsMadeThatOpensEverySecret() throws IOException {
    Founded founded = found(wishes("lab", "10.5.0.11"));

    assertTrue(founded.newKey());
    assertEquals(List.of(), founded.findings());
    assertEquals(
        PosixFilePermissions.fromString("rw-------"),
        Files.getPosixFilePermissions(root.resolve("age.key")));
    assertTrue(Files.readString(root.resolve(".gitignore")).contains("/age.key\n"));
    assertEquals(
        BUNDLE, SecretsBundleYaml.read(opened("clusters/lab/talos/secrets.sops.yaml"), "opened"));
    assertTrue(opened("bootstrap/lab/sops-age.sops.yaml").contains("age.agekey: AGE-SECRET-KEY-1"));
    String deploy = opened("bootstrap/lab/github-deploy-key.sops.yaml");
    assertTrue(deploy.contains(founded.deployKey().orElseThrow()), deploy);
    assertTrue(deploy.contains("github.com ssh-ed25519 "), deploy);
  }

  @Test
  void noSecretIsWrittenInTheOpen() throws IOException {
    found(wishes("lab", "10.5.0.11"));

    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file);
        boolean key = file.getFileName().toString().equals("age.key");
        assertEquals(key, text.contains("AGE-SECRET-KEY-"), file.toString());
        assertFalse(text.contains("PRIVATE KEY"), file.toString());
        assertFalse(text.contains(BUNDLE.machineToken()), file.toString());
      }
    }
  }

  @Test
  void aSecondClusterSharesWhatIsThere() throws IOException {
    found(wishes("lab", "10.5.0.11"));
    String settings = Files.readString(root.resolve("blackstart.yaml"));
    Founded second = found(wishes("prod", "10.5.0.21"));

    assertFalse(second.newKey());
    assertEquals(2, second.cluster().id());
    assertTrue(second.kept().contains("infrastructure/base/cilium/helmrelease.yaml"));
    assertTrue(second.settings().orElseThrow().contains("  prod:\n"));
    assertEquals(settings, Files.readString(root.resolve("blackstart.yaml")));
    assertEquals(
        BUNDLE, SecretsBundleYaml.read(opened("clusters/prod/talos/secrets.sops.yaml"), "opened"));
  }

  @Test
  void aClusterThatIsThereIsNotWrittenOver() throws IOException {
    found(wishes("lab", "10.5.0.11"));
    Path file = root.resolve("clusters/lab/talos/secrets.sops.yaml");
    String before = Files.readString(file);

    Refusal refusal = assertThrows(Refusal.class, () -> found(wishes("lab", "10.5.0.12")));

    assertEquals(2, refusal.exit());
    assertEquals(before, Files.readString(file));
    assertFalse(Files.exists(root.resolve("clusters/lab/talos/controlplane/10.5.0.12.yaml")));
  }

  @Test
  void aFileInTheWayLeavesTheFolderAsItWas() throws IOException {
    Path taken = root.resolve("bootstrap/lab/helmfile.d/01-apps.yaml");
    Files.createDirectories(taken.getParent());
    Files.writeString(taken, "mine");

    Refusal refusal = assertThrows(Refusal.class, () -> found(wishes("lab", "10.5.0.11")));

    assertTrue(refusal.getMessage().endsWith("01-apps.yaml exists, it is not written over"));
    try (Stream<Path> files = Files.walk(root)) {
      assertEquals(List.of(taken), files.filter(Files::isRegularFile).toList());
    }
  }

  @Test
  void whenOneFileCannotBeWrittenNoneIsLeft() throws IOException {
    Files.createDirectories(root);
    Files.writeString(root.resolve("clusters"), "a file where a folder is wanted");

    Refusal refusal = assertThrows(Refusal.class, () -> found(wishes("lab", "10.5.0.11")));

    assertEquals(3, refusal.exit());
    assertFalse(Files.exists(root.resolve("age.key")));
    assertFalse(Files.exists(root.resolve("blackstart.yaml")));
  }

  @Test
  void whomTheRepositoryEncryptsForItGoesOnEncryptingFor() throws IOException {
    String other = AgeKeys.parse(AgeRecipients.newSecretKey()).recipients().getFirst();
    Files.createDirectories(root);
    Files.writeString(
        root.resolve(".sops.yaml"), "creation_rules:\n  - age: >-\n      " + other + "\n");

    Founded founded = found(wishes("lab", "10.5.0.11"));

    assertEquals(List.of(other), founded.cluster().sealing().recipients());
    assertFalse(founded.cluster().sealing().seeded());
    assertFalse(Files.exists(root.resolve("age.key")));
    assertEquals(Optional.empty(), founded.settings());
  }

  @Test
  void aBundleThatIsNoneIsNamed() throws IOException {
    Files.writeString(bundle, "cluster: {id: x}\n");

    Refusal refusal = assertThrows(Refusal.class, () -> found(wishes("lab", "10.5.0.11")));

    assertEquals(2, refusal.exit());
    assertTrue(refusal.getMessage().contains("secrets.yaml"), refusal.getMessage());
    assertFalse(Files.exists(root));
  }
}
