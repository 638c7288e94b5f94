package dev.blackstart.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository whose machine configs are generated as talhelper would generate them. */
class GeneratedFamilyTest {
  @TempDir Path folder;
  private Path repository;

  @BeforeEach
  void write() throws IOException {
    repository = folder.resolve("repository");
    text(
        "talos/talconfig.yaml",
        """
        clusterName: lab
        talosVersion: v1.12.6
        kubernetesVersion: v1.35.3
        endpoint: https://10.0.0.10:6443
        nodes:
          - {hostname: lab-1, ipAddress: 10.0.0.11, controlPlane: true, installDisk: /dev/sda}
        """);
    text(
        "bootstrap/helmfile.d/01-apps.yaml",
        """
        releases:
          - {name: cilium, namespace: kube-system, chart: oci://charts.example.org/cilium, version: 1.18.5}
        """);
  }

  @Test
  void aPlanLacksTheSecretsUnlessTheyAreMadeUp() {
    Answer without = blackstart("plan");
    Answer generated = blackstart("plan", "--secrets", "generated", "--json");

    assertEquals(3, without.exit());
    assertTrue(without.out().contains("[secrets-missing]"), without.out());
    assertEquals(0, generated.exit(), generated.out());
    assertTrue(
        generated
            .out()
            .contains(
                "{\"name\":\"lab-1\",\"address\":\"10.0.0.11\",\"role\":\"controlplane\","
                    + "\"talos\":\"v1.12.6\",\"kubernetes\":\"v1.35.3\"}"),
        generated.out());
  }

  @Test
  void itsMachineConfigsAreWrittenWithSecretsThatAreMadeUp() throws IOException {
    Path rendered = folder.resolve("rendered");
    Answer answer = blackstart("plan", "--secrets", "generated", "--render", rendered.toString());

    assertEquals(0, answer.exit(), answer.err());
    String config = Files.readString(rendered.resolve("machineconfig/lab-1.yaml"));
    assertTrue(config.contains("hostname: lab-1"), config);
    assertTrue(config.matches("(?s).*\\n    token: \"?[0-9a-z]{6}\\.[0-9a-z]{16}.*"), config);
    assertFalse(config.contains("op://"), config);
  }

  @Test
  void adoptingWritesTheFileOnceAndNeverOverAnother() throws IOException {
    Path file = repository.resolve("blackstart.yaml");
    Answer first = blackstart("init", "--adopt");
    String written = Files.readString(file);
    Answer second = blackstart("init", "--adopt");

    assertEquals(0, first.exit(), first.err());
    assertTrue(first.out().endsWith(written), first.out());
    assertTrue(written.contains("    # missing: talos/talconfig.yaml: its secrets"), written);
    assertEquals(2, second.exit());
    assertTrue(second.err().contains("it is not written over"), second.err());
    assertEquals(written, Files.readString(file));
    assertEquals(0, blackstart("plan", "--secrets", "generated").exit());
  }

  @Test
  void anUnknownClusterIsUsage() {
    assertEquals(2, blackstart("init", "--adopt", "--cluster", "prod").exit());
    assertFalse(Files.exists(repository.resolve("blackstart.yaml")));
  }

  private void text(String path, String text) throws IOException {
    Path file = repository.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Answer blackstart(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--repo", repository.toString()));
    all.addAll(List.of("--state", folder.resolve("state").toString()));
    return Answer.to(all);
  }
}
