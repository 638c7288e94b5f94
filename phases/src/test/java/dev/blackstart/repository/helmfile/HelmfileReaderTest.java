package dev.blackstart.repository.helmfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ChartRef;
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

class HelmfileReaderTest {
  @TempDir Path folder;
  private final Findings findings = new Findings();

  @Test
  void aTemplatedHelmfileSeesItsEnvironment() throws IOException {
    write(
        "helmfile.d/apps.yaml.gotmpl",
        """
        environments:
          infra:
            values:
              - ../env/{{ .Environment.Name }}.yaml
              - replicas: 3
          apps: {}
        ---
        releases:
          - name: coredns
            namespace: kube-system
            chart: oci://charts.example.org/coredns
            version: {{ .Values.version }}
            values:
              - replicaCount: {{ .Values.replicas }}
                service: {clusterIP: {{ .Values.dns.address }}}
        """);
    write("env/infra.yaml", "version: 1.45.0\nreplicas: 1\ndns: {address: 10.43.0.10}\n");

    Release coredns = only("helmfile.d/apps.yaml.gotmpl", "infra");

    assertEquals("1.45.0", coredns.chart().version());
    assertEquals(
        "replicaCount: 3\nservice:\n  clusterIP: 10.43.0.10\n", coredns.values().getFirst().yaml());
    assertEquals("helmfile.d/apps.yaml.gotmpl:9", coredns.at().toString());
    assertTrue(coredns.inputs().contains("env/infra.yaml"));
  }

  @Test
  void whatAValuesTemplateCannotReadIsFoundAtItsLine() throws IOException {
    write(
        "helmfile.yaml",
        """
        releases:
          - name: cilium
            namespace: kube-system
            chart: oci://charts.example.org/cilium
            version: 1.18.5
            values: [templates/values.yaml.gotmpl]
        """);
    write(
        "templates/values.yaml.gotmpl",
        """
        # values of the release itself
        {{ exec "yq" (list ".spec.values" (printf "../apps/%s.yaml" .Release.Name)) }}
        """);

    read("helmfile.yaml", "default");

    assertEquals(1, findings.all().size());
    assertEquals("missing-file", findings.all().getFirst().id());
    assertEquals("templates/values.yaml.gotmpl:2", findings.all().getFirst().at());
    assertEquals("apps/cilium.yaml does not exist", findings.all().getFirst().what());
  }

  @Test
  void aTemplateStartsNoProgramButYq() throws IOException {
    write(
        "helmfile.yaml",
        """
        releases:
          - name: cilium
            chart: oci://charts.example.org/cilium
            version: 1.18.5
            values: [values.gotmpl]
        """);
    write("values.gotmpl", "a: {{ exec \"rm\" (list \"-rf\" \"x\") }}\n");

    read("helmfile.yaml", "default");

    assertTrue(findings.all().getFirst().what().contains("runs `rm -rf x`"));
  }

  @Test
  void chartsAreNamedByRegistryByDeclaredRepositoryOrByFolder() throws IOException {
    write(
        "bootstrap/helmfile.yaml",
        """
        repositories:
          - {name: cilium, url: https://helm.cilium.io/}
          - {name: mirror, url: registry.example.org/charts, oci: true}
        releases:
          - {name: a, chart: cilium/cilium, version: 1.18.5}
          - {name: b, chart: mirror/coredns, version: 1.45.0}
          - {name: c, chart: ../charts/local}
        """);
    write("charts/local/Chart.yaml", "name: local\n");

    List<ChartRef> charts =
        read("bootstrap/helmfile.yaml", "default").releases().stream().map(Release::chart).toList();

    assertEquals(new ChartRef("cilium", "https://helm.cilium.io", "1.18.5"), charts.get(0));
    assertEquals(
        ChartRef.oci("oci://registry.example.org/charts/coredns", "1.45.0"), charts.get(1));
    assertEquals(
        folder.toAbsolutePath().resolve("charts/local").toString(), charts.get(2).reference());
    assertEquals(List.of(), findings.all());
  }

  @Test
  void whatIsNotInstalledIsNoRelease() throws IOException {
    write(
        "helmfile.yaml",
        """
        environments:
          default:
            values:
              - {cilium: {enabled: true}, spegel: {enabled: false}}
        releases:
          - {name: a, chart: oci://x/a, version: 1.0.0, installed: false}
          - {name: b, chart: oci://x/b, version: 1.0.0, condition: cilium.enabled}
          - {name: c, chart: oci://x/c, version: 1.0.0, condition: spegel.enabled}
        """);

    assertEquals("b", only("helmfile.yaml", "default").name());
  }

  @Test
  void expressionsInAReleaseSeeTheRelease() throws IOException {
    write(
        "helmfile.yaml",
        """
        releases:
          - name: cilium
            namespace: kube-system
            chart: oci://charts.example.org/{{ .Release.Name }}
            version: 1.18.5
            values: ["values/{{ .Release.Namespace }}/*.yaml"]
            hooks:
              - events: [postsync]
                command: kubectl
                args: [rollout, status, "ds/{{ .Release.Name }}"]
        """);
    write("values/kube-system/a.yaml", "a: 1\n");
    write("values/kube-system/b.yaml", "b: 2\n");

    Release cilium = only("helmfile.yaml", "default");

    assertEquals("oci://charts.example.org/cilium", cilium.chart().reference());
    assertEquals(
        List.of("values/kube-system/a.yaml", "values/kube-system/b.yaml"),
        cilium.values().stream().map(values -> values.origin()).toList());
    assertEquals(List.of("rollout", "status", "ds/cilium"), cilium.hooks().getFirst().args());
  }

  @Test
  void setIsTheLastLayerAndGivesTheTypesHelmGives() throws IOException {
    write(
        "helmfile.yaml",
        """
        releases:
          - name: a
            chart: oci://x/a
            version: 1.0.0
            set:
              - {name: image.tag, value: "1.10"}
              - {name: replicas, value: 3}
              - {name: enabled, value: true}
              - {name: 'nodeSelector.kubernetes\\.io/os', value: linux}
              - {name: 'hosts[1].name', value: b}
              - {name: args, values: [x, y]}
        """);

    assertEquals(
        """
        image:
          tag: "1.10"
        replicas: 3
        enabled: true
        nodeSelector:
          kubernetes.io/os: linux
        hosts:
          - null
          - name: b
        args:
          - x
          - "y"
        """,
        only("helmfile.yaml", "default").values().getLast().yaml());
  }

  @Test
  void needsAreQualifiedByTheReleasesOwnNamespace() throws IOException {
    write(
        "helmfile.yaml",
        """
        releases:
          - name: a
            namespace: one
            chart: oci://x/a
            version: 1.0.0
            needs: [b, two/c, context/three/d]
        """);

    assertEquals(List.of("one/b", "two/c", "three/d"), only("helmfile.yaml", "default").needs());
  }

  @Test
  void aHelmfileThatIncludesCrdsIsForCrdsOnly() throws IOException {
    write("a.yaml", "helmDefaults: {args: [--include-crds]}\nreleases: []\n");
    write("00-crds.yaml", "releases: []\n");
    write("b.yaml", "releases: []\n");

    assertTrue(read("a.yaml", "default").crdsOnly());
    assertTrue(read("00-crds.yaml", "default").crdsOnly());
    assertFalse(read("b.yaml", "default").crdsOnly());
  }

  @Test
  void aMissingValuesFileIsNoMistakeWhereTheHelmfileSaysSo() throws IOException {
    write(
        "helmfile.yaml",
        """
        missingFileHandler: Warn
        releases:
          - {name: a, chart: oci://x/a, version: 1.0.0, values: [nowhere.yaml]}
        """);

    assertEquals(List.of(), only("helmfile.yaml", "default").values());
    assertEquals(List.of(), findings.all());
  }

  private void write(String path, String text) throws IOException {
    new Texts(folder).with(path, text);
  }

  private Helmfile read(String file, String environment) {
    List<Helmfile> read =
        new HelmfileReader(
                new RepositoryFiles(folder),
                new TemplateWorld(Map.of(), Optional.empty()),
                findings)
            .read(file, environment);
    assertFalse(read.isEmpty(), () -> findings.all().toString());
    return read.getLast();
  }

  private Release only(String file, String environment) {
    List<Release> releases = read(file, environment).releases();
    assertEquals(1, releases.size(), () -> findings.all().toString());
    return releases.getFirst();
  }
}
