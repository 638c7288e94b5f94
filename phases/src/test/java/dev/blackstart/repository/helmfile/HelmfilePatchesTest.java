package dev.blackstart.repository.helmfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ChartAdditions;
import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.ChartTrust;
import dev.blackstart.cluster.Release;
import dev.blackstart.repository.Texts;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.RepositoryFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Releases that change their charts, and what is no such change. */
class HelmfilePatchesTest {
  @TempDir Path folder;
  private final Findings findings = new Findings();

  private Optional<Release> release(String more) throws IOException {
    new Texts(folder)
        .with(
            "helmfile.yaml",
            "repositories: [{name: r, url: https://charts.example}]\nreleases:\n"
                + "  - name: a\n    namespace: web\n    chart: oci://x/a\n    version: 1.0.0\n"
                + more.indent(4));
    return new HelmfileReader(
            new RepositoryFiles(folder), new TemplateWorld(Map.of(), Optional.empty()), findings)
        .read("helmfile.yaml", "default").getLast().releases().stream().findFirst();
  }

  @Test
  void chartsAReleaseAddsComeFromTheRepositoriesOfTheHelmfile() throws IOException {
    Release release =
        release("dependencies: [{chart: r/side, version: 1.5.0, alias: b}]").orElseThrow();

    assertEquals(
        List.of(
            new ChartAdditions.Dependency(
                new ChartRef("side", "https://charts.example", "1.5.0"), "b")),
        release.chart().additions().dependencies());
    assertEquals(List.of(), findings.all());
  }

  @Test
  void filesOfPatchesAreInputsAndTheirTemplatesSeeTheValuesOfTheRelease() throws IOException {
    new Texts(folder)
        .with("patch.yaml.gotmpl", "kind: Service\nmetadata: {name: {{ .Values.name }}}\n");
    Release release =
        release(
                "forceNamespace: other\nvalues: [{name: a}]\n"
                    + "strategicMergePatches: [patch.yaml.gotmpl]")
            .orElseThrow();

    assertEquals("other", release.postRenders().getFirst().namespace());
    assertTrue(
        release
            .postRenders()
            .getFirst()
            .entries()
            .getFirst()
            .yaml()
            .contains("metadata: {name: a}"));
    assertTrue(release.inputs().contains("patch.yaml.gotmpl"));
  }

  @Test
  void howARepositoryIsReachedGoesWithTheChart() throws IOException {
    new Texts(folder).with("ca.crt", "").with("tls.crt", "").with("tls.key", "");
    new Texts(folder)
        .with(
            "trust.yaml",
            """
            helmDefaults: {plainHttp: true}
            repositories:
              - {name: r, url: https://charts.example, caFile: ca.crt, certFile: tls.crt, keyFile: tls.key}
              - {name: s, url: https://other.example, caFile: gone.crt}
            releases:
              - {name: a, chart: r/a, version: 1.0.0, insecureSkipTLSVerify: true}
              - {name: b, chart: s/b, version: 1.0.0}
            """);

    ChartTrust trust =
        new HelmfileReader(
                new RepositoryFiles(folder),
                new TemplateWorld(Map.of(), Optional.empty()),
                findings)
            .read("trust.yaml", "default")
            .getLast()
            .releases()
            .getFirst()
            .chart()
            .trust();

    assertEquals(
        new ChartTrust(
            folder.resolve("ca.crt").toString(),
            folder.resolve("tls.crt").toString(),
            folder.resolve("tls.key").toString(),
            true,
            true),
        trust);
    assertEquals("trust.yaml:4", findings.all().getFirst().at());
    assertEquals("gone.crt is not there", findings.all().getFirst().what());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jsonPatches: [{target: {kind: Service}}]           | helmfile.yaml:7 | needs a target, and a patch
          jsonPatches: [{target: {kind: A}, path: a.yaml}]    | helmfile.yaml:7 | path: of a JSON patch
          jsonPatches: [{goal: {kind: Service}, patch: []}]   | helmfile.yaml:7 | has no goal
          strategicMergePatches: {kind: Service}              | helmfile.yaml:7 | is a list
          transformers: [gone.yaml]                           | helmfile.yaml:7 | gone.yaml
          dependencies: [{version: 1.0.0}]                    | helmfile.yaml:7 | does not say which
          dependencies: [{chart: r/side}]                     | helmfile.yaml:7 | names no version
          dependencies: [{chart: q/side, version: 1.0.0}]     | helmfile.yaml:7 | does not declare
          """)
  void whatIsNoneIsNamedWithItsLine(String written, String at, String what) throws IOException {
    release(written);

    assertEquals(at, findings.all().getFirst().at());
    assertTrue(findings.all().getFirst().what().contains(what), findings.all().getFirst().what());
  }
}
