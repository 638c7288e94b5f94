package dev.blackstart.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.machineconfig.pki.KeyAlgorithm;
import dev.blackstart.machineconfig.secrets.SecretsBundle;
import dev.blackstart.machineconfig.secrets.SecretsBundleYaml;
import dev.blackstart.template.sops.AgeKeys;
import dev.blackstart.template.sops.AgeRecipients;
import dev.blackstart.template.yaml.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From nothing to a repository that the other verbs take. */
@Timeout(180)
class InitCommandTest {
  @TempDir private Path folder;
  private Path repository;
  private Path bundle;
  private String recipient;

  @BeforeEach
  void write() throws IOException {
    repository = Files.createDirectories(folder.resolve("repository"));
    byte[] key = AgeRecipients.newSecretKey();
    Files.write(repository.resolve("age.key"), key);
    recipient = AgeKeys.parse(key).recipients().getFirst();
    SecretsBundle made =
        SecretsBundle.generate(Instant.parse("2026-01-02T03:04:05Z"), KeyAlgorithm.ECDSA_P256);
    bundle = Files.writeString(folder.resolve("secrets.yaml"), SecretsBundleYaml.write(made));
  }

  private Answer init(Path secrets, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "init",
                "--cluster",
                "lab",
                "--age",
                recipient,
                "--from-secrets",
                secrets.toString(),
                "--git-url",
                "https://git.example.org/lab.git"));
    all.addAll(List.of(more));
    return blackstart(all.toArray(String[]::new));
  }

  private Answer blackstart(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--repo", repository.toString()));
    all.addAll(List.of("--state", folder.resolve("state").toString()));
    return Answer.to(all);
  }

  @Test
  void whatIsBegunCanBePlannedAndRehearsedAtOnce() {
    Path charts =
        Path.of(System.getProperty("blackstart.root", ".."), "docs/example/charts").normalize();
    Answer init = init(bundle, "--controlplane", "10.79.0.11,serial=S1", "--worker", "10.79.0.12");
    Answer plan = blackstart("plan", "--json");
    Answer rehearsal =
        blackstart("rehearse", "--plain", "--until", "nodes", "--charts", charts.toString());

    assertEquals(0, init.exit(), init.err());
    assertTrue(init.out().startsWith("wrote cluster lab: 1 control plane, 1 worker"), init.out());
    assertTrue(init.out().contains("installed on /dev/sda, for nothing was said: lab-02"));
    assertEquals(0, plan.exit(), plan.out());
    assertTrue(plan.out().contains("\"findings\":[]"), plan.out());
    assertEquals(0, rehearsal.exit(), rehearsal.out() + rehearsal.err());
  }

  @Test
  void theSecretsAreThoseOfTheGoldenConfigs() throws IOException {
    Path golden = Path.of(System.getProperty("blackstart.root", ".."), "../shared/samples/golden");
    Assumptions.assumeTrue(
        Files.isDirectory(golden), "no ../shared/samples/golden beside the repository");
    Path rendered = folder.resolve("rendered");
    assertEquals(0, init(golden.resolve("secrets.yaml"), "--controlplane", "10.5.0.11").exit());
    Answer plan = blackstart("plan", "--render", rendered.toString());

    assertEquals(0, plan.exit(), plan.err());
    for (String path :
        List.of(
            "machine.ca.key",
            "machine.token",
            "cluster.secret",
            "cluster.aggregatorCA.crt",
            "cluster.serviceAccount.key",
            "cluster.etcd.ca.key")) {
      assertEquals(
          text(golden.resolve("controlplane.yaml"), path),
          text(rendered.resolve("machineconfig/lab-01.yaml"), path),
          path);
    }
  }

  private static String text(Path file, String path) throws IOException {
    return Yaml.parse(Files.readString(file), file.toString()).getFirst().text(path).orElseThrow();
  }

  @Test
  void imagesAreToldOfNodesAndOfSchematics() throws IOException {
    init(
        bundle,
        "--controlplane",
        "10.5.0.11",
        "--schematic",
        "ee21ef4a5ef808a9b7484cc0dda0f25075021691c8c09a276591eedb638ea1f9");
    Path schematic = Files.writeString(folder.resolve("s.yaml"), "customization: {}\n");
    Answer nodes = blackstart("images", "--json");
    Answer file = blackstart("images", "--schematic", schematic.toString(), "--arch", "arm64");

    assertTrue(
        nodes
            .out()
            .contains(
                "\"nodes\":[\"lab-01\"],\"installer\":\"factory.talos.dev/metal-installer/ee21"),
        nodes.out());
    assertTrue(
        file.out()
            .contains(
                "/376567988ad370138ad8b2698212367b8edcb69b5fd68c80be1f2ec7d603b4ba/v1.12.11/metal-arm64.iso"));
    assertEquals(2, blackstart("images", "--node", "nobody").exit());
  }

  @Test
  void aScanOfNobodySaysSoAndWritesNothing() throws IOException {
    Answer scan = blackstart("init", "--scan", "127.79.79.0/29", "--json");
    Answer large = blackstart("init", "--scan", "127.0.0.0/8");

    assertEquals(0, scan.exit(), scan.err());
    assertEquals(
        "{\"v\":1,\"scan\":\"127.79.79.0/29\",\"unasked\":0,\"machines\":[]}", scan.out().strip());
    assertEquals(2, large.exit());
    assertFalse(Files.exists(repository.resolve("blackstart.yaml")));
  }

  @Test
  void withoutATerminalWhatIsMissingIsNamedByItsOption() {
    Answer nothing = blackstart("init", "--git-url", "https://git.example.org/lab.git");

    assertEquals(2, nothing.exit());
    assertTrue(nothing.err().contains("--cluster is missing"), nothing.err());
  }
}
