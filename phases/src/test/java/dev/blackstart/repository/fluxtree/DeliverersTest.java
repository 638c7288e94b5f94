package dev.blackstart.repository.fluxtree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.cluster.Deliveries;
import dev.blackstart.cluster.Delivery;
import dev.blackstart.repository.source.RepositoryFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Flux will bring, and what of it nobody can tell before. */
class DeliverersTest {
  private static final String TREE =
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata: {name: store, namespace: apps}
      spec: {url: oci://registry.example.org/charts/external-secrets, ref: {tag: 0.20.1}}
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata: {name: vault-reader, namespace: apps}
      spec: {chartRef: {kind: OCIRepository, name: store}}
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata: {name: later, namespace: apps}
      spec: {suspend: true, path: kubernetes/later, sourceRef: {kind: GitRepository, name: flux-system, namespace: flux-system}}
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: OCIRepository
      metadata: {name: theirs, namespace: apps}
      spec: {url: oci://registry.example.org/manifests, ref: {tag: latest}}
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata: {name: foreign, namespace: apps}
      spec: {path: ./, sourceRef: {kind: OCIRepository, name: theirs}}
      """;

  @TempDir Path folder;

  @Test
  void kustomizationsAndReleasesAreToldWithTheirChartsAndWhatOnlyTheClusterKnows()
      throws Exception {
    Path tree = Files.createDirectories(folder.resolve("kubernetes/flux"));
    Files.createDirectories(folder.resolve("kubernetes/later"));
    Files.writeString(tree.resolve("all.yaml"), TREE);

    Deliveries deliveries =
        new FluxTree(new RepositoryFiles(folder)).look(TreeSpecs.of(folder)).deliveries();

    assertEquals(
        List.of(
            new Delivery(
                "Kustomization flux-system/flux-system",
                "flux-system",
                List.of(),
                List.of(
                    "HelmRelease apps/vault-reader",
                    "Kustomization apps/later",
                    "Kustomization apps/foreign"),
                "flux-system",
                false),
            new Delivery(
                "HelmRelease apps/vault-reader",
                "vault-reader",
                List.of("external-secrets"),
                List.of(),
                "apps",
                false),
            new Delivery("Kustomization apps/later", "later", List.of(), List.of(), "apps", true),
            new Delivery(
                "Kustomization apps/foreign", "foreign", List.of(), List.of(), "apps", false)),
        deliveries.all());
    assertEquals(
        List.of("Kustomization apps/foreign is built from OCIRepository apps/theirs"),
        deliveries.unseen());
  }
}
