package dev.blackstart.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDigestsTest {
  @TempDir Path root;

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(root.resolve("repository/chart/templates"));
    Files.writeString(root.resolve("outside.yaml"), "a: 1");
    Files.writeString(root.resolve("repository/values.yaml"), "a: 1");
    Files.writeString(root.resolve("repository/chart/Chart.yaml"), "name: one");
    Files.writeString(root.resolve("repository/chart/templates/all.yaml"), "kind: Service");
  }

  @Test
  void aFileThatChangesHasAnotherDigestAndTheLineBehindItDoesNotMatter() throws IOException {
    Map<String, String> before = digests("values.yaml:12");
    assertEquals(Set.of("values.yaml"), before.keySet());
    assertEquals(12, before.get("values.yaml").length());
    assertEquals(before, digests("values.yaml"));

    Files.writeString(root.resolve("repository/values.yaml"), "a: 2");

    assertNotEquals(before, digests("values.yaml"));
  }

  @Test
  void aFolderStandsForEveryFileInIt() {
    assertEquals(
        Set.of("chart/Chart.yaml", "chart/templates/all.yaml"), digests("./chart").keySet());
  }

  @Test
  void whatLiesOutsideOrIsNoFileIsLeftOut() {
    assertEquals(
        Map.of(),
        digests("../outside.yaml", "missing.yaml", "", ".", "--config-patch 1", "oci://a/b"));
    assertEquals(Map.of(), digests(root.resolve("outside.yaml").toString()));
  }

  private Map<String, String> digests(String... files) {
    return new FileDigests(root.resolve("repository")).of(List.of(files));
  }
}
