package dev.blackstart.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Node;
import dev.blackstart.machineconfig.document.SamplesFolder;
import dev.blackstart.machineconfig.document.Taloscheck;
import dev.blackstart.machineconfig.pki.KeyAlgorithm;
import dev.blackstart.machineconfig.secrets.GeneratedSecrets;
import dev.blackstart.machineconfig.secrets.SecretsBundle;
import dev.blackstart.repository.RepositoryReader;
import dev.blackstart.repository.settings.ReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The samples whose machine configs are generated; Talos's own library judges what comes out. */
class GeneratedSamplesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"talhelper, 3", "topf, 5"})
  void everyNodeOfASampleHasAConfigThatTalosTakes(String sample, int nodes)
      throws IOException, InterruptedException {
    Taloscheck taloscheck = Taloscheck.assumed();
    Path root = SamplesFolder.assumed().resolve(sample);
    ClusterSpec spec =
        RepositoryReader.read(root, new ReadOptions(Map.of(), Map.of(), true))
            .clusters()
            .values()
            .iterator()
            .next();
    SystemTimeSource time = new SystemTimeSource();
    RepositoryManifests manifests =
        new RepositoryManifests(
            spec,
            new GeneratedSecrets(SecretsBundle.generate(time.wall(), KeyAlgorithm.ECDSA_P256)),
            SealedTexts.openedOrMadeUp(new OperatorKeys(Map.of(), root), new Redaction()),
            new CrdFiles(root, List.of(), Optional.empty()),
            time);

    assertEquals(nodes, spec.nodes().size());
    for (Node node : spec.nodes()) {
      Path file = folder.resolve(node.name() + ".yaml");
      Files.writeString(file, manifests.machineConfig(node).yaml());
      Taloscheck.Verdict verdict = taloscheck.validate(file);
      assertTrue(verdict.good(), verdict.text());
    }
  }
}
