package dev.blackstart.repository.argo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ArgoSource;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.Seed;
import dev.blackstart.cluster.ValuesDocument;
import dev.blackstart.repository.Repository;
import dev.blackstart.repository.RepositoryReader;
import dev.blackstart.repository.Texts;
import dev.blackstart.repository.settings.ReadOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgoReaderTest {
  private static final Path PLATFORM =
      Path.of(System.getProperty("blackstart.root"), "phases/src/test/resources/argo");

  @TempDir private Path folder;

  @Test
  void aRepositoryWithoutMachinesIsOneClusterThatIsHandedToArgoCd() {
    ClusterSpec spec = platform();

    assertEquals(List.of(), spec.findings());
    assertEquals(new ClusterSpec.Family("no machines", "argo-cd"), spec.family());
    assertFalse(spec.hasMachines());
    assertTrue(spec.flux().isEmpty());
    assertEquals(
        List.of("bootstrap/namespaces.yaml"), spec.seeds().stream().map(Seed::file).toList());
  }

  @Test
  void theRootComesAfterItsProjectAlthoughTheRootItselfDeploysTheProject() {
    ArgoSource argo = platform().argo().orElseThrow();

    assertEquals("platform-root", argo.root());
    assertEquals("infrastructure", argo.path());
    assertEquals("root-app.yaml", argo.file());
    assertEquals(Optional.of("vault/vault"), argo.vault());
    assertEquals(
        List.of("AppProject platform-tools", "Application platform-root"),
        argo.objects().stream().map(ArgoReaderTest::named).toList());
  }

  @Test
  void argoCdComesInByTheChartAndTheValuesItWillManageItselfBy() {
    Release own = platform().releases().getFirst();

    assertEquals("argocd/argocd", own.qualifiedName());
    assertEquals("argo-cd 9.7.1", own.chart().toString());
    assertEquals("https://argoproj.github.io/argo-helm", own.chart().repository());
    List<String> values = own.values().stream().map(ValuesDocument::yaml).toList();
    assertTrue(values.get(0).contains("server.insecure: true"), values.get(0));
    assertTrue(values.get(1).contains("enabled: false"), values.get(1));
  }

  @Test
  void ofSeveralRootsTheOneOnAPathOfTheClustersNameCounts() throws IOException {
    new Texts(folder)
        .with("blackstart.yaml", "clusters: {west: {}, east: {}}\n")
        .with("clusters/east/root.yaml", root("east", "apps/east"))
        .with("clusters/west/root.yaml", root("west", "apps/west"))
        .with("apps/east/a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n")
        .with("apps/west/b.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: b}\n");

    Repository read = RepositoryReader.read(folder);

    assertEquals("east", read.cluster("east").argo().orElseThrow().root());
    assertEquals("west", read.cluster("west").argo().orElseThrow().root());
    assertTrue(
        read.cluster("east").findings().stream()
            .anyMatch(finding -> finding.id().equals("argo-cd-absent")));
  }

  @Test
  void valuesFilesOfAnotherSourceOfTheSameRepositoryAreRead() throws IOException {
    new Texts(folder)
        .with("root.yaml", root("all", "apps"))
        .with("values/argocd.yaml", "global: {domain: argo.example.org}\n")
        .with(
            "apps/argocd.yaml",
            """
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata: {name: argo-cd, namespace: argocd}
            spec:
              project: default
              destination: {namespace: argocd}
              sources:
                - repoURL: ghcr.io/argoproj/argo-helm
                  chart: argo-cd
                  targetRevision: 9.7.1
                  helm: {valueFiles: [$values/values/argocd.yaml]}
                - repoURL: https://git.example.org/all.git
                  ref: values
            """);

    ClusterSpec spec = only(RepositoryReader.read(folder));

    Release own = spec.releases().getFirst();
    assertEquals("oci://ghcr.io/argoproj/argo-helm/argo-cd", own.chart().reference());
    assertEquals("values/argocd.yaml", own.values().getFirst().origin());
    assertTrue(own.inputs().contains("values/argocd.yaml"));
  }

  @Test
  void applicationSetsAreTheRootOfARepositoryThatHasNoOther() throws IOException {
    new Texts(folder)
        .with(
            "sets/infrastructure.yaml",
            """
            apiVersion: argoproj.io/v1alpha1
            kind: ApplicationSet
            metadata: {name: infrastructure, namespace: argocd}
            spec:
              generators: [{git: {directories: [{path: "infrastructure/*"}]}}]
              template:
                metadata: {name: "{{path.basename}}"}
                spec:
                  project: infrastructure
                  source: {repoURL: https://git.example.org/all.git, path: "{{path}}"}
                  destination: {name: in-cluster, namespace: "{{path.basename}}"}
            """)
        .with("infrastructure/argocd/project.yaml", project("infrastructure"))
        .with(
            "infrastructure/argocd/kustomization.yaml",
            """
            resources: [project.yaml]
            helmCharts:
              - name: argo-cd
                repo: https://argoproj.github.io/argo-helm
                version: 9.7.1
                releaseName: argocd
                namespace: argocd
                valuesFile: values.yaml
            patches:
              - patch: '{apiVersion: apps/v1, kind: Deployment, metadata: {name: argocd-server}}'
            """)
        .with("infrastructure/argocd/values.yaml", "global: {domain: argo.example.org}\n");

    ClusterSpec spec = only(RepositoryReader.read(folder));

    assertEquals(List.of(), spec.findings());
    assertEquals(
        List.of("AppProject infrastructure", "ApplicationSet infrastructure"),
        spec.argo().orElseThrow().objects().stream().map(ArgoReaderTest::named).toList());
    Release own = spec.releases().getFirst();
    assertEquals("argocd/argocd", own.qualifiedName());
    assertEquals("infrastructure/argocd/values.yaml", own.values().getFirst().origin());
  }

  private static String project(String name) {
    return """
    apiVersion: argoproj.io/v1alpha1
    kind: AppProject
    metadata: {name: %s}
    spec:
      sourceRepos: ["*"]
      destinations: [{server: "*", namespace: "*"}]
    """
        .formatted(name);
  }

  private static ClusterSpec platform() {
    return only(RepositoryReader.read(PLATFORM, new ReadOptions(Map.of(), Map.of(), true)));
  }

  private static ClusterSpec only(Repository read) {
    return read.cluster(read.names().iterator().next());
  }

  private static String root(String name, String path) {
    return """
    apiVersion: argoproj.io/v1alpha1
    kind: Application
    metadata: {name: %s, namespace: argocd}
    spec:
      project: default
      source: {repoURL: https://git.example.org/all.git, path: %s}
    """
        .formatted(name, path);
  }

  private static String named(Map<String, Object> object) {
    return object.get("kind") + " " + ((Map<?, ?>) object.get("metadata")).get("name");
  }
}
