package dev.blackstart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository whose templates and hooks call programs, with and without the operator's leave. */
class AllowExecTest {
  private static final Path BASE =
      Path.of(System.getProperty("blackstart.root", ".."))
          .toAbsolutePath()
          .normalize()
          .resolve("phases/src/test/resources/findings/base");

  @TempDir Path folder;

  @BeforeEach
  void repository() throws IOException {
    try (Stream<Path> files = Files.walk(BASE)) {
      files.filter(Files::isRegularFile).forEach(this::copy);
    }
    Files.writeString(
        folder.resolve("bootstrap/helmfile.d/01-apps.yaml"),
        """
        releases:
          - name: cilium
            namespace: kube-system
            chart: oci://charts.example.org/cilium
            version: 1.18.5
            values: [../values/own.yaml.gotmpl]
            hooks:
              - {events: [postsync], command: kubectl, args: [rollout, status, ds/cilium]}
              - {events: [postsync], command: make, args: [ready]}
          - name: flux-instance
            namespace: flux-system
            chart: oci://charts.example.org/flux-instance
            version: 0.36.0
            values: [../values/values.yaml.gotmpl]
        """);
    Files.writeString(
        folder.resolve("bootstrap/values/own.yaml.gotmpl"),
        "files: {{ exec \"sh\" (list \"-c\" \"ls | wc -l\") }}\n");
  }

  @Test
  void withoutLeaveTheTemplateAndTheHookAreNamedAndNothingIsRun() {
    ClusterSpec spec = read(false);

    assertEquals(
        List.of("exec-not-allowed", "hook-not-allowed"),
        spec.findings().stream().map(Finding::id).toList());
    assertTrue(
        spec.findings().stream().allMatch(finding -> finding.remedy().contains("--allow-exec")));
    assertEquals("bootstrap/values/own.yaml.gotmpl:1", spec.findings().getFirst().at());
  }

  @Test
  void withLeaveTheTemplateIsRenderedInItsFolderAndThePlanTellsWhoRunsWhat() throws IOException {
    ClusterSpec spec = read(true);

    assertEquals(List.of(), spec.findings());
    assertEquals("files: 3\n", spec.releases().getFirst().values().getFirst().yaml());
    JsonNode cilium =
        new ObjectMapper()
            .readTree(Json.line(PlanDocument.of(spec, List.of())))
            .path("releases")
            .path(0);
    assertEquals(
        "[{\"command\":\"sh -c ls | wc -l\",\"runs\":\"allow-exec\"},"
            + "{\"command\":\"kubectl rollout status ds/cilium\",\"runs\":\"native\"},"
            + "{\"command\":\"make ready\",\"runs\":\"allow-exec\"}]",
        cilium.path("hooks").toString());
  }

  private ClusterSpec read(boolean allowed) {
    return new OperatorFiles(
            Optional.of(folder), Optional.empty(), List.of(), Map.of(), true, allowed)
        .forLive()
        .spec();
  }

  private void copy(Path file) {
    try {
      Path target = folder.resolve(BASE.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
