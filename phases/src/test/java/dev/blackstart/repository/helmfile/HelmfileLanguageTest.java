package dev.blackstart.repository.helmfile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Hook;
import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.ValuesDocument;
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

/** What helmfiles are put together from. */
class HelmfileLanguageTest {
  @TempDir Path folder;
  private final Findings findings = new Findings();

  @Test
  void aReleaseInheritsItsChartFromATemplateOfABase() throws IOException {
    write(
        "bootstrap/helmfile/default.yaml",
        """
        templates:
          default:
            chart: '{{ (fromYaml (tpl (readFile "./templates/release.yaml.gotmpl") .)).chart }}'
            version: '{{ (fromYaml (tpl (readFile "./templates/release.yaml.gotmpl") .)).version }}'
            values: [./templates/values.yaml.gotmpl]
        """);
    write(
        "bootstrap/helmfile/templates/release.yaml.gotmpl",
        """
        {{- $oci := fromYaml (readFile (printf "../../apps/%s/%s.yaml" .Release.Namespace .Release.Name)) -}}
        chart: {{ $oci.spec.url }}
        version: {{ $oci.spec.ref.tag }}
        """);
    write(
        "bootstrap/helmfile/templates/values.yaml.gotmpl",
        "{{ (fromYaml (readFile (printf \"../../../apps/%s/values.yaml\" .Release.Namespace))).spec"
            + " | toYaml }}\n");
    write("apps/kube-system/cilium.yaml", "spec: {url: oci://x/cilium, ref: {tag: 1.18.5}}\n");
    write("apps/kube-system/values.yaml", "spec: {a: 1}\n");
    write(
        "bootstrap/helmfile/apps.yaml",
        """
        bases: [default.yaml]
        defaultInherit: default
        releases:
          - name: cilium
            namespace: kube-system
          - name: crds
            namespace: kube-system
            chart: oci://x/crds
            version: 2.0.0
            values: [{b: 2}]
        """);

    List<Release> releases = read("bootstrap/helmfile/apps.yaml", "default").releases();

    assertEquals(List.of(), findings.all());
    assertEquals("oci://x/cilium", releases.getFirst().chart().reference());
    assertEquals("1.18.5", releases.getFirst().chart().version());
    assertEquals(
        List.of(
            "bootstrap/helmfile/apps.yaml",
            "bootstrap/helmfile/default.yaml",
            "bootstrap/helmfile/templates/release.yaml.gotmpl",
            "apps/kube-system/cilium.yaml",
            "bootstrap/helmfile/templates/values.yaml.gotmpl",
            "apps/kube-system/values.yaml"),
        releases.getFirst().inputs());
    assertEquals("oci://x/crds", releases.get(1).chart().reference());
    assertEquals(List.of("a: 1\n", "b: 2\n"), yaml(releases.get(1)));
  }

  @Test
  void aLaterPartReplacesTheListsOfAnEarlierOne() throws IOException {
    write(
        "helmfile.yaml",
        """
        helmDefaults: {wait: true}
        releases:
          - {name: a, chart: oci://x/a, version: 1.0.0}
        ---
        helmDefaults: {timeout: 600}
        releases:
          - {name: b, chart: oci://x/b, version: 1.0.0}
        """);

    assertEquals(List.of("default/b"), names(read("helmfile.yaml", "default")));
  }

  @Test
  void namedHelmfilesComeFirstWithTheirSelectorsAndValues() throws IOException {
    write(
        "helmfile.yaml",
        """
        commonLabels: {tier: core}
        helmfiles:
          - path: more/*.yaml.gotmpl
            selectors: [tier=core, 'name=c']
            values: [{replicas: 5}]
        releases:
          - {name: last, chart: oci://x/last, version: 1.0.0}
        """);
    write(
        "more/apps.yaml.gotmpl",
        """
        environments:
          default:
            values: [{replicas: 1}]
        ---
        releases:
          - name: a
            labels: {tier: core}
            chart: oci://x/a
            version: 1.0.0
            values: [{replicaCount: {{ .Values.replicas }}}]
          - {name: b, labels: {tier: edge}, chart: oci://x/b, version: 1.0.0}
          - {name: c, chart: oci://x/c, version: 1.0.0}
        """);

    List<Helmfile> read = all("helmfile.yaml", "default");

    assertEquals(List.of(), findings.all());
    assertEquals(List.of("default/a", "default/c"), names(read.get(0)));
    assertEquals(List.of("replicaCount: 5\n"), yaml(read.get(0).releases().getFirst()));
    assertEquals(List.of("default/last"), names(read.get(1)));
  }

  @Test
  void aNamedHelmfileInheritsWhatItIsTold() throws IOException {
    write(
        "helmfile.yaml",
        """
        environments:
          infra: {values: [{version: 1.18.5}]}
        repositories: [{name: cilium, url: https://helm.cilium.io}]
        helmfiles:
          - {path: child.yaml.gotmpl, inherits: [repositories, environments]}
        """);
    write(
        "child.yaml.gotmpl",
        "releases:\n  - {name: a, chart: cilium/cilium, version: '{{ .Values.version }}'}\n"
            + "environments: {infra: {}}\n");

    Release release = all("helmfile.yaml", "infra").getFirst().releases().getFirst();

    assertEquals("https://helm.cilium.io", release.chart().repository());
    assertEquals("1.18.5", release.chart().version());
  }

  @Test
  void anchorsAndMergeKeysMakeReleasesAsWell() throws IOException {
    write(
        "helmfile.yaml",
        """
        templates:
          common: &common
            namespace: kube-system
            version: 1.0.0
        releases:
          - name: a
            chart: oci://x/a
            <<: *common
        """);

    assertEquals(List.of("kube-system/a"), names(read("helmfile.yaml", "default")));
  }

  @Test
  void hooksOfTheHelmfileRunAroundItsReleases() throws IOException {
    write(
        "helmfile.yaml",
        """
        hooks:
          - {events: [prepare], command: kubectl, args: [create, namespace, a]}
          - {events: [cleanup], kubectlApply: {filename: last.yaml}}
        releases:
          - {name: a, chart: oci://x/a, version: 1.0.0}
          - {name: b, chart: oci://x/b, version: 1.0.0}
        """);

    List<Release> releases = read("helmfile.yaml", "default").releases();

    assertEquals(List.of("create", "namespace", "a"), releases.get(0).hooks().getFirst().args());
    assertEquals(
        List.of(List.of("apply", "-f", "last.yaml")),
        releases.get(1).hooks().stream().map(Hook::args).toList());
  }

  @Test
  void aPostRendererThatOnlySelectsCrdsIsUnderstoodAndNoOther() throws IOException {
    String releases = "releases: [{name: a, chart: oci://x/a, version: 1.0.0}]\n";
    write(
        "crds.yaml",
        "helmDefaults:\n"
            + "  postRenderer: bash\n"
            + "  postRendererArgs: [-c, \"yq ea -e 'select(.kind =="
            + " \\\"CustomResourceDefinition\\\")'\"]\n"
            + releases);
    write("other.yaml", "helmDefaults: {postRenderer: ./sign.sh}\n" + releases);

    read("crds.yaml", "default");
    assertEquals(List.of(), findings.all());
    read("other.yaml", "default");
    assertEquals(List.of("helmfile-key"), findings.all().stream().map(Finding::id).toList());
  }

  private void write(String path, String text) throws IOException {
    new Texts(folder).with(path, text);
  }

  private List<Helmfile> all(String file, String environment) {
    return new HelmfileReader(
            new RepositoryFiles(folder), new TemplateWorld(Map.of(), Optional.empty()), findings)
        .read(file, environment);
  }

  private Helmfile read(String file, String environment) {
    return all(file, environment).getLast();
  }

  private static List<String> names(Helmfile helmfile) {
    return helmfile.releases().stream().map(Release::qualifiedName).toList();
  }

  private static List<String> yaml(Release release) {
    return release.values().stream().map(ValuesDocument::yaml).toList();
  }
}
