package dev.blackstart.repository.talos;

import static dev.blackstart.repository.talos.Lab.OF_CONTROL_PLANES;
import static dev.blackstart.repository.talos.Lab.WHOLE;
import static dev.blackstart.repository.talos.Lab.findings;
import static dev.blackstart.repository.talos.Lab.hostname;
import static dev.blackstart.repository.talos.Lab.nodes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.MachineConfigSource;
import dev.blackstart.cluster.MachineConfigSource.Layer;
import dev.blackstart.repository.Texts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayeredReaderTest {
  @TempDir Path folder;
  private Texts texts;

  @BeforeEach
  void begin() {
    texts = new Texts(folder);
  }

  @Test
  void layersAreThoseOfAllThenOfTheRoleThenTheNodesOwn() throws IOException {
    texts
        .with("talos/cluster.yaml.j2", WHOLE)
        .with("talos/controlplane.yaml.j2", OF_CONTROL_PLANES)
        .with("talos/workers.yaml.j2", "machine: {type: worker}\n")
        .with("talos/network.yaml.j2", "apiVersion: v1alpha1\nkind: ResolverConfig\n")
        .with("talos/schematic.yaml.j2", "customization: {}\n")
        .with("talos/nodes/controlplane/k8s-0.yaml.j2", hostname("k8s-0.lab.internal", "10.0.0.11"))
        .with("talos/nodes/workers/k8s-1.yaml.j2", hostname("k8s-1", "10.0.0.12"));
    ClusterSpec cluster = read();

    assertEquals(
        List.of("k8s-0 10.0.0.11 controlplane v1.12.6", "k8s-1 10.0.0.12 worker v1.12.6"),
        nodes(cluster));
    assertEquals(
        List.of(
            "talos/cluster.yaml.j2",
            "talos/network.yaml.j2",
            "talos/controlplane.yaml.j2",
            "talos/nodes/controlplane/k8s-0.yaml.j2"),
        origins(cluster.machineConfigs().get("10.0.0.11")));
    assertEquals(List.of("layer-assumed talos/network.yaml.j2"), findings(cluster));
  }

  @Test
  void aNodeKnownByItsNameTakesItsAddressFromTheOperatorsFile() throws IOException {
    texts
        .with(
            "talos/machineconfig.yaml.j2",
            WHOLE.replace("machine:", "machine:\n  type: {{ machinetype }}"))
        .with("talos/nodes/k8s-0.yaml.j2", "machine: {type: controlplane}\n")
        .with("talos/nodes/k8s-1.yaml.j2", "machine: {type: worker}\n")
        .with(
            "blackstart.yaml",
            "clusters: {lab: {talos: {nodes: {10.0.0.11: {name: k8s-0}, 10.0.0.12: {name:"
                + " k8s-1}}}}}\n");
    ClusterSpec cluster = read();

    assertEquals(
        List.of("k8s-0 10.0.0.11 controlplane v1.12.6", "k8s-1 10.0.0.12 worker v1.12.6"),
        nodes(cluster));
    assertEquals(List.of(), findings(cluster));
  }

  @Test
  void theAddressIsThatOfTheLinkWithTheGatewayAndNoneThatIsLocalToALink() throws IOException {
    texts
        .with("talos/machineconfig.yaml.j2", WHOLE)
        .with(
            "talos/controlplane/m0.yaml",
            """
            machine:
              network:
                hostname: m0
                interfaces:
                  - {interface: tb0, addresses: [169.254.255.10/32]}
                  - {interface: eth1, addresses: [10.9.0.11/24]}
                  - interface: eth0
                    addresses: [10.0.0.11/24]
                    routes: [{network: 0.0.0.0/0, gateway: 10.0.0.1}]
            """);

    assertEquals(List.of("m0 10.0.0.11 controlplane v1.12.6"), nodes(read()));
  }

  @Test
  void aWholeConfigIsANodesOwnAndNeedsNoBase() throws IOException {
    String whole =
        WHOLE.replace(
            "machine:",
            "machine:\n"
                + "  type: worker\n"
                + "  network: {hostname: w-1, interfaces: [{interface: eth0, addresses:"
                + " [10.0.0.12/24]}]}");
    texts
        .with("talos/static-configs/one.yaml", whole)
        .with(
            "talos/static-configs/cp.sops.yaml",
            whole.replace("worker", "controlplane").replace("w-1", "cp-1").replace(".12/", ".11/")
                + "  token: ENC[AES256_GCM,data:x,type:str]\nsops: {version: 3.11.0}\n")
        .with("talos/patches/spare.yaml", "machine: {sysctls: {a: b}}\n");
    ClusterSpec cluster = read();

    assertEquals("plain", cluster.family().talos());
    assertEquals(
        List.of("cp-1 10.0.0.11 controlplane v1.12.6", "w-1 10.0.0.12 worker v1.12.6"),
        nodes(cluster));
    assertEquals(
        List.of("talos/static-configs/one.yaml"),
        origins(cluster.machineConfigs().get("10.0.0.12")));
    assertEquals(List.of("layer-unused talos/patches/spare.yaml"), findings(cluster));
  }

  @Test
  void anEncryptedNameOrAddressIsNone() throws IOException {
    texts
        .with("talos/machineconfig.yaml.j2", WHOLE)
        .with(
            "talos/nodes/cp-1.sops.yaml",
            "machine:\n  type: controlplane\n  network:\n    hostname: ENC[AES256_GCM,data:x]\n"
                + "    interfaces: [{interface: eth0, addresses: [\"ENC[AES256_GCM,data:x]\"]}]\n"
                + "sops: {version: 3.11.0}\n");

    assertEquals(List.of("node-without-address talos/nodes/cp-1.sops.yaml"), findings(read()));
  }

  @Test
  void anAddressOfVersionSixMayNameAFile() throws IOException {
    texts
        .with("talos/machineconfig.yaml.j2", WHOLE)
        .with("talos/controlplane/fd00::11.yaml", OF_CONTROL_PLANES);

    assertEquals(List.of("fd00::11 fd00::11 controlplane v1.12.6"), nodes(read()));
  }

  @Test
  void aRoleComesFromTheBaseWhenItNamesOneAndNoVariable() throws IOException {
    texts
        .with(
            "talos/controlplane.yaml", WHOLE.replace("machine:", "machine:\n  type: controlplane"))
        .with("talos/10.0.0.11.yaml", "machine: {network: {hostname: cp-1}}\n");
    ClusterSpec cluster = read();

    assertEquals(List.of("cp-1 10.0.0.11 controlplane v1.12.6"), nodes(cluster));
    assertEquals(List.of(), findings(cluster));
  }

  private ClusterSpec read() {
    return Lab.read(folder);
  }

  private static List<String> origins(MachineConfigSource config) {
    List<String> origins = new ArrayList<>(List.of(config.base().origin()));
    config.patches().stream().map(Layer::origin).forEach(origins::add);
    return origins;
  }
}
