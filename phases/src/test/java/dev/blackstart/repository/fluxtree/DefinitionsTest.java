package dev.blackstart.repository.fluxtree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.CrdOwners;
import dev.blackstart.cluster.CrdOwners.HelmCarrier;
import dev.blackstart.repository.source.RepositoryFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who of a tree goes on with definitions. */
class DefinitionsTest {
  private static final String TREE =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: things.example.org}
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata: {name: replacing, namespace: apps}
      spec:
        releaseName: thing
        chart: {spec: {chart: thing}}
        upgrade: {crds: CreateReplace}
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata: {name: skipping, namespace: apps}
      spec: {chart: {spec: {chart: other}}, upgrade: {crds: Skip}}
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata: {name: asleep, namespace: apps}
      spec: {suspend: true, chart: {spec: {chart: third}}, install: {crds: CreateReplace}}
      """;

  @TempDir Path folder;

  @Test
  void kustomizationsAndHelmReleasesThatAreAwakeGoOn() throws Exception {
    Path tree = Files.createDirectories(folder.resolve("kubernetes/flux"));
    Files.writeString(tree.resolve("all.yaml"), TREE);
    ClusterSpec spec = TreeSpecs.of(folder);

    CrdOwners owners = new FluxTree(new RepositoryFiles(folder)).look(spec).crdOwners();

    assertEquals(Map.of("things.example.org", "flux-system/flux-system"), owners.kustomized());
    assertEquals(
        List.of(
            new HelmCarrier("apps/replacing", "apps/thing", "thing", true),
            new HelmCarrier("apps/skipping", "apps/skipping", "other", false)),
        owners.carriers());
  }
}
