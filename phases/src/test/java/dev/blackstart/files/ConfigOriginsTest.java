package dev.blackstart.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Node;
import dev.blackstart.machineconfig.document.MachineConfig;
import dev.blackstart.machineconfig.origin.ConfigOrigins;
import dev.blackstart.machineconfig.origin.ValueOrigin;
import dev.blackstart.machineconfig.pki.KeyAlgorithm;
import dev.blackstart.machineconfig.secrets.GeneratedSecrets;
import dev.blackstart.machineconfig.secrets.SecretsBundle;
import dev.blackstart.repository.BrokenCases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigOriginsTest {
  @TempDir Path folder;

  @Test
  void aValueOfTheBaseOfAllOfARoleAndOfANodeIsToldApart() throws Exception {
    Map<String, String> origins = origins("lab-1");

    assertEquals("BASE talos/machineconfig.yaml.j2:15", origins.get("machine.install.disk"));
    assertEquals("ALL talos/all.yaml:2", origins.get("machine.sysctls[vm.swappiness]"));
    assertEquals("ROLE talos/controlplane.yaml:2", origins.get("machine.features.rbac"));
    assertEquals(
        "NODE talos/controlplane/10.0.0.11.yaml:5",
        origins.get("machine.network.interfaces[0].addresses[0]"));
    assertEquals("NODE talos/controlplane/10.0.0.11.yaml:11", origins.get("hostname"));
  }

  @Test
  void commentsChangeNothingAndNoSecretIsInTheOrigins() throws Exception {
    RepositoryManifests manifests = manifests();
    Node node = node("lab-1");
    String yaml = manifests.machineConfig(node).yaml();

    List<ValueOrigin> origins = manifests.origins(node);
    String commented = ConfigOrigins.commented(yaml, origins);

    assertEquals(yaml, MachineConfig.parse(commented, "commented").yaml());
    assertTrue(commented.contains("disk: /dev/sda  # base talos/machineconfig.yaml.j2:15\n"));
    MachineConfig.parse(yaml, "config")
        .text("machine.token")
        .ifPresent(token -> assertTrue(!origins.toString().contains(token)));
  }

  private Map<String, String> origins(String node) throws Exception {
    RepositoryManifests manifests = manifests();
    return manifests.origins(node(node)).stream()
        .filter(origin -> !origin.path().equals("apiVersion") && !origin.path().equals("kind"))
        .collect(
            Collectors.toMap(
                ValueOrigin::path, origin -> origin.layer() + " " + origin.at(), (a, b) -> b));
  }

  private Node node(String name) throws Exception {
    return spec().nodes().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private ClusterSpec spec() throws Exception {
    Path root = folder.resolve("repository");
    if (!Files.exists(root)) {
      BrokenCases.repository("base", folder);
      Path nodes = Files.createDirectories(root.resolve("talos/controlplane"));
      String first = Files.readString(nodes.resolve("10.0.0.11.yaml"));
      Files.writeString(
          nodes.resolve("10.0.0.13.yaml"),
          first.replace("10.0.0.11", "10.0.0.13").replace("lab-1", "lab-3"));
      Files.writeString(
          root.resolve("talos/all.yaml"), "machine:\n  sysctls: {vm.swappiness: '1'}\n");
      Files.writeString(
          root.resolve("talos/controlplane.yaml"), "machine:\n  features: {rbac: true}\n");
      Files.writeString(root.resolve("talos/worker.yaml"), "machine:\n  sysfs: {a: b}\n");
      Files.writeString(
          root.resolve("blackstart.yaml"),
          """
          clusters:
            lab:
              talos:
                base: talos/machineconfig.yaml.j2
                patches:
                  - talos/all.yaml
                  - talos/{role}.yaml
                  - talos/{role}/{address}.yaml
          """);
    }
    return BrokenCases.read(root);
  }

  private RepositoryManifests manifests() throws Exception {
    ClusterSpec spec = spec();
    SystemTimeSource time = new SystemTimeSource();
    OperatorKeys none = new OperatorKeys(Map.of(), folder);
    return new RepositoryManifests(
        spec,
        new GeneratedSecrets(SecretsBundle.generate(time.wall(), KeyAlgorithm.ECDSA_P256)),
        SealedTexts.openedOrMadeUp(none, new Redaction()),
        new CrdFiles(spec.repository(), List.of(), Optional.empty()),
        time);
  }
}
