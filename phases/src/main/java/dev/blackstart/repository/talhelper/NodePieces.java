package dev.blackstart.repository.talhelper;

import dev.blackstart.cluster.MachineConfigSource.Layer;
import dev.blackstart.repository.generated.Contract;
import dev.blackstart.repository.generated.GeneratedConfig;
import dev.blackstart.repository.generated.Pieces;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a node's fields change in the document without a kind (facts of talhelper's
 * pkg/talos/nodeconfig.go).
 */
final class NodePieces {
  /** Fields that are taken over as they are. */
  private static final String[][] PLAIN = {
    {"installDisk", "machine.install.disk"},
    {"installDiskSelector", "machine.install.diskSelector"},
    {"machineDisks", "machine.disks"},
    {"kernelModules", "machine.kernel.modules"},
    {"nodeTaints", "machine.nodeTaints"},
    {"certSANs", "machine.certSANs"},
  };

  private final String origin;
  private final Part cluster;
  private final Part node;
  private final Contract contract;
  private final FileContents contents;
  private final List<Layer> layers = new ArrayList<>();
  private boolean whole = true;

  NodePieces(String origin, Part cluster, Part node, Contract contract, FileContents contents) {
    this.origin = origin;
    this.cluster = cluster;
    this.node = node;
    this.contract = contract;
    this.contents = contents;
  }

  /** One layer for each field; nothing when one of them cannot be made. */
  Optional<List<Layer>> layers(GeneratedConfig generated) {
    if (!contract.networkDocuments()) {
      network();
    }
    for (String[] field : PLAIN) {
      node.get(field[0]).filter(NodePieces::isFilled).ifPresent(value -> add(field[1], value));
    }
    kernelArguments();
    filled(node, "machineFiles", "content", "machine.files");
    cluster.get("cniConfig").ifPresent(cni -> add("cluster.network.cni", cni));
    filled(cluster, "inlineManifests", "contents", "cluster.inlineManifests");
    ConfigTemplates templates = ConfigTemplates.of(generated, node, layers);
    rendered("nodeLabels", "machine.nodeLabels", templates);
    rendered("nodeAnnotations", "machine.nodeAnnotations", templates);
    return whole ? Optional.of(layers) : Optional.empty();
  }

  private void network() {
    if (!node.isTrue("ignoreHostname")) {
      node.scalar("hostname")
          .ifPresent(name -> add("machine.network.hostname", NodeDocuments.asText(name)));
    }
    node.list("nameservers")
        .filter(NodePieces::isFilled)
        .ifPresent(value -> add("machine.network.nameservers", value));
    if (node.isTrue("disableSearchDomain")) {
      node.get("disableSearchDomain")
          .ifPresent(value -> add("machine.network.disableSearchDomain", value));
    }
    node.list("networkInterfaces")
        .filter(NodePieces::isFilled)
        .ifPresent(value -> add("machine.network.interfaces", value));
  }

  /** Where the boot loader takes them from the image, the config must not hold them. */
  private void kernelArguments() {
    boolean uki = node.part("machineSpec").filter(spec -> spec.isTrue("useUKI")).isPresent();
    if (!uki && !contract.ukiCommandLine()) {
      node.part("schematic")
          .flatMap(schematic -> schematic.part("customization"))
          .flatMap(customization -> customization.list("extraKernelArgs"))
          .filter(NodePieces::isFilled)
          .ifPresent(arguments -> add("machine.install.extraKernelArgs", arguments));
    }
  }

  private void filled(Part part, String key, String content, String path) {
    List<YamlNode> items = new ArrayList<>();
    for (Part item : part.parts(key)) {
      Optional<YamlNode> filled = contents.filled(item, content);
      filled.ifPresent(items::add);
      whole &= filled.isPresent();
    }
    if (!items.isEmpty()) {
      part.get(key).ifPresent(list -> add(path, new ListNode(list.mark(), items)));
    }
  }

  /** Values that are templates see the config without these fields. */
  private void rendered(String key, String path, ConfigTemplates templates) {
    Optional<Part> found = node.part(key);
    if (found.isEmpty()) {
      return;
    }
    List<MapNode.Entry> entries = new ArrayList<>();
    for (MapNode.Entry entry : found.get().map().entries()) {
      if (entry.value() instanceof ScalarNode scalar && ConfigTemplates.isTemplate(scalar.text())) {
        Optional<YamlNode> value =
            node.findings()
                .attempt(
                    () ->
                        Pieces.text(
                            scalar.mark(),
                            templates
                                .render(
                                    "\n".repeat(scalar.mark().line() - 1) + scalar.text(),
                                    scalar.mark().file())
                                .substring(scalar.mark().line() - 1)));
        value.ifPresent(text -> entries.add(new MapNode.Entry(entry.key(), text)));
        whole &= value.isPresent();
      } else {
        entries.add(entry);
      }
    }
    if (!entries.isEmpty()) {
      add(path, MapNode.of(found.get().mark(), entries));
    }
  }

  private static boolean isFilled(YamlNode value) {
    return switch (value) {
      case ScalarNode scalar -> !scalar.text().isEmpty();
      case ListNode list -> !list.items().isEmpty();
      case MapNode map -> !map.entries().isEmpty();
    };
  }

  private void add(String path, YamlNode value) {
    layers.add(Pieces.layer(origin, List.of(Pieces.below(path, value.mark(), value))));
  }
}
