package dev.blackstart.repository.topf;

import dev.blackstart.cluster.MachineConfigSource;
import dev.blackstart.cluster.MachineConfigSource.Layer;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Place;
import dev.blackstart.repository.generated.Contract;
import dev.blackstart.repository.generated.Endpoint;
import dev.blackstart.repository.generated.GeneratedConfig;
import dev.blackstart.repository.generated.Pieces;
import dev.blackstart.repository.generated.SecretsFile;
import dev.blackstart.repository.settings.Setting;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.template.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/**
 * The machine configs topf generates: the generator's own for the cluster's version of Talos, and
 * the patches over it (facts of its internal/topf/nodes.go).
 */
final class TopfConfigs {
  private final String path;
  private final Findings findings;
  private final TopfValues values;
  private final YamlNode config;
  private final Optional<Contract> contract;
  private final Optional<Setting<String>> endpoint;

  TopfConfigs(String path, YamlNode config, Findings findings, TopfValues values) {
    this.path = path;
    this.config = config;
    this.findings = findings;
    this.values = values;
    this.contract = contract();
    this.endpoint =
        values.text(config, "clusterEndpoint").filter(url -> Endpoint.check(url, findings));
  }

  private Optional<Contract> contract() {
    Optional<Setting<String>> version = values.text(config, "talosVersion");
    if (version.isEmpty() && config.text("talosVersion").isEmpty()) {
      findings.add(
          FindingKind.KEY_MISSING,
          new Place(path, 0),
          "it says no talosVersion, so every topf would write the configs of its own",
          "give it the version that is to be installed");
    }
    return version.flatMap(said -> Contract.of(said, findings));
  }

  /** What the config of a node is made of; nothing when a finding says why not. */
  Optional<MachineConfigSource> of(
      YamlNode yaml,
      Node node,
      String schematic,
      TopfInstaller installer,
      List<Layer> patches,
      SecretsFile secrets) {
    Optional<Setting<String>> name = values.text(config, "clusterName");
    Optional<Setting<String>> kubernetes = values.text(config, "kubernetesVersion");
    Optional<String> version = node.versions().talos();
    if (contract.isEmpty()
        || endpoint.isEmpty()
        || name.isEmpty()
        || kubernetes.isEmpty()
        || version.isEmpty()) {
      return Optional.empty();
    }
    GeneratedConfig generated =
        new GeneratedConfig(
            name.get().value(),
            endpoint.get().value(),
            kubernetes.get().value().replaceFirst("^v", ""),
            contract.get(),
            node.role(),
            List.of(),
            List.of(),
            GeneratedConfig.POD_NETS,
            GeneratedConfig.SERVICE_NETS,
            GeneratedConfig.DOMAIN,
            false,
            true,
            installer.image(yaml, schematic, version.get()),
            secrets);
    return Optional.of(
        new MachineConfigSource(Pieces.layer(path, generated.documents(yaml.mark())), patches));
  }
}
