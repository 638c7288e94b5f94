package dev.blackstart.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.repository.settings.ReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdoptionTest {
  private static final Path ROOT = Path.of(System.getProperty("blackstart.root"));
  private static final ReadOptions OPTIONS = new ReadOptions(Map.of(), Map.of(), true);

  @TempDir Path folder;

  @Test
  void theExampleIsTheSameByTheFileThatIsWrittenOfIt() throws IOException {
    assertSame(ROOT.resolve("docs/example"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"home-ops", "k8s-gitops", "talhelper", "topf"})
  void aRepositoryOfTheFieldIsTheSameByTheFileThatIsWrittenOfIt(String sample) throws IOException {
    Path root = ROOT.resolve("../shared/samples").resolve(sample).normalize();
    assumeTrue(Files.isDirectory(root), "the samples are not here: " + root);

    assertSame(root);
  }

  @Test
  void whatDetectionCannotFinishIsMarkedAndTheFileIsReadable() throws IOException {
    new Texts(folder)
        .with(
            "talos/machineconfig.yaml.j2",
            "machine: {install: {disk: /dev/sda}}\n"
                + "cluster: {clusterName: lab, controlPlane: {endpoint:"
                + " \"https://10.0.0.10:6443\"}}\n")
        .with("talos/nodes/k8s-0.yaml.j2", "machine: {type: controlplane}\n");
    Adoption adoption = RepositoryReader.adopt(folder, OPTIONS, Optional.empty());

    assertTrue(
        adoption
            .text()
            .contains(
                "    # missing: talos/nodes/k8s-0.yaml.j2: nothing in the repository tells the"
                    + " address of node k8s-0; list it in blackstart.yaml: clusters: {lab:"),
        adoption.text());
    Files.writeString(folder.resolve("blackstart.yaml"), adoption.text());
    assertEquals(
        List.of("node-without-address", "no-releases"),
        RepositoryReader.read(folder, OPTIONS).cluster("lab").findings().stream()
            .map(finding -> finding.id())
            .toList());
  }

  private String adopted(String said) throws IOException {
    new Texts(folder)
        .with(
            "talos/machineconfig.yaml.j2",
            "machine: {install: {disk: /dev/sda}}\n"
                + "cluster: {clusterName: lab, controlPlane: {endpoint:"
                + " \"https://10.0.0.10:6443\"}}\n")
        .with("talos/controlplane/10.0.0.11.yaml", "machine: {network: {hostname: k8s-0}}\n")
        .with("blackstart.yaml", "clusters: {lab: {" + said + "}}\n");
    return RepositoryReader.adopt(folder, OPTIONS, Optional.empty()).text();
  }

  @Test
  void whatIsSilencedStaysSoWithItsReason() throws IOException {
    String text = adopted("silence: {cni-twice: it is\n meant}");

    assertTrue(text.contains("    silence:\n      cni-twice: it is meant\n"), text);
  }

  @Test
  void whoGoesOnWithDefinitionsIsKept() throws IOException {
    String text = adopted("bootstrap: {crdOwners: {example.org: flux, things.example.org: leave}}");

    assertTrue(
        text.contains(
            "      crdOwners:\n        example.org: flux\n        things.example.org: leave\n"),
        text);
    assertEquals(
        List.of("example.org flux blackstart.yaml:1", "things.example.org leave blackstart.yaml:1"),
        RepositoryReader.read(folder, OPTIONS).cluster("lab").crdOwners().rules().stream()
            .map(rule -> rule.of() + " " + rule.policy().word() + " " + rule.at())
            .toList());
  }

  @Test
  void definitionsAreGivenToNobodyElse() throws IOException {
    adopted("bootstrap: {crdOwners: {example.org: argo}}");

    assertTrue(
        RepositoryReader.read(folder, OPTIONS).cluster("lab").findings().stream()
            .anyMatch(
                finding ->
                    finding
                        .what()
                        .equals(
                            "clusters.lab.bootstrap.crdOwners.example.org is not one of leave,"
                                + " helm, flux")));
  }

  @Test
  void aRepositoryWithoutAClusterGetsTheOutlineOfOne() throws IOException {
    new Texts(folder).with("README.md", "nothing yet\n");
    Adoption adoption = RepositoryReader.adopt(folder, OPTIONS, Optional.empty());
    Files.writeString(folder.resolve("blackstart.yaml"), adoption.text());

    assertTrue(adoption.text().contains("# missing: "), adoption.text());
    assertTrue(adoption.text().contains("#       nodes:"), adoption.text());
    assertEquals(
        List.of("no-clusters"),
        RepositoryReader.read(folder, OPTIONS).findings().stream()
            .map(finding -> finding.id())
            .toList());
  }

  /** Places in the file itself are other ones, and what it says is assumed no longer. */
  private void assertSame(Path root) throws IOException {
    copy(root, folder);
    Repository before = RepositoryReader.read(folder, OPTIONS);
    String text = RepositoryReader.adopt(folder, OPTIONS, Optional.empty()).text();
    Files.writeString(folder.resolve("blackstart.yaml"), text);
    Repository after = RepositoryReader.read(folder, OPTIONS);

    assertEquals(before.names(), after.names());
    for (String name : before.names()) {
      assertEquals(placeless(before.cluster(name)), placeless(after.cluster(name)), text);
    }
  }

  private static String placeless(ClusterSpec cluster) {
    return cluster
        .toString()
        .replaceAll("blackstart.yaml:\\d+", "blackstart.yaml")
        .replaceAll("Finding\\[id=(role|layer)-assumed[^]]*](, )?", "");
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(from)) {
      all = files.toList();
    }
    for (Path file : all) {
      Path target = to.resolve(from.relativize(file).toString());
      if (Files.isDirectory(file)) {
        Files.createDirectories(target);
      } else {
        Files.copy(file, target);
      }
    }
  }
}
