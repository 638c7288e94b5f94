package dev.blackstart.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.FluxSource;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Release;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Repositories of the field, read as they are. */
class SamplesTest {
  private static final Path SAMPLES =
      Path.of(System.getProperty("blackstart.root"), "../shared/samples").normalize();

  @Test
  void aRepositoryOfOneClusterIsNamedByItsMachineConfigs() {
    ClusterSpec cluster = read("home-ops").cluster("k8s");

    assertEquals(List.of(), cluster.findings());
    assertEquals(6, cluster.controlPlanes().size());
    assertEquals(
        List.of("prod-01", "prod-02", "prod-03", "prod-04", "prod-05", "prod-06"),
        cluster.nodes().stream().map(Node::name).toList());
    assertEquals(4, cluster.crds().size());
    assertEquals(
        List.of("cilium", "coredns", "spegel", "cert-manager", "flux-operator", "flux-instance"),
        cluster.releases().stream().map(Release::name).toList());
    assertTrue(cluster.releases().getFirst().values().getFirst().yaml().contains("maglev"));
    assertEquals(
        List.of("bootstrap/secrets.yaml.tpl"),
        cluster.seeds().stream().map(s -> s.file()).toList());
    assertEquals(
        Optional.of(new FluxSource("kubernetes/flux/cluster", "flux-system")), cluster.flux());
  }

  @Test
  void twoClustersShareOneHelmfileByTheirEnvironments() {
    Repository repository = read("k8s-gitops");

    assertEquals(Set.of("infra", "apps"), repository.names());
    ClusterSpec infra = repository.cluster("infra");
    Release cilium = infra.releases().getFirst();
    assertEquals(new ChartRef("cilium", "https://helm.cilium.io", "1.18.3"), cilium.chart());
    assertEquals(
        "k8sServiceHost: infra-k8s.monosense.io\nk8sServicePort: 6443\n",
        cilium.values().getLast().yaml());
    assertTrue(cilium.inputs().contains("bootstrap/clusters/infra/values.yaml"));
    assertEquals(
        Optional.of(new FluxSource("kubernetes/clusters/infra", "flux-system")), infra.flux());
    assertEquals(6, infra.crds().size());
    assertEquals(
        List.of(),
        infra.findings().stream().filter(f -> f.level() == Finding.Level.ERROR).toList());
  }

  private static Repository read(String sample) {
    Path root = SAMPLES.resolve(sample);
    assumeTrue(Files.isDirectory(root), "the samples are not here: " + root);
    return RepositoryReader.read(root);
  }
}
