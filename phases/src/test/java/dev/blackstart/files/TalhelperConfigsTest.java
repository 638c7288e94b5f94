package dev.blackstart.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.machineconfig.document.MachineConfig;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.world.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the fields of a {@code talconfig.yaml} become in the configs of its nodes. */
class TalhelperConfigsTest {
  private static final String HEAD =
      """
      clusterName: lab
      talosVersion: ${talosVersion}
      kubernetesVersion: v1.35.4
      endpoint: https://10.0.0.10:6443
      nodes:
        - hostname: cp-1
          ipAddress: 10.0.0.11
          controlPlane: true
          installDisk: /dev/sda
      """;
  private static final String WORKER =
      """
        - hostname: w-1
          ipAddress: 10.0.0.12
          controlPlane: false
          installDiskSelector: {size: ">= 100GB", type: nvme}
      """;

  @TempDir Path folder;
  private RenderedFamily family;

  @BeforeEach
  void open() throws IOException {
    family = new RenderedFamily(folder).with("talos/talenv.yaml", "talosVersion: v1.12.7\n");
    family.with("talos/talsecret.yaml", BundleTexts.of(family.standIns()));
  }

  @Test
  void aNodeWithoutMoreIsWhatTheGeneratorWritesWithItsNameAndItsImage() throws IOException {
    MachineConfig config = config(HEAD, "cp-1");

    assertEquals(Optional.of("controlplane"), config.text("machine.type"));
    assertEquals(Optional.of("/dev/sda"), config.text("machine.install.disk"));
    assertEquals(
        Optional.of(
            "factory.talos.dev/metal-installer/"
                + "376567988ad370138ad8b2698212367b8edcb69b5fd68c80be1f2ec7d603b4ba:v1.12.7"),
        config.text("machine.install.image"));
    assertEquals(
        """
        ---
        apiVersion: v1alpha1
        kind: HostnameConfig
        auto: off
        hostname: cp-1
        """,
        RenderedFamily.documents(config));
  }

  @Test
  void fieldsOfTheClusterReachTheNodesTheyAreFor() throws IOException {
    String text =
        HEAD
            + WORKER
            + """
            domain: lab.local
            allowSchedulingOnMasters: true
            additionalMachineCertSans: [lab.example.org]
            additionalApiServerCertSans: [api.example.org]
            clusterPodNets: [10.42.0.0/16]
            clusterSvcNets: [10.43.0.0/16]
            cniConfig: {name: none}
            inlineManifests:
              - {name: one, contents: "@manifests/one.yaml"}
            """;
    family.with("talos/manifests/one.yaml", "kind: ${KIND:-Secret}\n");
    MachineConfig plane = config(text, "cp-1");
    MachineConfig worker = config(text, "w-1");

    for (MachineConfig config : List.of(plane, worker)) {
      assertEquals(Optional.of("lab.local"), config.text("cluster.network.dnsDomain"));
      assertEquals(Optional.of("10.42.0.0/16"), config.text("cluster.network.podSubnets.0"));
      assertEquals(Optional.of("10.43.0.0/16"), config.text("cluster.network.serviceSubnets.0"));
      assertEquals(Optional.of("none"), config.text("cluster.network.cni.name"));
      assertEquals(Optional.of("lab.example.org"), config.text("machine.certSANs.0"));
      assertEquals(
          Optional.of("kind: Secret\n"), config.text("cluster.inlineManifests.0.contents"));
    }
    assertEquals(Optional.of("api.example.org"), plane.text("cluster.apiServer.certSANs.0"));
    assertEquals(Optional.of("true"), plane.text("cluster.allowSchedulingOnControlPlanes"));
    assertEquals(Optional.empty(), worker.text("cluster.allowSchedulingOnControlPlanes"));
    assertEquals(Optional.of(""), worker.text("machine.ca.key"));
    assertEquals(Optional.empty(), worker.text("cluster.etcd.ca.crt"));
    assertEquals(Optional.of(">= 100GB"), worker.text("machine.install.diskSelector.size"));
  }

  @Test
  void whatANodeSaysHoldsBeforeItsGroupButPatchesAndNamesOfBothAreTaken() throws IOException {
    String group =
        """
        controlPlane:
          kernelModules: [{name: drbd}]
          nodeLabels: {rack: a}
          certSANs: [group.example.org]
          patches: ["machine: {sysctls: {a: group, b: group, c: group}}"]
        patches: ["machine: {sysctls: {c: all}}"]
        """;
    String own =
        """
            nodeLabels: {zone: "{{ .ClusterConfig.ClusterName | upper }}"}
            nodeAnnotations: {example.org/image: "{{ .MachineConfig.MachineType }}"}
            certSANs: [own.example.org]
            patches: ["machine: {sysctls: {b: own, c: own}}"]
        """;
    MachineConfig config = config(HEAD + own + group, "cp-1");

    assertEquals(Optional.of("drbd"), config.text("machine.kernel.modules.0.name"));
    assertEquals(Optional.of("LAB"), config.text("machine.nodeLabels.zone"));
    assertEquals(1, config.v1alpha1().orElseThrow().at("machine.nodeLabels").stream().count());
    assertEquals(Optional.empty(), config.text("machine.nodeLabels.rack"));
    assertEquals(
        List.of("own.example.org", "group.example.org"),
        config.v1alpha1().orElseThrow().scalars("machine.certSANs").stream()
            .map(ScalarNode::text)
            .toList());
    assertEquals(Optional.of("group"), config.text("machine.sysctls.a"));
    assertEquals(Optional.of("own"), config.text("machine.sysctls.b"));
    assertEquals(Optional.of("all"), config.text("machine.sysctls.c"));

    MachineConfig alone =
        config(
            HEAD + own + "    overridePatches: true\n    overrideMachineCertSANs: true\n" + group,
            "cp-1");
    assertEquals(Optional.empty(), alone.text("machine.sysctls.a"));
    assertEquals(Optional.empty(), alone.text("machine.certSANs.1"));
  }

  @Test
  void theImageIsNamedOrThatOfTheSchematicAtTheFactory() throws IOException {
    assertEquals(
        Optional.of("registry.example.org:5000/talos/installer:v1.12.7"),
        config(HEAD + "    talosImageURL: registry.example.org:5000/talos/installer\n", "cp-1")
            .text("machine.install.image"));
    assertEquals(
        Optional.of(
            "factory.example.org/nocloud-installer-secureboot/"
                + "c9078f9419961640c712a8bf2bb9174933dfcf1da383fd8ea2b7dc21493f8bac:v1.12.7"),
        config(
                HEAD
                    + """
                        machineSpec: {mode: nocloud, secureboot: true}
                        schematic:
                          customization:
                            systemExtensions:
                              officialExtensions: [siderolabs/iscsi-tools]
                    imageFactory: {registryURL: factory.example.org}
                    """,
                "cp-1")
            .text("machine.install.image"));
    assertEquals(
        Optional.of("mirror/v1.12.7/metal"),
        config(HEAD + "imageFactory: {installerURLTmpl: 'mirror/{{.Version}}/{{.Mode}}'}\n", "cp-1")
            .text("machine.install.image"));
  }

  @Test
  void filesVolumesFirewallAndServicesAreTakenOver() throws IOException {
    family.with("talos/files/motd", "Hello ${WHO:-you}\n").with("talos/files/raw", "$KEEP\n");
    MachineConfig config =
        config(
            HEAD
                + """
                    machineFiles:
                      - {path: /var/motd, permissions: 0o644, op: create, content: "@./files/motd"}
                      - {path: /var/raw, op: create, content: "@files/raw", skipEnvsubst: true}
                    volumes:
                      - {name: EPHEMERAL, provisioning: {maxSize: 50GiB}}
                    userVolumes:
                      - {name: data, provisioning: {diskSelector: {match: "!system_disk"}, minSize: 1GiB}}
                    extensionServices:
                      - {name: nut, environment: [A=b]}
                    ingressFirewall:
                      defaultAction: block
                      rules:
                        - {name: apid, portSelector: {ports: [50000], protocol: tcp}, ingress: [{subnet: 10.0.0.0/24}]}
                """,
            "cp-1");

    assertEquals(Optional.of("Hello you\n"), config.text("machine.files.0.content"));
    assertEquals(Optional.of("$KEEP\n"), config.text("machine.files.1.content"));
    assertEquals(Optional.empty(), config.text("machine.files.1.skipEnvsubst"));
    assertEquals(
        List.of(
            "HostnameConfig",
            "NetworkDefaultActionConfig",
            "NetworkRuleConfig",
            "ExtensionServiceConfig",
            "VolumeConfig",
            "UserVolumeConfig"),
        config.documents().stream()
            .map(document -> document.id().kind())
            .filter(kind -> !kind.isEmpty())
            .toList());
  }

  @Test
  void aPatchMayBeAFileATemplateAndHoldVariablesAndDeletions() throws IOException {
    family
        .with(
            "talos/patches/api.yaml",
            """
            cluster:
              apiServer:
                admissionControl:
                  $$patch: delete # ${NOT_LOOKED_AT}
                extraArgs: {name: "{{ .ClusterConfig.ClusterName }}-${SUFFIX:-x}"}
            """)
        .with("talos/patches/empty.yaml", "\n");
    MachineConfig config =
        config(HEAD + "patches: ['@./patches/api.yaml', '@patches/empty.yaml']\n", "cp-1");

    assertEquals(Optional.of("lab-x"), config.text("cluster.apiServer.extraArgs.name"));
    assertTrue(config.v1alpha1().orElseThrow().at("cluster.apiServer.admissionControl").isEmpty());
  }

  @Test
  void whatTalosWouldRefuseIsNamedWithTheLineItIsWrittenIn() throws IOException {
    write(
        HEAD
            + """
            cniConfig:
              name: flanel
            """);

    Failure failure =
        assertThrows(Failure.class, () -> family.rehearsed().machineConfig(family.node("cp-1")));

    assertTrue(
        failure.what().startsWith("talos/talconfig.yaml:11: cluster.network.cni.name"),
        failure.what());
  }

  @Test
  void aNodeWithoutADiskIsNamedWithTheLineItBeginsIn() throws IOException {
    write(HEAD.replace("    installDisk: /dev/sda\n", ""));

    Failure failure =
        assertThrows(Failure.class, () -> family.rehearsed().machineConfig(family.node("cp-1")));

    assertEquals(
        "talos/talconfig.yaml:6: machine.install: either disk or diskSelector is required",
        failure.what());
  }

  @Test
  void aVariableThatIsEncryptedIsReadWhenItIsWanted() throws IOException {
    family.with(
        "talos/talenv.sops.yaml", "token: ENC[AES256_GCM,data:x]\nsops: {version: 3.11.0}\n");
    write(
        HEAD
            + "patches: ['machine: {registries: {config: {a.example: {auth: {auth:"
            + " \"${token}\"}}}}}']\n");

    assertEquals(List.of(), family.findings());
    String patch = family.spec().machineConfigs().get("10.0.0.11").patches().getLast().yaml();
    assertTrue(
        patch.contains("op://blackstart.in-repository/talos%2Ftalenv.sops.yaml/token"), patch);
  }

  private MachineConfig config(String talconfig, String node) throws IOException {
    write(talconfig);
    assertEquals(List.of(), family.findings());
    String yaml = family.rehearsed().machineConfig(family.node(node)).yaml();
    assertFalse(yaml.contains("op://"), yaml);
    return MachineConfig.parse(yaml, node);
  }

  private void write(String talconfig) throws IOException {
    family.with("talos/talconfig.yaml", talconfig);
  }
}
