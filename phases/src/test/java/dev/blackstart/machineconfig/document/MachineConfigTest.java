package dev.blackstart.machineconfig.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineConfigTest {
  @TempDir Path folder;

  @Test
  void everythingWrongIsToldWithItsPlace() {
    String yaml =
        """
        machine:
          type: worker
          tokn: abc
          install: {wipe: maybe}
          certSANs: {a: b}
          kubelet:
            extraConfig: {anything: [1, {goes: here}]}
        ---
        apiVersion: v1alpha1
        kind: LinkConfig
        name: eth0
        mtu: big
        ---
        kind: LinkConfig
        """;
    var refused = assertThrows(RefusedConfig.class, () -> MachineConfig.parse(yaml, "node.yaml"));
    assertEquals(
        List.of(
            "node.yaml:3: machine.tokn: unknown key",
            "node.yaml:4: machine.install.wipe: true or false is wanted here",
            "node.yaml:5: machine.certSANs: a list is wanted here",
            "node.yaml:12: mtu: a whole number is wanted here",
            "node.yaml:14: LinkConfig needs an apiVersion"),
        refused.problems().stream().map(ConfigProblem::toString).toList());
  }

  @Test
  void emptyFilesAreRefusedAndEmptyDocumentsPassedOver() {
    assertThrows(RefusedConfig.class, () -> MachineConfig.parse("# nothing\n", "a.yaml"));
    assertThrows(RefusedConfig.class, () -> Patch.parse("", "a.yaml"));
    assertEquals(
        1, MachineConfig.parse("---\n---\nmachine: {}\n---\n", "a.yaml").documents().size());
  }

  @Test
  void theDigestSeesMeaningAndNotForm() {
    String digest = digest("machine: {type: worker, install: {wipe: true}, sysctls: {a: 1}}");
    assertEquals(
        digest,
        digest(
            "# other\n"
                + "machine:\n"
                + "  sysctls: {\"a\": \"1\"}\n"
                + "  install: {wipe: yes}\n"
                + "  type: worker"));
    assertNotEquals(
        digest, digest("machine: {type: worker, install: {wipe: true}, sysctls: {a: 2}}"));
    assertNotEquals(digest, digest("machine: {type: worker, install: {wipe: true}}"));
  }

  @Test
  void talosOwnConfigsAreReadAndWrittenWithoutChange() throws Exception {
    Taloscheck taloscheck = Taloscheck.assumed();
    for (String name : List.of("controlplane", "worker", "controlplane-docs", "worker-docs")) {
      Path golden = SamplesFolder.assumed().resolve("golden/" + name + ".yaml");
      String yaml = MachineConfig.parse(Files.readString(golden), name).yaml();
      Path written = Files.writeString(folder.resolve(name + ".yaml"), yaml);
      Taloscheck.Verdict same = taloscheck.equal(golden, written);
      assertTrue(same.good(), name + ": " + same.text());
    }
  }

  private static String digest(String yaml) {
    return ConfigDigest.of(MachineConfig.parse(yaml, "a.yaml"));
  }
}
