package dev.blackstart.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.MachineConfigSource.Layer;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Pin;
import dev.blackstart.cluster.Role;
import dev.blackstart.repository.settings.ReadOptions;
import dev.blackstart.world.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryReaderTest {
  @TempDir Path folder;

  @Test
  void aRepositoryIsFoundFromAFolderFarBelowItsRoot() throws IOException {
    Path root = FindingCases.repository("base", folder);

    assertEquals(
        Optional.of(root.toAbsolutePath()),
        RepositoryReader.find(root.resolve("bootstrap/values")));
    assertEquals(Optional.of(root.toAbsolutePath()), RepositoryReader.find(root));
  }

  @Test
  void outsideOfAnyRepositoryNoneIsFound() throws IOException {
    Path other = Files.createDirectories(folder.resolve("talos/only"));

    assertEquals(Optional.empty(), RepositoryReader.find(other));
  }

  @Test
  void aFolderThatIsNotThereIsAFailureWithARemedy() {
    Failure failure =
        assertThrows(Failure.class, () -> RepositoryReader.read(folder.resolve("nowhere")));

    assertEquals(Failure.Kind.INPUT, failure.kind());
    assertTrue(failure.what().contains("nowhere"));
  }

  @Test
  void aClusterThatIsNotThereIsAFailureThatNamesThoseThatAre() throws IOException {
    Repository repository = RepositoryReader.read(FindingCases.repository("base", folder));

    Failure failure = assertThrows(Failure.class, () -> repository.cluster("prod"));

    assertTrue(failure.what().endsWith("there is no cluster prod"));
    assertEquals("choose one of lab with --cluster", failure.remedy());
  }

  @Test
  void theOnlyClusterIsNamedByItsMachineConfigsOrByBlackstartYaml() throws IOException {
    Path root = FindingCases.repository("base", folder);
    assertEquals(Set.of("lab"), RepositoryReader.read(root).names());

    new Texts(root).with("blackstart.yaml", "clusters:\n  home:\n    budgets: {total: 1h30m}\n");
    ClusterSpec named = RepositoryReader.read(root).cluster("home");

    assertEquals(Map.of("total", Duration.ofMinutes(90)), named.budgets());
    assertEquals(List.of(), named.findings());
  }

  @Test
  void ofAClusterThatStandsAlreadyNoMachineIsReadAndNoneIsMissed() throws IOException {
    Path root = FindingCases.repository("base", folder);
    ReadOptions adopted = new ReadOptions(Map.of(), Map.of(), true, Optional.empty(), true);
    new Texts(root).with("talos/worker/10.0.0.12.yaml", "machine: [");

    ClusterSpec spec = RepositoryReader.read(root, adopted).cluster("lab");

    assertEquals(List.of(), spec.nodes());
    assertEquals(List.of(), spec.findings());
    assertEquals("no machines", spec.family().talos());
    assertEquals(2, spec.releases().size());
  }

  @Test
  void nodesAreOrderedByRoleAndThenByTheNumbersOfTheirAddress() throws IOException {
    Path root = FindingCases.repository("base", folder);
    new Texts(root)
        .with("talos/controlplane/10.0.0.9.yaml", "machine: {network: {hostname: lab-9}}\n")
        .with("talos/controlplane/10.0.0.101.yaml", "machine: {network: {hostname: lab-101}}\n");

    assertEquals(
        List.of("10.0.0.9", "10.0.0.11", "10.0.0.101", "10.0.0.12"),
        RepositoryReader.read(root).cluster("lab").nodes().stream().map(Node::address).toList());
  }

  @Test
  void blackstartYamlSaysWhatANodeIsAndHowItIsPatched() throws IOException {
    Path root = FindingCases.repository("base", folder);
    new Texts(root)
        .with("talos/all.yaml", "machine: {sysctls: {vm.max_map_count: \"262144\"}}\n")
        .with(
            "talos/extra.yaml.j2",
            "machine: {nodeLabels: {zone: {{ zone }}, of: {{ hostname }}}}\n")
        .with(
            "blackstart.yaml",
            """
            clusters:
              lab:
                talos:
                  base: talos/machineconfig.yaml.j2
                  vars: {zone: attic}
                  patches:
                    - talos/all.yaml
                    - talos/{role}/{address}.yaml
                    - talos/extra.yaml.j2
                  nodes:
                    10.0.0.12: {role: controlplane, fingerprint: "u6SxdDHW7hGjLcNcTx9BYKpVn3ZPvB6G0rC2s5bHk1I=", mac: "3c:ec:ef:00:00:01"}
                bootstrap:
                  flux: {path: kubernetes/flux}
            """);
    new Texts(root)
        .with(
            "talos/controlplane/10.0.0.12.yaml",
            Files.readString(root.resolve("talos/worker/10.0.0.12.yaml")));
    Files.delete(root.resolve("talos/worker/10.0.0.12.yaml"));

    ClusterSpec lab = RepositoryReader.read(root).cluster("lab");

    assertEquals(List.of(), lab.findings());
    Node node = lab.node("10.0.0.12");
    assertEquals(Role.CONTROL_PLANE, node.role());
    assertEquals(
        Optional.of("u6SxdDHW7hGjLcNcTx9BYKpVn3ZPvB6G0rC2s5bHk1I="),
        node.pin().map(Pin::fingerprint));
    assertEquals(
        List.of("talos/all.yaml", "talos/controlplane/10.0.0.12.yaml", "talos/extra.yaml.j2"),
        lab.machineConfigs().get("10.0.0.12").patches().stream().map(Layer::origin).toList());
    assertEquals(
        "machine: {nodeLabels: {zone: attic, of: lab-2}}",
        lab.machineConfigs().get("10.0.0.12").patches().getLast().yaml().strip());
  }

  @Test
  void nodesMayBeListedInsteadOfHavingFiles() throws IOException {
    Path root = FindingCases.repository("base", folder);
    Files.delete(root.resolve("talos/controlplane/10.0.0.11.yaml"));
    Files.delete(root.resolve("talos/worker/10.0.0.12.yaml"));
    new Texts(root)
        .with(
            "blackstart.yaml",
            """
            clusters:
              lab:
                talos:
                  nodes:
                    10.0.0.21: {role: controlplane, name: one}
                    10.0.0.22: {role: worker, name: two}
            """);

    ClusterSpec lab = RepositoryReader.read(root).cluster("lab");

    assertEquals(List.of(), lab.findings());
    assertEquals(
        List.of(
            new Node("one", "10.0.0.21", Role.CONTROL_PLANE),
            new Node("two", "10.0.0.22", Role.WORKER)),
        lab.nodes());
  }

  @Test
  void theCommandLineAddsVariablesAndTheEnvironmentIsReadAsEnv() throws IOException {
    Path root = FindingCases.repository("base", folder);
    String template = Files.readString(root.resolve("talos/machineconfig.yaml.j2"));
    new Texts(root)
        .with(
            "talos/machineconfig.yaml.j2",
            template.replace("/dev/sda", "{{ disk }}").replace("lab", "{{ ENV.LAB_NAME }}"));

    ClusterSpec lab =
        RepositoryReader.read(
                root, new ReadOptions(Map.of("disk", "/dev/nvme0n1"), Map.of("LAB_NAME", "attic")))
            .cluster("attic");

    assertEquals(List.of(), lab.findings());
    assertTrue(lab.machineConfigs().get("10.0.0.12").base().yaml().contains("/dev/nvme0n1"));
  }

  @Test
  void referencesInBracesBecomeBareOnes() throws IOException {
    Path root = FindingCases.repository("base", folder);
    new Texts(root)
        .with(
            "bootstrap/secrets.yaml",
            "apiVersion: v1\n"
                + "kind: Secret\n"
                + "metadata: {name: t}\n"
                + "stringData:\n"
                + "  a: {{ op://Lab/x/y }}\n");

    ClusterSpec lab = RepositoryReader.read(root).cluster("lab");

    assertEquals(List.of(), lab.findings());
    assertTrue(lab.seeds().getFirst().yaml().endsWith("  a: op://Lab/x/y\n"));
  }
}
