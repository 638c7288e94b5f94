package dev.blackstart.repository.fluxtree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.template.kustomize.FolderTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where Flux begins in repositories whose bootstrap does not say it. */
class FluxStartsTest {
  private static final String SYNC =
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata: {name: flux-system, namespace: flux-system}
      spec: {url: "ssh://git@git.example.org/lab"}
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata: {name: flux-system, namespace: flux-system}
      spec:
        path: ./clusters/%s
        sourceRef: {kind: GitRepository, name: flux-system}
      """;

  @TempDir Path root;

  @Test
  void whatFluxBootstrapWroteTellsTheFolderOfACluster() throws IOException {
    write("clusters/blue/flux-system/gotk-sync.yaml", SYNC.formatted("blue"));
    write("clusters/green/flux-system/gotk-sync.yaml", SYNC.formatted("green"));

    assertEquals(Optional.of("./clusters/green"), path("green"));
  }

  @Test
  void ofTwoStartsThatNothingTellsApartNoneIsTaken() throws IOException {
    write("clusters/blue/flux-system/gotk-sync.yaml", SYNC.formatted("blue"));
    write("clusters/green/flux-system/gotk-sync.yaml", SYNC.formatted("green"));

    assertEquals(Optional.empty(), path("red"));
  }

  @Test
  void aReleaseOfTheInstanceInTheTreeTellsIt() throws IOException {
    write(
        "kubernetes/apps/flux-system/flux-instance/app/helmrelease.yaml",
        """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: flux-instance}
        spec:
          values:
            instance:
              sync: {path: kubernetes/flux/cluster, url: "https://git.example.org/lab"}
        """);
    write("kubernetes/flux/cluster/ks.yaml", SYNC.formatted("unused"));

    assertEquals(Optional.of("kubernetes/flux/cluster"), path("lab"));
  }

  @Test
  void theFolderThatIsAppliedByHandIsTheLastResort() throws IOException {
    write("kubernetes/flux/config/cluster.yaml", SYNC.formatted("x"));

    assertEquals(Optional.of("kubernetes/flux/config"), path("lab"));
  }

  @Test
  void aFileThatIsNoYamlIsNoStart() throws IOException {
    write("flux/cluster/ks.yaml", "{{ not yaml");

    assertEquals(Optional.empty(), path("lab"));
  }

  private Optional<String> path(String cluster) {
    return new FluxStarts(new RepositoryFiles(root), new FolderTree(root))
        .find(cluster)
        .map(FluxStart::path);
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
