package dev.blackstart.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.machineconfig.ConfigMerge;
import dev.blackstart.machineconfig.document.MachineConfig;
import dev.blackstart.world.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a {@code topf.yaml} and its patches become. */
class TopfConfigsTest {
  private static final String HEAD =
      """
      clusterName: lab
      clusterEndpoint: https://10.0.0.10:6443
      kubernetesVersion: 1.35.4
      talosVersion: 1.12.7
      nodes:
        - {host: cp-1, ip: 10.0.0.11, role: control-plane, data: {disk: /dev/sdb}}
        - {host: w-1, ip: 10.0.0.12, role: worker, platform: nocloud, talosVersion: v1.12.9}
      """;
  private static final String DISK = "machine: {install: {disk: /dev/sda}}\n";

  @TempDir Path folder;
  private RenderedFamily family;

  @BeforeEach
  void open() throws IOException {
    family = new RenderedFamily(folder).with("talos/all/00-disk.yaml", DISK);
    family.with("talos/secrets.yaml", BundleTexts.of(family.standIns()));
  }

  @Test
  void theConfigsEqualWhatTalosOwnGeneratorWritesForTheSameSecrets() throws IOException {
    Path golden =
        Path.of(System.getProperty("blackstart.root")).resolve("../shared/samples/golden");
    Assumptions.assumeTrue(Files.isDirectory(golden), "there are no golden configs");
    family
        .with(
            "talos/topf.yaml",
            HEAD.replace("clusterName: lab", "clusterName: test")
                .replace("10.0.0.10", "10.5.0.10")
                .replace("1.12.7", "1.12.11"))
        .with(
            "talos/all/01-image.yaml",
            "machine: {install: {image: \"ghcr.io/siderolabs/installer:v1.12.11\"}}\n")
        .with("talos/secrets.yaml", Files.readString(golden.resolve("secrets.yaml")))
        .with("blackstart.yaml", "clusters: {test: {}}\n");
    RepositoryManifests manifests = family.live("test");

    for (String[] pair : new String[][] {{"cp-1", "controlplane"}, {"w-1", "worker"}}) {
      String theirs = Files.readString(golden.resolve(pair[1] + ".yaml"));
      assertEquals(
          ConfigMerge.digest(theirs, pair[1]),
          manifests.machineConfig(family.node("test", pair[0])).digest(),
          pair[1]);
    }
  }

  @Test
  void patchesOfAllOfTheRoleAndOfTheNodeFollowEachOther() throws IOException {
    family
        .with("talos/topf.yaml", HEAD)
        .with("talos/all/10.yaml", "machine: {sysctls: {a: all, b: all, c: all}}\n---\n{}\n")
        .with("talos/control-plane/10.yaml", "machine: {sysctls: {b: role, c: role}}\n")
        .with(
            "talos/node/cp-1/10.yaml.tpl",
            "machine: {sysctls: {c: \"{{ .Node.Host }}\"}, install: {disk: {{ .Node.Data.disk"
                + " }}}}\n")
        .with("talos/all/20-empty.yaml", "# nothing\n");
    MachineConfig plane = family.config("cp-1");
    MachineConfig worker = family.config("w-1");

    assertEquals(Optional.of("all"), plane.text("machine.sysctls.a"));
    assertEquals(Optional.of("role"), plane.text("machine.sysctls.b"));
    assertEquals(Optional.of("cp-1"), plane.text("machine.sysctls.c"));
    assertEquals(Optional.of("/dev/sdb"), plane.text("machine.install.disk"));
    assertEquals(Optional.of("all"), worker.text("machine.sysctls.c"));
    assertEquals(Optional.of("/dev/sda"), worker.text("machine.install.disk"));
  }

  @Test
  void theImageIsThatOfTheNodesFactoryPlatformVersionAndSchematic() throws IOException {
    family
        .with(
            "talos/topf.yaml",
            HEAD + "schematicId: '@schematic.yaml.tpl'\nsecureboot: true\nfactory: f.example.org\n")
        .with(
            "talos/schematic.yaml.tpl",
            "customization:\n"
                + "  systemExtensions:\n"
                + "    officialExtensions:\n"
                + "      - siderolabs/{{ if eq .Node.Role \"worker\" }}iscsi-tools{{ else }}i915{{"
                + " end }}\n")
        .with(
            "talos/all/label.yaml.tpl",
            "machine: {nodeAnnotations: {schematic: \"{{ .SchematicID }}\"}}\n");

    assertEquals(
        Optional.of(
            "f.example.org/nocloud-installer-secureboot/"
                + "c9078f9419961640c712a8bf2bb9174933dfcf1da383fd8ea2b7dc21493f8bac:v1.12.9"),
        family.config("w-1").text("machine.install.image"));
    assertEquals(
        Optional.of("c9078f9419961640c712a8bf2bb9174933dfcf1da383fd8ea2b7dc21493f8bac"),
        family.config("w-1").text("machine.nodeAnnotations.schematic"));
    assertTrue(
        family.config("cp-1").text("machine.install.image").orElseThrow().endsWith(":v1.12.7"));
  }

  @Test
  void whatValsWouldFetchOfOnePasswordIsAReferenceLikeAnyOther() throws IOException {
    family
        .with("talos/topf.yaml", HEAD)
        .with(
            "talos/all/10.yaml",
            "machine: {registries: {config: {a.example: {auth: {auth: ref+op://lab/a/auth}}}}}\n");

    assertTrue(
        family.spec().machineConfigs().get("10.0.0.11").patches().stream()
            .anyMatch(patch -> patch.yaml().contains("{auth: op://lab/a/auth}")));
    assertEquals(List.of(), family.findings());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          talosVersion: 1.12.7 | data: {} | key-missing talos/topf.yaml: it says no talosVersion
          talosVersion: 1.12.7 | talosVersion: 1.14.0 | config-not-rendered talos/topf.yaml:4: configs generated for Talos 1.14.0
          https://10.0.0.10:6443 | 10.0.0.10:6443 | bad-value talos/topf.yaml:2: the endpoint 10.0.0.10:6443
          talosVersion: 1.12.7 | 'talosVersion: 1.12.7\\nsecureboot: yes' | bad-value talos/topf.yaml:5: secureboot is neither true nor false
          talosVersion: 1.12.7 | 'talosVersion: 1.12.7\\nschematicId: "@rich.yaml"' | config-not-rendered talos/rich.yaml:1: the id of this schematic
          talosVersion: 1.12.7 | 'talosVersion: 1.12.7\\nschematicId: "@none.yaml"' | missing-file talos/topf.yaml:5
          talosVersion: 1.12.7 | 'talosVersion: 1.12.7\\nsecretsPath: none.yaml' | secrets-missing talos/topf.yaml:5
          talosVersion: 1.12.7 | 'talosVersion: 1.12.7\\npatchesDir: vals' | config-not-rendered talos/vals/all/a.yaml:2: a reference that only vals
          talosVersion: 1.12.7 | 'talosVersion: 1.12.7\\npatchesDir: sealed' | config-not-rendered talos/sealed/all/a.yaml.tpl: a template that is encrypted
          """)
  void whatCannotBeRenderedIsFoundWithItsLine(String written, String instead, String finding)
      throws IOException {
    family
        .with("talos/topf.yaml", HEAD.replace(written, instead.replace("\\n", "\n")))
        .with("talos/rich.yaml", "customization: {bootloader: grub}\n")
        .with("talos/vals/all/a.yaml", "machine:\n  env: {A: ref+vault://lab/a}\n")
        .with(
            "talos/sealed/all/a.yaml.tpl",
            "machine: {env: {A: \"ENC[AES256_GCM,data:x]\"}}\nsops:\n  mac: x\n  version: 1\n");

    List<String> found = family.findings();
    assertTrue(found.stream().anyMatch(line -> line.startsWith(finding)), found::toString);
  }

  @Test
  void aNodeWithoutADiskIsNamedWithItsLine() throws IOException {
    family
        .with("talos/topf.yaml", HEAD)
        .with("talos/all/00-disk.yaml", "machine: {sysctls: {a: b}}\n");

    Failure failure = assertThrows(Failure.class, () -> family.config("cp-1"));

    assertEquals(
        "talos/topf.yaml:6: machine.install: either disk or diskSelector is required",
        failure.what());
  }
}
