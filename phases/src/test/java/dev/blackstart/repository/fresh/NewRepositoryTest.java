package dev.blackstart.repository.fresh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.FileReference;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.MachineConfigSource;
import dev.blackstart.cluster.Pin;
import dev.blackstart.machineconfig.ConfigMerge;
import dev.blackstart.machineconfig.document.SamplesFolder;
import dev.blackstart.machineconfig.document.SecretReference;
import dev.blackstart.machineconfig.document.Taloscheck;
import dev.blackstart.repository.RepositoryReader;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewRepositoryTest {
  @TempDir private Path folder;

  private ClusterSpec written(NewCluster cluster) throws IOException {
    for (NewFile file : NewRepository.files(cluster)) {
      Path path = folder.resolve(file.path());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.text());
    }
    return RepositoryReader.read(folder).cluster(cluster.name());
  }

  @ParameterizedTest
  @CsvSource({"lab,10.5.0.10,10.5.0.1", "test,,", "prod,10.5.0.10,", "docs,,10.5.0.1"})
  void whatIsWrittenIsReadWithoutAFinding(String name, String vip, String gateway)
      throws IOException {
    ClusterSpec spec =
        written(NewClusters.of(name, Optional.ofNullable(vip), Optional.ofNullable(gateway)));

    assertEquals(
        List.of(), spec.findings().stream().filter(f -> f.level() != Finding.Level.INFO).toList());
    assertEquals(
        List.of("lab-01", "lab-02", "lab-03", "lab-04"),
        spec.nodes().stream().map(n -> n.name()).toList());
    assertEquals(
        List.of("cilium", "coredns", "spegel", "cert-manager", "flux-operator", "flux-instance"),
        spec.releases().stream().map(release -> release.name()).toList());
    assertEquals("clusters/" + name + "/flux", spec.flux().orElseThrow().path());
  }

  @Test
  void anInventoryPinsWhatWasSeen() throws IOException {
    ClusterSpec spec = written(NewClusters.of("lab", Optional.empty(), Optional.empty()));

    assertEquals(
        Optional.of(NewClusters.FINGERPRINT), spec.node("10.5.0.11").pin().map(Pin::fingerprint));
    assertEquals(Optional.empty(), spec.node("10.5.0.14").pin());
  }

  /** The base alone, for there is no patch in the golden files. */
  @ParameterizedTest
  @CsvSource({"10.5.0.11,controlplane.yaml", "10.5.0.14,worker.yaml"})
  void theBaseIsToTheLetterWhatTalosGeneratesForTheSameSecrets(String node, String golden)
      throws IOException {
    Path samples = SamplesFolder.assumed().resolve("golden");
    YamlNode secrets = Yaml.document(Files.readString(samples.resolve("secrets.yaml")), "secrets");
    ClusterSpec spec = written(NewClusters.of("test", Optional.empty(), Optional.empty()));

    assertEquals(
        Files.readString(samples.resolve(golden)),
        resolved(spec.machineConfigs().get(node).base().yaml(), secrets)
            .lines()
            .filter(line -> !line.isBlank())
            .collect(Collectors.joining("\n", "", "\n")));
  }

  @Test
  void talosTakesEveryConfig() throws Exception {
    Path samples = SamplesFolder.assumed().resolve("golden");
    Taloscheck taloscheck = Taloscheck.assumed();
    YamlNode secrets = Yaml.document(Files.readString(samples.resolve("secrets.yaml")), "secrets");
    for (String gateway : new String[] {null, "10.5.0.1"}) {
      ClusterSpec spec =
          written(NewClusters.of("lab", Optional.of("10.5.0.10"), Optional.ofNullable(gateway)));
      for (MachineConfigSource source : spec.machineConfigs().values()) {
        Path file = folder.resolve("merged.yaml");
        Files.writeString(file, resolved(ConfigMerge.merge(source).yaml(), secrets));
        Taloscheck.Verdict verdict = taloscheck.validate(file);
        assertTrue(verdict.good(), verdict.text());
      }
    }
  }

  private static String resolved(String config, YamlNode secrets) {
    return SecretReference.replace(
        config, text -> secrets.text(FileReference.of(text).orElseThrow().key()).orElseThrow());
  }
}
