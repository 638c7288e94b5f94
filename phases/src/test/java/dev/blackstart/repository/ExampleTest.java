package dev.blackstart.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.CrdSource;
import dev.blackstart.cluster.FluxSource;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.Role;
import dev.blackstart.cluster.Versions;
import dev.blackstart.template.kustomize.FolderTree;
import dev.blackstart.template.kustomize.Kustomize;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExampleTest {
  private static final Path EXAMPLE =
      Path.of(System.getProperty("blackstart.root"), "docs/example");

  private final Repository repository = RepositoryReader.read(EXAMPLE);

  @Test
  void nothingIsFoundWrongWithTheExample() {
    assertEquals(List.of(), repository.findings());
    repository.clusters().values().forEach(c -> assertEquals(List.of(), c.findings()));
  }

  @Test
  void bothClustersHaveThreeControlPlanesAndThreeWorkers() {
    assertEquals(Set.of("infra", "apps"), repository.names());
    ClusterSpec infra = repository.cluster("infra");

    assertEquals(
        List.of(
            node("infra-01", "10.25.11.11", Role.CONTROL_PLANE),
            node("infra-02", "10.25.11.12", Role.CONTROL_PLANE),
            node("infra-03", "10.25.11.13", Role.CONTROL_PLANE),
            node("infra-04", "10.25.11.14", Role.WORKER),
            node("infra-05", "10.25.11.15", Role.WORKER),
            node("infra-06", "10.25.11.16", Role.WORKER)),
        infra.nodes());
    assertEquals(3, repository.cluster("apps").controlPlanes().size());
    assertEquals("apps-04", repository.cluster("apps").node("10.25.13.14").name());
  }

  @Test
  void aMachineConfigIsTheRenderedTemplateAndTheNodesOwnPatch() {
    var config = repository.cluster("infra").machineConfigs().get("10.25.11.14");

    assertEquals("talos/machineconfig.yaml.j2", config.base().origin());
    YamlNode base = Yaml.parse(config.base().yaml(), "base").getFirst();
    assertEquals(Optional.of("worker"), base.text("machine.type"));
    assertEquals(Optional.of("op://Homelab/talos-infra/CLUSTER_ID"), base.text("cluster.id"));
    assertEquals(
        List.of("clusters/infra/talos/worker/10.25.11.14.yaml"),
        config.patches().stream().map(patch -> patch.origin()).toList());
  }

  @Test
  void releasesFollowOneAnotherByTheirNeeds() {
    List<Release> releases = repository.cluster("infra").releases();

    assertEquals(
        List.of(
            "kube-system/cilium",
            "kube-system/coredns",
            "kube-system/spegel",
            "cert-manager/cert-manager",
            "external-secrets/external-secrets",
            "flux-system/flux-operator",
            "flux-system/flux-instance"),
        releases.stream().map(Release::qualifiedName).toList());
    for (int i = 1; i < releases.size(); i++) {
      assertEquals(List.of(releases.get(i - 1).qualifiedName()), releases.get(i).needs());
    }
  }

  @Test
  void valuesComeFromTheHelmReleaseAndThenFromTheCluster() {
    Release cilium = repository.cluster("apps").releases().getFirst();

    assertEquals(
        List.of(
            "infrastructure/base/cilium/helmrelease.yaml through"
                + " bootstrap/apps/templates/values.yaml.gotmpl",
            "clusters/apps/values/cilium.yaml"),
        cilium.values().stream().map(values -> values.origin()).toList());
    YamlNode common = Yaml.document(cilium.values().get(0).yaml(), "common");
    YamlNode own = Yaml.document(cilium.values().get(1).yaml(), "own");
    assertEquals(Optional.of("7445"), common.text("k8sServicePort"));
    assertEquals(Optional.of("apps"), own.text("cluster.name"));
    assertEquals(
        List.of(
            "bootstrap/apps/helmfile.d/01-apps.yaml",
            "bootstrap/apps/templates/values.yaml.gotmpl",
            "infrastructure/base/cilium/helmrelease.yaml",
            "clusters/apps/values/cilium.yaml"),
        cilium.inputs());
  }

  @Test
  void ciliumIsFollowedByTheHookThatAppliesItsPool() {
    var hook = repository.cluster("infra").releases().getFirst().hooks().getFirst();

    assertEquals(List.of("postsync"), hook.events());
    assertEquals("kubectl", hook.command());
    assertEquals("bootstrap/infra/helmfile.d", hook.folder());
    assertTrue(hook.args().contains("../../../clusters/infra/network"));
  }

  @Test
  void crdsComeFromChartsAndFromOneUrl() {
    List<CrdSource> crds = repository.cluster("infra").crds();

    assertEquals(3, crds.size());
    assertTrue(crds.get(0) instanceof CrdSource.FromChart);
    assertTrue(crds.get(1) instanceof CrdSource.FromChart);
    assertEquals("blackstart.yaml:9", crds.get(2).at().toString());
  }

  @Test
  void fluxBeginsInTheClustersOwnFolder() {
    assertEquals(
        Optional.of(new FluxSource("clusters/apps/flux", "flux-system")),
        repository.cluster("apps").flux());
  }

  @Test
  void theMirrorHasEveryChartTheExampleNames() throws IOException {
    List<String> missing = new ArrayList<>();
    for (ClusterSpec cluster : repository.clusters().values()) {
      List<Release> all = new ArrayList<>(cluster.releases());
      for (CrdSource source : cluster.crds()) {
        if (source instanceof CrdSource.FromChart chart) {
          all.add(chart.release());
        }
      }
      for (Release release : all) {
        Path file = EXAMPLE.resolve("charts/" + release.chart().name() + "/Chart.yaml");
        YamlNode chart = Yaml.document(Files.readString(file), file.toString());
        if (!chart.text("version").equals(Optional.of(release.chart().version()))) {
          missing.add(release.chart().toString());
        }
        assertTrue(chart.text("description").orElse("").startsWith("Stands in for "));
      }
    }
    assertEquals(List.of(), missing);
    assertTrue(Files.exists(EXAMPLE.resolve("charts/gateway-api-v1.4.0-standard-install.yaml")));
  }

  @Test
  void fluxTakesTheSameChartsAtTheSameVersions() throws IOException {
    for (Release release : repository.cluster("infra").releases()) {
      Path file = EXAMPLE.resolve("infrastructure/base/repositories/" + release.name() + ".yaml");
      YamlNode source = Yaml.document(Files.readString(file), file.toString());

      assertEquals(Optional.of(release.chart().reference()), source.text("spec.url"));
      assertEquals(Optional.of(release.chart().version()), source.text("spec.ref.tag"));
    }
  }

  @Test
  void everyFolderWithAKustomizationBuilds() throws IOException {
    FolderTree tree = new FolderTree(EXAMPLE);
    List<Path> folders;
    try (Stream<Path> files = Files.walk(EXAMPLE)) {
      folders =
          files
              .filter(file -> file.endsWith("kustomization.yaml"))
              .map(file -> EXAMPLE.relativize(file.getParent()))
              .toList();
    }
    assertFalse(folders.isEmpty());
    for (Path folder : folders) {
      assertFalse(Kustomize.build(tree, folder.toString()).isEmpty(), folder.toString());
    }
  }

  @Test
  void fluxIsGivenTheValuesTheBootstrapUsed() {
    Map<String, String> configMaps =
        Map.of("cilium", "kube-system", "coredns", "kube-system", "flux-instance", "flux-system");
    var built = Kustomize.build(new FolderTree(EXAMPLE), "clusters/infra/values");

    configMaps.forEach(
        (name, namespace) -> {
          Release release =
              repository.cluster("infra").releases().stream()
                  .filter(each -> each.name().equals(name))
                  .findFirst()
                  .orElseThrow();
          Map<?, ?> data =
              built.stream()
                  .map(object -> object.object())
                  .filter(object -> metadata(object).get("namespace").equals(namespace))
                  .filter(object -> metadata(object).get("name").equals(name + "-cluster-values"))
                  .map(object -> (Map<?, ?>) object.get("data"))
                  .findFirst()
                  .orElseThrow();
          assertEquals(
              release.values().getLast().yaml(),
              Yaml.write(Yaml.document((String) data.get("values.yaml"), name)));
        });
  }

  private static Map<?, ?> metadata(Map<String, Object> object) {
    return (Map<?, ?>) object.get("metadata");
  }

  private static Node node(String name, String address, Role role) {
    Versions versions = new Versions(Optional.of("v1.12.11"), Optional.of("v1.35.0"));
    return new Node(name, address, role, Optional.empty(), versions);
  }
}
