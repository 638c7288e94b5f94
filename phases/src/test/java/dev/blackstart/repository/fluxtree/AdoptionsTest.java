package dev.blackstart.repository.fluxtree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Release;
import dev.blackstart.repository.source.RepositoryFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HelmReleases that do and do not go on from what the bootstrap installs. */
class AdoptionsTest {
  @TempDir Path folder;

  private static String flux(String namespace, String name, String chart, String fields) {
    return """
    apiVersion: helm.toolkit.fluxcd.io/v2
    kind: HelmRelease
    metadata: {name: %s, namespace: %s}
    spec:
      chart:
        spec:
          chart: %s
          version: ">=1.0.0"
          sourceRef: {kind: HelmRepository, name: charts, namespace: flux-system}
    %s
    ---
    """
        .formatted(name, namespace, chart, fields.isEmpty() ? "" : "  " + fields);
  }

  private static Release release(String namespace, String name, String chart) {
    return new Release(
        name,
        namespace,
        ChartRef.oci("oci://charts.example.org/" + chart, "1.0.0"),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new Place("helmfile.yaml", 1));
  }

  private List<Finding> found(String... releases) throws Exception {
    Path tree = Files.createDirectories(folder.resolve("kubernetes/flux"));
    Files.writeString(tree.resolve("releases.yaml"), String.join("", releases));
    Files.writeString(tree.resolve("kustomization.yaml"), "resources: [releases.yaml]\n");
    ClusterSpec spec =
        TreeSpecs.of(
            folder,
            release("kube-system", "cilium", "cilium"),
            release("tools", "proxy", "app-template"));
    return new FluxTree(new RepositoryFiles(folder))
        .findings(spec).stream().filter(finding -> finding.id().equals("not-adopted")).toList();
  }

  private void assertRemedy(String remedy, String... releases) throws Exception {
    List<Finding> found = found(releases);
    assertEquals(1, found.size(), found::toString);
    assertEquals(remedy, found.getFirst().remedy());
  }

  @Test
  void oneOfTheSameNamesAdopts() throws Exception {
    assertEquals(List.of(), found(flux("kube-system", "cilium", "cilium", "")));
    assertEquals(List.of(), found(flux("kube-system", "network", "cilium", "releaseName: cilium")));
    assertEquals(
        List.of(),
        found(
            flux(
                "flux-system",
                "cilium",
                "cilium",
                "releaseName: cilium\n  targetNamespace: kube-system\n"
                    + "  storageNamespace: kube-system")));
  }

  @Test
  void recordsElsewhereAreToldAsVerifyTellsThem() throws Exception {
    List<Finding> found =
        found(
            flux(
                "flux-system",
                "cilium",
                "cilium",
                "releaseName: cilium\n  targetNamespace: kube-system"));
    assertEquals(
        List.of(
            "HelmRelease flux-system/cilium keeps its records in flux-system and knows nothing of"
                + " the release in kube-system"),
        found.stream().map(Finding::what).toList());
    assertEquals("set spec.storageNamespace: kube-system on it", found.getFirst().remedy());
    assertRemedy(
        "set spec.storageNamespace: kube-system on it",
        flux("kube-system", "cilium", "cilium", "storageNamespace: flux-system"));
  }

  @Test
  void anotherNameOrNamespaceIsNotAdopted() throws Exception {
    assertRemedy(
        "set in its spec releaseName: cilium",
        flux("kube-system", "network", "cilium", "releaseName: network"));
    assertRemedy(
        "set in its spec releaseName: cilium, targetNamespace: kube-system, storageNamespace:"
            + " kube-system",
        flux("networking", "cilium", "cilium", ""));
  }

  @Test
  void whatIsInstalledBesideItIsLeftAlone() throws Exception {
    assertEquals(
        List.of(),
        found(
            flux("kube-system", "cilium", "cilium", ""),
            flux("testing", "cilium", "cilium", ""),
            flux("tools", "other", "app-template", ""),
            flux("kube-system", "hubble-ui", "hubble", "")));
  }

  @Test
  void whatIsSuspendedOrOfAnotherClusterIsLeftAlone() throws Exception {
    assertEquals(
        List.of(),
        found(
            flux("kube-system", "network", "cilium", "suspend: true"),
            flux("networking", "cilium", "cilium", "kubeConfig: {secretRef: {name: elsewhere}}")));
  }
}
