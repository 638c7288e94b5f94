package dev.blackstart.repository.fluxtree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.ValuesDocument;
import dev.blackstart.repository.source.RepositoryFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which charts HelmReleases of a tree mean, by the sources they name. */
class FluxContentsTest {
  private static final String TREE =
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata: {name: pinned, namespace: apps}
      spec:
        url: oci://ghcr.io/org/charts/app/
        ref: {tag: 1.2.3, digest: "sha256:%1$s"}
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata: {name: classic, namespace: flux-system}
      spec: {url: https://charts.example/stable/}
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: HelmRepository
      metadata: {name: registry, namespace: flux-system}
      spec: {type: oci, url: oci://ghcr.io/org/charts}
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata: {name: others, namespace: flux-system}
      spec: {url: https://git.example/others, ref: {branch: main, tag: v1.2.3}}
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata: {name: ranged, namespace: flux-system}
      spec: {url: https://git.example/others, ref: {semver: ">=1.0.0"}}
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata: {name: own-again, namespace: flux-system}
      spec: {url: "ssh://git@git.example/infra.git", ref: {branch: main}}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: shared, namespace: apps}
      data: {values.yaml: "replicas: 2"}
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata: {name: by-reference, namespace: apps}
      spec:
        chartRef: {kind: OCIRepository, name: pinned}
        valuesFrom: [{kind: ConfigMap, name: shared}, {kind: Secret, name: hidden}]
        values: {replicas: 3}
      ---
      %2$s
      """;

  @TempDir Path folder;

  private static String release(String name, String source, String kind, String version) {
    return """
    apiVersion: helm.toolkit.fluxcd.io/v2
    kind: HelmRelease
    metadata: {name: %s, namespace: apps}
    spec:
      chart:
        spec:
          chart: app
          version: "%s"
          sourceRef: {kind: %s, name: %s, namespace: flux-system}
    """
        .formatted(name, version, kind, source);
  }

  private FluxContents contents() throws Exception {
    Path tree = Files.createDirectories(folder.resolve("kubernetes/flux"));
    String releases =
        String.join(
            "---\n",
            release("of-classic", "classic", "HelmRepository", "1.2.3"),
            release("of-registry", "registry", "HelmRepository", "1.2.3"),
            release("of-own", "flux-system", "GitRepository", "*"),
            release("of-own-url", "own-again", "GitRepository", "*"),
            release("of-others", "others", "GitRepository", "1.2.3"),
            release("of-ranged", "ranged", "GitRepository", "1.2.3"),
            release("of-any", "classic", "HelmRepository", ">=1.0.0"),
            release("of-nobody", "nobody", "HelmRepository", "1.2.3"));
    Files.writeString(tree.resolve("all.yaml"), TREE.formatted("a".repeat(64), releases));
    ClusterSpec spec = TreeSpecs.of(folder, instance());
    return new FluxTree(new RepositoryFiles(folder)).contents(spec);
  }

  /** What says where the operator's own repository lies. */
  private static Release instance() {
    return new Release(
        "flux-instance",
        "flux-system",
        ChartRef.oci("oci://ghcr.io/org/charts/flux-instance", "0.36.0"),
        List.of(
            new ValuesDocument(
                "values.yaml:1", "instance: {sync: {url: https://git.example/infra}}")),
        List.of(),
        List.of(),
        List.of(),
        new Place("helmfile.yaml", 3));
  }

  @Test
  void eachReleaseHasTheChartItsSourceNames() throws Exception {
    Map<String, ChartRef> charts = new LinkedHashMap<>();
    contents().releases().forEach(release -> charts.put(release.name(), release.chart()));
    assertEquals(
        Map.of(
            "by-reference",
            ChartRef.oci("oci://ghcr.io/org/charts/app", "1.2.3@sha256:" + "a".repeat(64)),
            "of-classic",
            new ChartRef("app", "https://charts.example/stable", "1.2.3"),
            "of-registry",
            ChartRef.oci("oci://ghcr.io/org/charts/app", "1.2.3"),
            "of-own",
            new ChartRef(folder.toRealPath().resolve("app").toString(), "", ""),
            "of-own-url",
            new ChartRef(folder.toRealPath().resolve("app").toString(), "", ""),
            "of-others",
            ChartRef.git("https://git.example/others", "app", "v1.2.3")),
        charts);
  }

  @Test
  void whatOnlyTheClusterKnowsIsTold() throws Exception {
    List<FluxContents.Unknown> unknown = contents().unknown();
    assertEquals(
        List.of("apps/of-ranged", "apps/of-any", "apps/of-nobody"),
        unknown.stream().map(FluxContents.Unknown::release).toList());
    assertEquals("only the cluster knows which >=1.0.0", unknown.get(1).because());
    assertTrue(unknown.getLast().because().endsWith("nobody is not in the repository"));
  }

  @Test
  void valuesAreThoseOfTheTreeInTheirOrder() throws Exception {
    Release release =
        contents().releases().stream()
            .filter(each -> each.name().equals("by-reference"))
            .findFirst()
            .orElseThrow();
    assertEquals(
        List.of("replicas: 2", "replicas: 3\n"),
        release.values().stream().map(layer -> layer.yaml()).toList());
  }
}
