package dev.blackstart.machineconfig.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPatchTest {
  private static final String CONFIG =
      """
      version: v1alpha1
      machine:
        type: worker
        token: abc
        certSANs: [one, two]
        install: {disk: /dev/sda, wipe: false}
        sysctls: {a/b: "1"}
      cluster:
        controlPlane: {endpoint: "https://10.0.0.10:6443"}
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{op: add, path: /machine/network, value: {hostname: lab-1}}]",
        "[{op: replace, path: /machine/install/disk, value: /dev/sdb}]",
        "[{op: remove, path: /machine/install/wipe}]",
        "[{op: add, path: /machine/certSANs/-, value: three}]",
        "[{op: add, path: /machine/certSANs/0, value: zero}]",
        "[{op: remove, path: /machine/certSANs/1}, {op: replace, path: /machine/certSANs/0, value:"
            + " x}]",
        "[{op: replace, path: /machine/sysctls/a~1b, value: \"2\"}]",
        "[{op: copy, from: /machine/certSANs/0, path: /machine/certSANs/-}]",
        "[{op: move, from: /machine/install/disk, path: /machine/install/image}]",
        "[{op: test, path: /machine/type, value: worker}, {op: remove, path: /machine/token}]",
        "[{op: remove, path: /machine/nothing}]",
        "[{op: replace, path: /machine/nothing, value: 1}]",
        "[{op: replace, path: /machine/nodeLabels, value: {a: b}}]",
        "[{op: replace, path: /machine/certSANs/2, value: x}]",
        "[{op: add, path: /machine/no/where, value: 1}]",
        "[{op: add, path: /machine/certSANs/7, value: x}]",
        "[{op: test, path: /machine/type, value: controlplane}]",
        "[{op: add, path: /machine/nonsense, value: 1}]",
        "[{op: move, from: /machine/nothing, path: /machine/token}]"
      })
  void aPatchDoesWhatItDoesToTalos(String patch) throws Exception {
    Taloscheck taloscheck = Taloscheck.assumed();
    Path config = Files.writeString(folder.resolve("config.yaml"), CONFIG);
    Path operations = Files.writeString(folder.resolve("patch.yaml"), patch);

    Taloscheck.Verdict theirs = taloscheck.patch(config, operations);

    try {
      String ours = patched(patch).yaml();
      assertTrue(theirs.good(), () -> theirs.text() + " where we made\n" + ours);
      Path one = Files.writeString(folder.resolve("ours.yaml"), ours);
      Path other = Files.writeString(folder.resolve("theirs.yaml"), theirs.text());
      Taloscheck.Verdict equal = taloscheck.equal(one, other);
      assertTrue(equal.good(), () -> equal.text() + ours + theirs.text());
    } catch (RefusedConfig refused) {
      assertTrue(
          !theirs.good() || cannotBeRead(theirs.text()),
          () -> refused.getMessage() + " where Talos made " + theirs.text());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "- {op: remove, path: /machine/install/disc}|patch:1: nothing is at",
        "- {op: replace, path: /machine/certSANs/2, value: x}|patch:1: nothing is at",
        "- {op: replace, path: /machine/install/disc, value: x}|install.disc: unknown key",
        "- {op: dance, path: /machine}|patch:1: no operation of a JSON6902 patch",
        "- {op: add, path: machine}|patch:1: a path begins with a slash",
        "- {op: add, path: /machine/typo, value: 1}|machine.typo: unknown key"
      })
  void whatCannotBeDoneIsToldWithItsLine(String patch, String wanted) {
    RefusedConfig refused = assertThrows(RefusedConfig.class, () -> patched(patch));

    assertTrue(refused.getMessage().contains(wanted), refused.getMessage());
  }

  @Test
  void aConfigOfSeveralDocumentsTakesNone() {
    MachineConfig several =
        MachineConfig.parse(
            CONFIG + "---\napiVersion: v1alpha1\nkind: HostnameConfig\nhostname: a\n", "config");
    Patch patch = Patch.parse("- {op: remove, path: /machine/token}", "patch");

    RefusedConfig refused = assertThrows(RefusedConfig.class, () -> several.patched(patch));

    assertTrue(refused.getMessage().startsWith("patch:1: a JSON6902 patch"), refused.getMessage());
  }

  @Test
  void whatItPutsInKeepsItsPlace() {
    MachineConfig config = patched("- op: replace\n  path: /machine/type\n  value: master\n");

    assertEquals(
        3, config.v1alpha1().orElseThrow().scalar("machine.type").orElseThrow().mark().line());
  }

  /** Talos patches first and reads afterwards; we do both at once. */
  private static boolean cannotBeRead(String config) {
    try {
      MachineConfig.parse(config, "theirs");
      return false;
    } catch (RefusedConfig refused) {
      return true;
    }
  }

  private static MachineConfig patched(String patch) {
    return MachineConfig.parse(CONFIG, "config").patched(Patch.parse(patch, "patch"));
  }
}
