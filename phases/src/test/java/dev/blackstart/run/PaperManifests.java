package dev.blackstart.run;

import dev.blackstart.cluster.CrdSource;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Hook;
import dev.blackstart.cluster.Node;
import dev.blackstart.world.KubeObject;
import dev.blackstart.world.Machines.Disk;
import dev.blackstart.world.Manifests;
import dev.blackstart.world.NamedImage;
import dev.blackstart.world.RenderedConfig;
import dev.blackstart.world.TalosCredentials;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The manifests of a paper world: as little as a phase can work with. */
public interface PaperManifests extends Manifests {
  /** A disk that is like any other. */
  static Disk disk(String path) {
    return new Disk(
        path,
        500_000_000_000L,
        "Samsung",
        "",
        "",
        "",
        "",
        "",
        "sata",
        false,
        false,
        false,
        List.of());
  }

  @Override
  default List<Finding> lints() {
    return List.of();
  }

  @Override
  default List<Finding> configFindings() {
    return List.of();
  }

  @Override
  default RenderedConfig machineConfig(Node node) {
    return new RenderedConfig("machine: {}", "digest", List.of());
  }

  @Override
  default InstallDisk installDisk(Node node, List<Disk> present) {
    return new InstallDisk("/dev/sda", present, "node.yaml:1");
  }

  @Override
  default List<NamedImage> images(Node node) {
    return List.of(
        new NamedImage(
            NamedImage.Part.INSTALLER, "ghcr.io/siderolabs/installer:v1.12.11", "node.yaml:3"),
        new NamedImage(
            NamedImage.Part.KUBELET, "ghcr.io/siderolabs/kubelet:v1.35.0", "node.yaml:5"));
  }

  @Override
  default List<NamedImage> images(Node node, RenderedConfig running) {
    return images(node);
  }

  @Override
  default RenderedConfig withImages(Node node, RenderedConfig running, List<NamedImage> images) {
    return running;
  }

  @Override
  default List<String> otherCluster(Node node, RenderedConfig running) {
    return List.of();
  }

  @Override
  default String endpointHost() {
    return "10.25.11.10";
  }

  @Override
  default String machineConfigInputs(Node node) {
    return "inputs of " + node.name();
  }

  @Override
  default Map<String, String> digests(Collection<String> files) {
    return files.stream().distinct().collect(Collectors.toMap(file -> file, file -> "digest"));
  }

  @Override
  default TalosCredentials talosCredentials() {
    return new TalosCredentials("", "", "");
  }

  @Override
  default List<KubeObject> seeds() {
    return List.of();
  }

  @Override
  default List<Sealed> sealedForFlux() {
    return List.of();
  }

  @Override
  default String seedInputs() {
    return "seeds";
  }

  @Override
  default List<KubeObject> crds(CrdSource source) {
    return List.of();
  }

  @Override
  default List<HookStep> hook(Hook hook) {
    return List.of();
  }

  @Override
  default void runProgram(Hook hook) {}
}
