package dev.blackstart.repository.talhelper;

import dev.blackstart.cluster.MachineConfigSource;
import dev.blackstart.cluster.MachineConfigSource.Layer;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Role;
import dev.blackstart.repository.generated.Contract;
import dev.blackstart.repository.generated.Endpoint;
import dev.blackstart.repository.generated.GeneratedConfig;
import dev.blackstart.repository.generated.Pieces;
import dev.blackstart.repository.generated.SecretsFile;
import dev.blackstart.repository.settings.Setting;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.repository.talos.TalosReading;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The machine configs talhelper generates (facts of its pkg/generate/config.go): the generator's
 * own, a node's fields, the documents beside, the patches of the node and its group, those of all
 * nodes, then its extra manifests.
 */
final class TalhelperConfigs {
  private final String path;
  private final Part cluster;
  private final Findings findings;
  private final PatchLayers patches;
  private final FileContents contents;
  private final SecretsFile secrets;
  private final Optional<Contract> contract;
  private final Optional<String> version;
  private final Optional<Setting<String>> endpoint;

  /**
   * @param document the whole file with its variables replaced
   */
  TalhelperConfigs(
      String path, MapNode document, Talconfig config, TalosReading reading, SecretsFile secrets) {
    this.path = path;
    this.findings = reading.findings();
    this.cluster = new Part(document, findings);
    String folder = RepositoryFiles.folder(path);
    this.patches = new PatchLayers(folder, config, reading);
    this.contents = new FileContents(folder, config, reading);
    this.secrets = secrets;
    Optional<Setting<String>> talos = cluster.setting("talosVersion");
    if (talos.isEmpty()) {
      findings.add(
          FindingKind.KEY_MISSING,
          document.mark(),
          "it says no talosVersion, so every talhelper would write the configs of its own",
          "give it the version that is to be installed");
    }
    this.contract = talos.flatMap(said -> Contract.of(said, findings));
    this.version = talos.map(said -> "v" + said.value().replaceFirst("^v", ""));
    this.endpoint = cluster.setting("endpoint").filter(url -> Endpoint.check(url, findings));
    cluster.scalars("clusterPodNets").forEach(net -> Nets.check("clusterPodNets", net, cluster));
    cluster.scalars("clusterSvcNets").forEach(net -> Nets.check("clusterSvcNets", net, cluster));
    if (cluster.text("kubernetesVersion").isEmpty()) {
      findings.add(
          FindingKind.KEY_MISSING,
          document.mark(),
          "it says no kubernetesVersion",
          "give it the version that is to be installed");
    }
  }

  /** What the config of a node is made of; nothing when a finding says why not. */
  Optional<MachineConfigSource> of(MapNode yaml, Node node) {
    Optional<MapNode> group =
        cluster.part(node.isControlPlane() ? "controlPlane" : "worker").map(Part::map);
    Part fields = NodeFields.of(yaml, group, findings);
    if (contract.isEmpty() || endpoint.isEmpty()) {
      return Optional.empty();
    }
    return new TalhelperInstaller(cluster.part("imageFactory"), version.orElseThrow(), findings)
        .image(fields)
        .flatMap(image -> generated(node.role(), fields, image))
        .flatMap(generated -> layered(generated, fields));
  }

  private Optional<GeneratedConfig> generated(Role role, Part fields, String image) {
    return cluster
        .text("clusterName")
        .flatMap(
            name ->
                cluster
                    .text("kubernetesVersion")
                    .map(
                        kubernetes ->
                            new GeneratedConfig(
                                name,
                                endpoint.orElseThrow().value(),
                                kubernetes.replaceFirst("^v", ""),
                                contract.orElseThrow(),
                                role,
                                cluster.texts("additionalMachineCertSans"),
                                cluster.texts("additionalApiServerCertSans"),
                                or(cluster.texts("clusterPodNets"), GeneratedConfig.POD_NETS),
                                or(cluster.texts("clusterSvcNets"), GeneratedConfig.SERVICE_NETS),
                                cluster.text("domain").orElse(GeneratedConfig.DOMAIN),
                                cluster.isTrue("allowSchedulingOnMasters")
                                    || cluster.isTrue("allowSchedulingOnControlPlanes"),
                                fields.get("nodeLabels").isEmpty(),
                                image,
                                secrets)));
  }

  private static List<String> or(List<String> said, List<String> otherwise) {
    return said.isEmpty() ? otherwise : said;
  }

  private Optional<MachineConfigSource> layered(GeneratedConfig generated, Part fields) {
    Optional<List<Layer>> own =
        new NodePieces(path, cluster, fields, contract.orElseThrow(), contents).layers(generated);
    if (own.isEmpty()) {
      return Optional.empty();
    }
    List<Layer> layers = new ArrayList<>(own.get());
    for (MapNode document : NodeDocuments.of(fields, contract.get())) {
      layers.add(Pieces.layer(path, List.of(document)));
    }
    ConfigTemplates templates = ConfigTemplates.of(generated, fields, own.get());
    Optional<List<Layer>> ofNode = patches.of(fields.scalars("patches"), templates);
    ConfigTemplates after = ofNode.map(templates::after).orElse(templates);
    Optional<List<Layer>> ofAll = patches.of(cluster.scalars("patches"), after);
    Optional<List<Layer>> manifests =
        patches.manifests(fields.scalars("extraManifests"), ofAll.map(after::after).orElse(after));
    if (ofNode.isEmpty() || ofAll.isEmpty() || manifests.isEmpty()) {
      return Optional.empty();
    }
    layers.addAll(ofNode.get());
    layers.addAll(ofAll.get());
    layers.addAll(manifests.get());
    List<YamlNode> base = generated.documents(fields.mark());
    return Optional.of(new MachineConfigSource(Pieces.layer(path, base), layers));
  }
}
