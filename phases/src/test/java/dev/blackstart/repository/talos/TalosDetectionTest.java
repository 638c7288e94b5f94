package dev.blackstart.repository.talos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.cluster.Role;
import dev.blackstart.repository.Texts;
import dev.blackstart.repository.source.RepositoryFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TalosDetectionTest {
  @TempDir Path folder;

  @Test
  void aRoleFolderNamesTheRoleAndNoCluster() throws IOException {
    TalosFiles files = only("talos/machineconfig.yaml.j2", "talos/controlplane/10.0.0.11.yaml");

    assertEquals(Optional.empty(), files.cluster());
    assertEquals(Optional.of(Role.CONTROL_PLANE), files.nodes().getFirst().role());
    assertEquals(List.of("talos/machineconfig.yaml.j2"), files.bases());
  }

  @Test
  void aFolderBelowTalosNamesTheCluster() throws IOException {
    TalosFiles files = only("talos/config-multicluster.yaml.j2", "talos/infra/10.0.0.11.yaml");

    assertEquals(Optional.of("infra"), files.cluster());
    assertEquals(Optional.empty(), files.nodes().getFirst().role());
    assertEquals(List.of("talos/config-multicluster.yaml.j2"), files.bases());
  }

  @Test
  void aFolderAboveTalosNamesTheClusterAndTheTemplateMayLieElsewhere() throws IOException {
    TalosFiles files =
        only(
            "talos/machineconfig.yaml.j2",
            "clusters/infra/talos/worker/10.0.0.14.yaml",
            "clusters/infra/talos/worker/10.0.0.15.yaml.j2");

    assertEquals(Optional.of("infra"), files.cluster());
    assertEquals(
        List.of("10.0.0.14", "10.0.0.15"),
        files.nodes().stream().flatMap(node -> node.address().stream()).toList());
    assertEquals(List.of("talos/machineconfig.yaml.j2"), files.bases());
  }

  @Test
  void theTemplateNearestToTheNodesIsTaken() throws IOException {
    TalosFiles files =
        only(
            "talos/machineconfig.yaml.j2",
            "clusters/infra/talos/machineconfig.yaml.j2",
            "clusters/infra/talos/controlplane/10.0.0.11.yaml");

    assertEquals(List.of("clusters/infra/talos/machineconfig.yaml.j2"), files.bases());
  }

  @Test
  void filesOutsideOfTalosAreNoNodes() throws IOException {
    new Texts(folder).with("dns/10.0.0.11.yaml", "").with(".git/talos/10.0.0.12.yaml", "");

    assertEquals(List.of(), TalosDetection.detect(new RepositoryFiles(folder)));
  }

  private TalosFiles only(String... paths) throws IOException {
    for (String path : paths) {
      new Texts(folder).with(path, "");
    }
    List<TalosFiles> all = TalosDetection.detect(new RepositoryFiles(folder));
    assertEquals(1, all.size());
    return all.getFirst();
  }
}
