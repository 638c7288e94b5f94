package dev.blackstart.repository.talos;

import dev.blackstart.cluster.MachineConfigSource;
import dev.blackstart.cluster.Node;
import dev.blackstart.repository.settings.NodeSettings;
import dev.blackstart.repository.settings.TalosSettings;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.talos.NodeReader.Draft;
import dev.blackstart.repository.talos.NodeReader.ReadNode;
import dev.blackstart.repository.talos.TalosFiles.NodeFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a Talos side of the family that renders one template and patches it for each node. */
final class MinijinjaReader {
  private static final String FAMILY = "minijinja";

  private final TalosReading reading;
  private final Findings findings;

  MinijinjaReader(TalosReading reading) {
    this.reading = reading;
    this.findings = reading.findings();
  }

  /**
   * The nodes of a cluster and what their machine configs are made of.
   *
   * @param cluster its name; empty while only its machine configs know it
   */
  TalosSide read(String cluster, TalosFiles files) {
    TalosSettings settings = reading.settings();
    StartingConfig start = new StartingConfig(files.bases(), settings.base());
    NodeReader reader = new NodeReader(reading.tree(), reading.templates(), start, settings);
    List<ReadNode> nodes =
        drafts(files, settings).stream()
            .map(draft -> reader.read(draft, cluster, findings))
            .sorted(
                Comparator.comparing(ReadNode::role)
                    .thenComparing(node -> sortable(node.draft().address())))
            .toList();
    new NodeChecks(findings).check(cluster, nodes, settings);
    Map<String, MachineConfigSource> configs = new LinkedHashMap<>();
    nodes.forEach(
        node -> node.config().ifPresent(config -> configs.put(node.draft().address(), config)));
    return new TalosSide(
        FAMILY,
        nodes.stream().flatMap(node -> node.clusterName().stream()).findFirst(),
        nodes.stream().map(MinijinjaReader::node).toList(),
        configs);
  }

  private List<Draft> drafts(TalosFiles files, TalosSettings settings) {
    Map<String, Draft> drafts = new LinkedHashMap<>();
    for (NodeFile file : files.nodes()) {
      Optional<NodeSettings> said = Optional.ofNullable(settings.nodes().get(file.address()));
      Draft before =
          drafts.putIfAbsent(file.address(), new Draft(file.address(), Optional.of(file), said));
      if (before != null) {
        findings.add(
            FindingKind.DUPLICATE_ADDRESS,
            file.path(),
            "a second node at " + file.address() + ", the first is " + before.at(),
            "keep one of the two files, or rename one after its node's own address");
      }
    }
    settings
        .nodes()
        .forEach(
            (address, said) ->
                drafts.putIfAbsent(
                    address, new Draft(address, Optional.empty(), Optional.of(said))));
    return new ArrayList<>(drafts.values());
  }

  private static Node node(ReadNode node) {
    return new Node(
        node.name().value(),
        node.draft().address(),
        node.role(),
        node.draft().said().flatMap(NodeSettings::fingerprint));
  }

  /** An address whose order as text is that of its numbers. */
  private static String sortable(String address) {
    StringBuilder padded = new StringBuilder();
    for (String part : address.split("[.:]", -1)) {
      padded.append("0".repeat(Math.max(0, 4 - part.length()))).append(part).append('.');
    }
    return padded.toString();
  }
}
