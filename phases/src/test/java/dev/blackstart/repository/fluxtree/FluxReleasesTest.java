package dev.blackstart.repository.fluxtree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ChartAdditions;
import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.PostRender;
import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.ValuesDocument;
import dev.blackstart.repository.settings.Setting;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.RepositoryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HelmReleases in place of a helmfile. */
class FluxReleasesTest {
  @TempDir Path root;
  private final Findings findings = new Findings();

  private void file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @BeforeEach
  void write() throws IOException {
    file(
        "flux/apps.yaml",
        """
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata: {name: network, namespace: flux-system}
        spec:
          path: ./apps/network
          targetNamespace: kube-system
          sourceRef: {kind: GitRepository, name: flux-system}
          postBuild: {substitute: {CLUSTER_ID: "7"}}
        """);
    file(
        "apps/network/kustomization.yaml",
        """
        resources: [cilium.yaml, dns.yaml]
        generatorOptions: {disableNameSuffixHash: true}
        configMapGenerator:
          - name: cilium-values
            files: [values.yaml=cilium-values.yaml]
        """);
    file("apps/network/cilium-values.yaml", "cluster: {id: 7}\n");
    file(
        "apps/network/cilium.yaml",
        """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: OCIRepository
        metadata: {name: cilium}
        spec: {url: "oci://charts.example/cilium", ref: {tag: 1.18.5}}
        ---
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: cilium}
        spec:
          chartRef: {kind: OCIRepository, name: cilium}
          valuesFrom: [{kind: ConfigMap, name: cilium-values}]
          values: {name: "cluster-${CLUSTER_ID}"}
        """);
    file("apps/network/dns.yaml", dns("valuesFrom: []"));
  }

  private static String dns(String more) {
    return """
    apiVersion: source.toolkit.fluxcd.io/v1
    kind: HelmRepository
    metadata: {name: coredns}
    spec: {url: "https://coredns.example/helm"}
    ---
    apiVersion: helm.toolkit.fluxcd.io/v2
    kind: HelmRelease
    metadata: {name: dns}
    spec:
      releaseName: coredns
      dependsOn: [{name: cilium}, {name: not-installed-by-us}]
      chart: {spec: {chart: coredns, version: 1.45.0, sourceRef: {kind: HelmRepository, name: coredns}}}
      %s
    """
        .formatted(more);
  }

  private List<Release> read(String... files) {
    List<Setting<String>> named =
        Stream.of(files).map(file -> new Setting<>(file, new Place("blackstart.yaml", 3))).toList();
    return new FluxReleases(new RepositoryFiles(root), findings)
        .read("lab", Optional.of("flux"), named);
  }

  @Test
  void aReleaseIsWhatFluxWouldMakeOfIt() {
    List<Release> releases = read("apps/network/cilium.yaml", "apps/network/dns.yaml");

    assertEquals(List.of(), findings.all());
    Release cilium = releases.getFirst();
    assertEquals("kube-system/cilium", cilium.qualifiedName());
    assertEquals(ChartRef.oci("oci://charts.example/cilium", "1.18.5"), cilium.chart());
    assertEquals(
        List.of("cluster: {id: 7}\n", "name: cluster-7\n"),
        cilium.values().stream().map(ValuesDocument::yaml).toList());
    assertEquals(new Place("apps/network/cilium.yaml", 10), cilium.at());
    Release dns = releases.getLast();
    assertEquals("kube-system/coredns", dns.qualifiedName());
    assertEquals(new ChartRef("coredns", "https://coredns.example/helm", "1.45.0"), dns.chart());
    assertEquals(List.of("kube-system/cilium"), dns.needs());
  }

  @Test
  void valuesFilesAndPostRenderersAreThoseOfFlux() throws Exception {
    file(
        "apps/network/dns.yaml",
        dns("""
        postRenderers:
            - kustomize:
                patches: [{patch: "{op: x}", target: {kind: Service}}]
                images: [{name: coredns, newTag: "2"}]
          commonMetadata: {labels: {team: one}}
        """)
            .replace("version: 1.45.0,", "version: 1.45.0, valuesFiles: [a.yaml, b.yaml],"));

    Release dns = read("apps/network/dns.yaml").getFirst();

    assertEquals(List.of(), findings.all());
    assertEquals(
        ChartAdditions.ofValuesFiles(List.of("a.yaml", "b.yaml"), false), dns.chart().additions());
    assertEquals(
        List.of(
            "patches of apps/network/dns.yaml:15",
            "images of apps/network/dns.yaml:16",
            "transformers of apps/network/dns.yaml:17"),
        dns.postRenders().stream()
            .flatMap(step -> step.entries().stream())
            .map(PostRender.Entry::toString)
            .toList());
    assertTrue(dns.postRenders().stream().allMatch(PostRender::hooks));
  }

  @Test
  void aPatchWithAValueThatOnlyTheClusterKnowsIsAnError() throws Exception {
    file(
        "flux/apps.yaml",
        """
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata: {name: network, namespace: flux-system}
        spec:
          path: ./apps/network
          sourceRef: {kind: GitRepository, name: flux-system}
          postBuild: {substituteFrom: [{kind: Secret, name: hidden}]}
        """);
    file(
        "apps/network/dns.yaml",
        dns("postRenderers: [{kustomize: {images: [{name: coredns, newTag: '${SECRET_TAG}'}]}}]"));

    assertEquals(List.of(), read("apps/network/dns.yaml"));
    assertTrue(
        findings.all().getFirst().what().endsWith("holds a value that only the cluster knows"),
        findings.all().toString());
  }

  @Test
  void valuesThatNoFileTellsAreAnError() throws Exception {
    file("apps/network/dns.yaml", dns("valuesFrom: [{kind: Secret, name: hidden}]"));

    assertEquals(List.of(), read("apps/network/dns.yaml"));
    Finding finding = findings.all().getFirst();
    assertEquals("apps/network/dns.yaml:13", finding.at());
    assertTrue(
        finding.what().endsWith("values.yaml of Secret kube-system/hidden, which no file tells"),
        finding.what());
  }

  @Test
  void aFileThatFluxDoesNotApplyIsAnError() throws Exception {
    file("apps/left/dns.yaml", dns("valuesFrom: []"));

    assertEquals(List.of(), read("apps/left/dns.yaml"));
    Finding finding = findings.all().getFirst();
    assertEquals("blackstart.yaml:3", finding.at());
    assertEquals(Finding.Level.ERROR, finding.level());
  }
}
