package dev.blackstart.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.ValuesDocument;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.RepositoryFiles;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clusters of one repository in one cluster mesh. */
class MeshIdentitiesTest {
  private static final String MESHED = "clustermesh: {useAPIServer: true}\n";

  @TempDir Path folder;

  private ClusterSpec cluster(String name, String... values) {
    Release cilium =
        new Release(
            "cilium",
            "kube-system",
            ChartRef.oci("oci://charts.example.org/cilium", "1.18.5"),
            Arrays.stream(values).map(yaml -> new ValuesDocument("set", yaml)).toList(),
            List.of(),
            List.of(),
            List.of(),
            new Place("helmfile.yaml", 2));
    return new ClusterSpec(
        name,
        folder,
        new ClusterSpec.Family("", ""),
        List.of(),
        Map.of(),
        List.of(),
        List.of(),
        List.of(cilium),
        Optional.empty(),
        Map.of(),
        List.of(),
        ClusterSpec.Particulars.NONE);
  }

  private List<String> found(ClusterSpec... clusters) {
    Findings findings = new Findings();
    MeshIdentities.check(List.of(clusters), new RepositoryFiles(folder), findings);
    return findings.all().stream().map(Finding::what).toList();
  }

  @Test
  void idsAreComparedAsTheLastLayerHasThem() {
    ClusterSpec infra = cluster("infra", MESHED, "cluster: {name: infra, id: 1}\n");
    assertEquals(
        List.of(
            "Cilium of cluster apps joins a cluster mesh with the cluster.id 1 of cluster infra"),
        found(
            infra,
            cluster("apps", MESHED, "cluster: {name: apps, id: 2}\n", "cluster: {id: 1}\n")));
    assertEquals(
        List.of(),
        found(
            infra,
            cluster("apps", MESHED, "cluster: {name: apps, id: 1}\n", "cluster: {id: 2}\n")));
  }

  @Test
  void clustersOutsideOfAMeshMayBeAlike() {
    String alike = "cluster: {name: lab, id: 1}\n";
    assertEquals(List.of(), found(cluster("infra", alike), cluster("apps", alike)));
    assertEquals(List.of(), found(cluster("infra", MESHED, alike), cluster("apps", alike)));
  }

  @Test
  void whatNobodySaysOrOnlyFluxFillsInIsNotShared() {
    for (String open :
        List.of("", "cluster: {name: default, id: 0}\n", "cluster: {id: '${ID}'}\n")) {
      assertEquals(
          List.of(), found(cluster("infra", MESHED, open), cluster("apps", MESHED, open)), open);
    }
  }
}
