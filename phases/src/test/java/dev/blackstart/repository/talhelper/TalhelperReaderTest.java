package dev.blackstart.repository.talhelper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Pin;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Role;
import dev.blackstart.cluster.Versions;
import dev.blackstart.repository.RepositoryReader;
import dev.blackstart.repository.Texts;
import dev.blackstart.repository.settings.ReadOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TalhelperReaderTest {
  private static final String HEAD =
      """
      clusterName: lab
      talosVersion: v1.12.6
      kubernetesVersion: 1.35.3
      endpoint: https://10.0.0.10:6443
      nodes:
        - hostname: lab-1.example.org
          ipAddress: 10.0.0.11, fd00::11
          controlPlane: true
          installDisk: /dev/sda
      """;

  @TempDir Path folder;

  @Test
  void aNodeIsKnownByTheFirstPartOfItsNameAndTheFirstOfItsAddresses() throws IOException {
    ClusterSpec cluster = read(HEAD, Map.of());

    assertEquals("talhelper", cluster.family().talos());
    assertEquals(
        List.of(
            new Node(
                "lab-1",
                "10.0.0.11",
                Role.CONTROL_PLANE,
                Optional.empty(),
                new Versions(Optional.of("v1.12.6"), Optional.of("v1.35.3")))),
        cluster.nodes());
    assertEquals(List.of(), findings(cluster));
  }

  @Test
  void aListOfAddressesIsTakenAsOneWithCommasIs() throws IOException {
    ClusterSpec cluster =
        read(HEAD.replace("10.0.0.11, fd00::11", "[\"fd00::11\", 10.0.0.11]"), Map.of());

    assertEquals("fd00::11", cluster.nodes().getFirst().address());
  }

  @Test
  void whatAnAnchorGivesANodeIsReadWithItsPlace() throws IOException {
    ClusterSpec cluster =
        read(
            HEAD.replace("  - hostname", "  - &first\n    hostname")
                + "  - <<: *first\n    hostname: lab-2\n    ipAddress: 10.0.0.12\n",
            Map.of());

    assertEquals(List.of("lab-1", "lab-2"), cluster.nodes().stream().map(Node::name).toList());
    assertTrue(cluster.nodes().get(1).isControlPlane());
  }

  @Test
  void variablesComeFromTheEnvironmentAndTheFilesBesideAndMayHaveDefaults() throws IOException {
    new Texts(folder).with("talos/talenv.yaml", "---\ntalos: v1.12.1\n# a remark\nname: two\n");
    ClusterSpec cluster =
        read(
            HEAD.replace("v1.12.6", "${talos}")
                .replace("lab-1.example.org", "\"${PREFIX:-lab}-$name\"")
                .replace("10.0.0.11, fd00::11", "10.0.0.${LAST}"),
            Map.of("LAST", "77", "name", "one"));

    assertEquals(List.of(), findings(cluster));
    Node node = cluster.nodes().getFirst();
    assertEquals("lab-two", node.name());
    assertEquals("10.0.0.77", node.address());
    assertEquals(Optional.of("v1.12.1"), node.versions().talos());
  }

  @Test
  void aVariableThatIsNotSetIsNamedWithItsLineEvenWithinAPatch() throws IOException {
    new Texts(folder)
        .with("talos/patches/time.yaml", "# ${REMARK}\nmachine:\n  time:\n    servers: [$NTP]\n");
    ClusterSpec cluster =
        read(
            HEAD
                + """
                patches:
                  - "@./patches/time.yaml"
                  - |-
                    machine:
                      install:
                        image: ${IMAGE}
                """,
            Map.of());

    assertEquals(
        Set.of(
            "undefined-variable talos/talconfig.yaml:15: variable ${IMAGE} is not set, or is empty",
            "undefined-variable talos/patches/time.yaml:4: variable ${NTP} is not set, or is"
                + " empty"),
        Set.copyOf(findings(cluster)));
  }

  @Test
  void twoDollarsAreOneAndNoVariable() throws IOException {
    ClusterSpec cluster =
        read(HEAD + "patches:\n  - '{cluster: {proxy: {$$patch: delete}}}'\n", Map.of());

    assertEquals(List.of(), findings(cluster));
  }

  @Test
  void aWordThatIsNoKeyIsNamedWithTheOneThatIsMeant() throws IOException {
    ClusterSpec cluster =
        read(
            HEAD + "    networkInterface: []\n    installDiskSelector: {modell: Samsung}\n",
            Map.of());

    assertEquals(
        List.of(
            "unknown-key talos/talconfig.yaml:10: nodes[0].networkInterface is no key that is read",
            "unknown-key talos/talconfig.yaml:11: nodes[0].installDiskSelector.modell is no key"
                + " that is read"),
        findings(cluster));
    assertTrue(cluster.findings().getFirst().remedy().contains("networkInterfaces"));
  }

  @Test
  void aPatchThatIsNotThereOrOutsideOrNoYamlIsNamedWhereItIsWanted() throws IOException {
    new Texts(folder)
        .with("talos/bad.yaml", "machine: {\n")
        .with("talos/tpl.yaml", "a: {{ if }}\n");
    ClusterSpec cluster =
        read(
            HEAD + "patches: ['@none.yaml', '@../../secret.yaml', '@bad.yaml', '@tpl.yaml']\n",
            Map.of());

    assertEquals(
        List.of("missing-file", "outside-repository", "yaml-error", "template-error"),
        cluster.findings().stream().map(Finding::id).filter(id -> !id.startsWith("no-")).toList());
  }

  @Test
  void aFlagThatIsNeitherTrueNorFalseAndTwoNodesOfOneNameAreFound() throws IOException {
    ClusterSpec cluster =
        read(
            HEAD
                + "  - {hostname: lab-1, ipAddress: 10.0.0.12, controlPlane: yes}\n"
                + "  - {hostname: lab-3, ipAddress: 10.0.0.11}\n"
                + "  - {hostname: lab-4, ipAddress: lab-4.example.org}\n",
            Map.of());

    assertEquals(
        List.of("bad-value", "duplicate-hostname", "duplicate-address", "bad-value"),
        cluster.findings().stream().map(Finding::id).filter(id -> !id.startsWith("no-")).toList());
  }

  @Test
  void aNameWhoseDomainIsEncryptedIsKnownAllTheSame() throws IOException {
    new Texts(folder)
        .with(
            "talos/talenv.sops.yaml", "domain: ENC[AES256_GCM,data:x]\nsops: {version: 3.11.0}\n");
    ClusterSpec cluster = read(HEAD.replace("lab-1.example.org", "lab-1.${domain}"), Map.of());

    assertEquals(List.of(), findings(cluster));
    assertEquals("lab-1", cluster.nodes().getFirst().name());
  }

  @Test
  void aliasesThatGrowAreNamedWithTheirFile() throws IOException {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      bomb.append("a").append(i).append(": &a").append(i).append(" [");
      bomb.append(("*a" + (i - 1) + ", ").repeat(9)).append("*a").append(i - 1).append("]\n");
    }
    new Texts(folder).with("talos/patches/bomb.yaml", bomb.toString());
    ClusterSpec cluster = read(HEAD + "patches: ['@patches/bomb.yaml']\n", Map.of());

    assertEquals(1, findings(cluster).size(), () -> "" + findings(cluster));
    assertTrue(
        findings(cluster).getFirst().contains("talos/patches/bomb.yaml"),
        findings(cluster)::toString);
  }

  @Test
  void anAddressNothingTellsIsTakenFromTheOperatorsOwnFile() throws IOException {
    new Texts(folder)
        .with(
            "blackstart.yaml",
            "clusters: {lab: {talos: {nodes: {10.0.0.12: {name: lab-2, fingerprint:"
                + " u6SxdDHW7hGjLcNcTx9BYKpVn3ZPvB6G0rC2s5bHk1I=}}}}}\n");
    ClusterSpec cluster = read(HEAD + "  - hostname: lab-2.example.org\n", Map.of());

    Node node = cluster.nodes().get(1);
    assertEquals("lab-2 10.0.0.12", node.name() + " " + node.address());
    assertEquals(
        Optional.of(
            new Pin(
                "u6SxdDHW7hGjLcNcTx9BYKpVn3ZPvB6G0rC2s5bHk1I=", new Place("blackstart.yaml", 1))),
        node.pin());
  }

  private ClusterSpec read(String talconfig, Map<String, String> env) throws IOException {
    new Texts(folder)
        .with("talos/talconfig.yaml", talconfig)
        .with("talos/talsecret.sops.yaml", "cluster: {}\n");
    return RepositoryReader.read(folder, new ReadOptions(Map.of(), env)).cluster("lab");
  }

  private static List<String> findings(ClusterSpec cluster) {
    return cluster.findings().stream()
        .filter(finding -> !finding.id().startsWith("no-"))
        .map(finding -> finding.id() + " " + finding.at() + ": " + finding.what())
        .toList();
  }
}
