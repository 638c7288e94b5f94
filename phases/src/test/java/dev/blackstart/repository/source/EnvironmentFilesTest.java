package dev.blackstart.repository.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentFilesTest {
  @TempDir Path root;

  private void file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Map<String, String> values() {
    return new EnvironmentFiles(new RepositoryFiles(root)).values();
  }

  @Test
  void misesOwnVariablesAreReadAndSoAreTheFilesItNames() throws Exception {
    file(
        ".mise.toml",
        """
        [env]
        KUBECONFIG = "{{config_root}}/kubeconfig"
        TALOS_VERSION = "v1.12.1" # renovate
        TOKEN = "{{ exec(command='gh auth token') | trim }}"
        _.file = [
          "{{config_root}}/absent.env",
          "{{config_root}}/system/versions.env"
        ]

        [tools]
        talos = "1.10.3"
        """);
    file(
        "system/versions.env",
        """
        # of the cluster
        KUBERNETES_VERSION=v1.35.0
        TALOS_VERSION=v1.11.0
        """);

    assertEquals(Map.of("TALOS_VERSION", "v1.12.1", "KUBERNETES_VERSION", "v1.35.0"), values());
  }

  @Test
  void filesBesideTheTasksOrTheMachineConfigsAreRead() throws Exception {
    file(".env", "export A='one'\nB=\nC=$HOME/x\nD=op://vault/item/field\n");
    file("talos/talos.env", "E=five # trailing\nF=\"a b\"\n");
    file("kubernetes/apps/media/app/config.env", "G=of an application\n");
    file("talos/notes.txt", "H=no\n");

    assertEquals(Map.of("A", "one", "E", "five", "F", "a b"), values());
  }

  @Test
  void aRepositoryWithoutAnyHasNone() throws Exception {
    file("README.md", "A=b\n");

    assertEquals(Map.of(), values());
  }
}
