package dev.blackstart.app.fresh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.app.Refusal;
import dev.blackstart.app.fresh.MeshFounding.Made;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.machineconfig.mesh.MeshAuthority;
import dev.blackstart.repository.Repository;
import dev.blackstart.repository.RepositoryReader;
import dev.blackstart.repository.settings.ReadOptions;
import dev.blackstart.template.sops.AgeKeys;
import dev.blackstart.template.sops.SopsFile;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.Yaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeshFoundingTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Map<String, String> ADDRESSES =
      Map.of("infra", "10.25.11.210:2379", "apps", "10.25.13.210:2379");

  @TempDir private Path folder;
  private Path root;

  @BeforeEach
  void copyTheExample() throws IOException {
    Path from = Path.of(System.getProperty("blackstart.root", ".."), "docs/example");
    root = folder.resolve("repository");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = root.resolve(from.relativize(file).toString());
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
  }

  private List<ClusterSpec> clusters(String... names) {
    Repository read = RepositoryReader.read(root, new ReadOptions(Map.of(), Map.of()));
    return Stream.of(names).map(read::cluster).toList();
  }

  private Made make(Map<String, String> addresses, Optional<MeshAuthority> standing) {
    return new MeshFounding(root, Map.of(), NOW)
        .make(clusters("infra", "apps"), new MeshFounding.Order(List.of(), addresses, standing));
  }

  private String opened(String path, String key) throws IOException {
    AgeKeys keys = AgeKeys.parse(Files.readAllBytes(root.resolve("age.key")));
    String text =
        SopsFile.parse(Files.readString(root.resolve(path)), path).orElseThrow().decrypt(keys);
    MapNode data = (MapNode) Yaml.document(text, path).at("data").orElseThrow();
    String value = ((ScalarNode) data.get(key).orElseThrow()).text();
    return new String(Base64.getMimeDecoder().decode(value), StandardCharsets.UTF_8);
  }

  @Test
  void oneAuthorityIsMadeForBothAndTheyTakeItInAsSeeds() throws IOException {
    Made made = make(ADDRESSES, Optional.empty());

    assertTrue(made.fresh());
    assertEquals(Map.of(), made.unseeded());
    assertEquals(List.of(), made.notes());
    assertEquals(
        opened("bootstrap/infra/cilium-ca.sops.yaml", "ca.key"),
        opened("bootstrap/apps/cilium-ca.sops.yaml", "ca.key"));
    assertTrue(
        opened("bootstrap/infra/cilium-kvstoremesh.sops.yaml", "apps")
            .contains("https://10.25.13.210:2379"));
    assertTrue(
        opened("bootstrap/infra/cilium-clustermesh.sops.yaml", "apps")
            .contains("https://clustermesh-apiserver.kube-system.svc:2379"));
  }

  @Test
  void askedAgainItKeepsWhatIsThereAndGivesALaterClusterTheSame() throws IOException {
    Made first = make(ADDRESSES, Optional.empty());
    String before = Files.readString(root.resolve("bootstrap/infra/cilium-ca.sops.yaml"));

    Made again = make(ADDRESSES, Optional.empty());
    assertEquals(List.of(), again.written());
    assertEquals(6, again.kept().size());

    Files.delete(root.resolve("bootstrap/apps/cilium-ca.sops.yaml"));
    Made later = make(ADDRESSES, Optional.empty());
    assertEquals(List.of("bootstrap/apps/cilium-ca.sops.yaml"), later.written());
    assertEquals(first.fingerprint(), later.fingerprint());
    assertFalse(later.fresh());
    assertEquals(before, Files.readString(root.resolve("bootstrap/infra/cilium-ca.sops.yaml")));
  }

  @Test
  void authoritiesThatDifferAreRefusedAndOneThatStandsIsTakenOver() throws IOException {
    MeshAuthority standing = MeshAuthority.create(NOW);
    Made made = make(Map.of(), Optional.of(standing));
    assertEquals(standing.fingerprint(), made.fingerprint());
    assertFalse(made.fresh());
    assertEquals(2, made.notes().size());

    Path infra = root.resolve("bootstrap/infra/cilium-ca.sops.yaml");
    Path apps = root.resolve("bootstrap/apps/cilium-ca.sops.yaml");
    String kept = Files.readString(infra);
    Files.delete(infra);
    Files.delete(apps);
    make(Map.of(), Optional.empty());
    Files.writeString(apps, kept);
    Refusal refused = assertThrows(Refusal.class, () -> make(Map.of(), Optional.empty()));
    assertTrue(refused.getMessage().contains("not the same"), refused.getMessage());
  }

  @Test
  void noKeyOfTheMeshIsWrittenOrSaidInTheOpen() throws IOException {
    Made made = make(ADDRESSES, Optional.empty());
    String key = opened("bootstrap/infra/cilium-ca.sops.yaml", "ca.key");
    List<String> canaries =
        List.of(
            key.lines().skip(1).findFirst().orElseThrow(),
            Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8)));
    StringBuilder all = new StringBuilder(made.toString()).append(MeshAuthority.create(NOW));
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    for (String canary : canaries) {
      assertFalse(all.toString().contains(canary), "a key is in the open");
    }
    assertFalse(all.toString().contains("PRIVATE KEY-----"), "a key is in the open");
  }
}
