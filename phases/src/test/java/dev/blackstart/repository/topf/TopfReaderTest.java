package dev.blackstart.repository.topf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Node;
import dev.blackstart.repository.RepositoryReader;
import dev.blackstart.repository.Texts;
import dev.blackstart.repository.settings.ReadOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopfReaderTest {
  private static final String HEAD =
      """
      clusterName: lab
      clusterEndpoint: https://10.0.0.10:6443
      kubernetesVersion: 1.35.3
      talosVersion: 1.12.6
      data: {region: attic}
      nodes:
        - {host: w-1.example.org, ip: 10.0.0.12, role: worker, talosVersion: v1.12.7}
        - {host: cp-1, ip: 10.0.0.11, role: control-plane, data: {disk: /dev/sda}}
      """;

  @TempDir Path folder;

  @Test
  void aNodesOwnVersionHoldsBeforeThatOfAllAndControlPlanesComeFirst() throws IOException {
    ClusterSpec cluster = read(HEAD);

    assertEquals(List.of(), findings(cluster));
    assertEquals(
        List.of("cp-1 10.0.0.11 v1.12.6", "w-1 10.0.0.12 v1.12.7"),
        cluster.nodes().stream()
            .map(
                node ->
                    node.name() + " " + node.address() + " " + node.versions().talos().orElse(""))
            .toList());
    assertEquals(Optional.of("v1.35.3"), cluster.nodes().getFirst().versions().kubernetes());
  }

  @Test
  void aTemplateIsRenderedForEachNodeItIsGiven() throws IOException {
    new Texts(folder)
        .with(
            "talos/all/01-hostname.yaml.tpl",
            """
            {{- $octet := last (splitList "." (printf "%s" .Node.IP)) }}
            apiVersion: v1alpha1
            kind: HostnameConfig
            hostname: {{ .Data.region }}-{{ $octet }}{{ env "DOMAIN" }}
            """)
        .with(
            "talos/control-plane/disk.yml.tpl",
            "machine: {install: {disk: {{ .Node.Data.disk }}}}\n");
    ClusterSpec cluster =
        RepositoryReader.read(
                written(HEAD), new ReadOptions(Map.of(), Map.of("DOMAIN", ".example.org")))
            .cluster("lab");

    assertEquals(List.of(), findings(cluster));
    assertEquals(
        List.of("attic-11", "attic-12"), cluster.nodes().stream().map(Node::name).toList());
  }

  @Test
  void aTemplateThatIsNoneOrAsksForWhatNobodyGivesIsNamedWithItsLine() throws IOException {
    new Texts(folder)
        .with("talos/all/a.yaml.tpl", "machine:\n  {{ if .Node.Host }}\n")
        .with("talos/all/b.yaml.tpl", "machine:\n  install: {disk: {{ .Node.Data.disk }}}\n")
        .with("talos/node/cp-1/c.yaml.tpl", "machine: {{ shout .ClusterName }}\n")
        .with("talos/worker/d.yaml.tpl", "machine: [\n# {{ .Node.Role }}\n");

    assertEquals(
        List.of(
            "template-error talos/all/a.yaml.tpl:3",
            "undefined-variable talos/all/b.yaml.tpl:2",
            "yaml-error talos/worker/d.yaml.tpl",
            "unknown-function talos/node/cp-1/c.yaml.tpl:1"),
        places(read(HEAD)));
  }

  @Test
  void whatIsEncryptedOrFetchedTellsNothing() throws IOException {
    ClusterSpec cluster =
        read(
            HEAD.replace("10.0.0.12", "\"ENC[AES256_GCM,data:x,type:str]\"")
                .replace("host: cp-1", "host: ref+vault://lab/name"));

    assertEquals(
        List.of(
            "encrypted-value talos/topf.yaml:7",
            "node-without-address talos/topf.yaml:7",
            "encrypted-value talos/topf.yaml:8"),
        places(cluster));
  }

  @Test
  void aRoleThatIsNoneAndAnOldKeyAndFilesThatAreNotThereAreFound() throws IOException {
    ClusterSpec cluster =
        read(
            HEAD.replace("role: worker", "role: controlplane")
                + "configDir: .\npatchesDir: patches\nschematicId: '@schematic.yaml'\n");

    assertEquals(
        List.of(
            "unknown-key talos/topf.yaml:9",
            "missing-file talos/topf.yaml:10",
            "bad-value talos/topf.yaml:7",
            "missing-file talos/topf.yaml:11"),
        places(cluster));
  }

  private ClusterSpec read(String topf) throws IOException {
    return RepositoryReader.read(written(topf), new ReadOptions(Map.of(), Map.of())).cluster("lab");
  }

  private Path written(String topf) throws IOException {
    new Texts(folder).with("talos/topf.yaml", topf).with("talos/secrets.yaml", "cluster: {}\n");
    return folder;
  }

  private static List<String> findings(ClusterSpec cluster) {
    return cluster.findings().stream()
        .filter(finding -> !finding.id().startsWith("no-"))
        .map(finding -> finding.id() + " " + finding.at() + ": " + finding.what())
        .toList();
  }

  private static List<String> places(ClusterSpec cluster) {
    return cluster.findings().stream()
        .filter(finding -> !finding.id().startsWith("no-"))
        .map(finding -> finding.id() + " " + finding.at())
        .toList();
  }
}
