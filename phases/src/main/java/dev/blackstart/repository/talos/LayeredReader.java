package dev.blackstart.repository.talos;

import dev.blackstart.cluster.MachineConfigSource;
import dev.blackstart.cluster.Node;
import dev.blackstart.repository.settings.NodeSettings;
import dev.blackstart.repository.settings.Setting;
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
import java.util.stream.Stream;

/**
 * Reads a Talos side of the families that keep a file for each node: patches of one template, of
 * several layers, or whole configs.
 */
final class LayeredReader {
  /** Rendered by minijinja-cli before Talos takes it, as most of these families do it. */
  private static final String TEMPLATES = "minijinja";

  private static final String PLAIN = "plain";

  private final TalosReading reading;
  private final Findings findings;

  LayeredReader(TalosReading reading) {
    this.reading = reading;
    this.findings = reading.findings();
  }

  /**
   * The nodes of a cluster and what their machine configs are made of.
   *
   * @param given the cluster's name; empty while only its machine configs know it
   */
  TalosSide read(String given, TalosFiles files) {
    TalosSettings settings = reading.settings();
    String cluster = given.isEmpty() ? named(files).orElse("") : given;
    NodeReader reader = new NodeReader(reading, files);
    List<Draft> drafts = drafts(files, settings, reader, cluster);
    List<ReadNode> nodes =
        drafts.stream()
            .flatMap(draft -> reader.read(draft, cluster).stream())
            .sorted(
                Comparator.comparing(ReadNode::role)
                    .thenComparing(node -> sortable(node.address())))
            .toList();
    new NodeChecks(findings).check(cluster, nodes, nodes.size() == drafts.size(), settings);
    if (settings.patches().isEmpty()) {
      layers(files);
    }
    Map<String, MachineConfigSource> configs = new LinkedHashMap<>();
    nodes.forEach(node -> node.config().ifPresent(config -> configs.put(node.address(), config)));
    return new TalosSide(
        isRendered(files) ? TEMPLATES : PLAIN,
        nodes.stream()
            .flatMap(node -> node.clusterName().stream())
            .findFirst()
            .or(() -> Optional.of(cluster).filter(name -> !name.isEmpty())),
        nodes.stream().map(LayeredReader::node).toList(),
        configs);
  }

  private boolean isRendered(TalosFiles files) {
    Optional<String> said = reading.settings().base().map(Setting::value);
    return Stream.of(
            files.bases().stream(), files.nodes().stream().map(NodeFile::path), said.stream())
        .flatMap(paths -> paths)
        .anyMatch(
            path ->
                TalosText.isTemplate(
                    path,
                    Optional.of(path)
                        .filter(reading.tree()::isFile)
                        .flatMap(reading.tree()::readQuietly)
                        .orElse("")));
  }

  /** What the files say before they are rendered, and though none of them may be. */
  private Optional<String> named(TalosFiles files) {
    return Stream.concat(files.bases().stream(), files.nodes().stream().map(NodeFile::path))
        .flatMap(path -> reading.tree().readQuietly(path).stream())
        .flatMap(text -> TalosText.clusterName(text).stream())
        .findFirst();
  }

  private List<Draft> drafts(
      TalosFiles files, TalosSettings settings, NodeReader reader, String cluster) {
    Map<String, NodeSettings> left = new LinkedHashMap<>(settings.nodes());
    Map<String, Draft> drafts = new LinkedHashMap<>();
    for (NodeFile file : files.nodes()) {
      Optional<String> address = reader.address(file, cluster);
      Optional<NodeSettings> said =
          address.flatMap(known -> Optional.ofNullable(left.remove(known)));
      Draft draft = new Draft(address, file.name(), Optional.of(file), said);
      Draft before = drafts.putIfAbsent(address.orElse(file.path()), draft);
      if (before != null) {
        findings.add(
            FindingKind.DUPLICATE_ADDRESS,
            file.path(),
            "a second node at " + address.orElse("") + ", the first is " + before.at(),
            "keep one of the two files, or rename one after its node's own address");
      }
    }
    left.forEach(
        (address, said) ->
            drafts.putIfAbsent(
                address,
                new Draft(
                    Optional.of(address),
                    said.name().orElse(address),
                    Optional.empty(),
                    Optional.of(said))));
    return new ArrayList<>(drafts.values());
  }

  private void layers(TalosFiles files) {
    files.layers().stream()
        .filter(layer -> layer.role().isEmpty())
        .forEach(
            layer ->
                findings.add(
                    FindingKind.LAYER_ASSUMED,
                    layer.path(),
                    "nothing says whose patch this is: taken for one of every node",
                    "list the patches in their order as talos.patches in blackstart.yaml"));
    files
        .unused()
        .forEach(
            path ->
                findings.add(
                    FindingKind.LAYER_UNUSED,
                    path,
                    "no node is given this piece of a machine config",
                    "list it as one of talos.patches in blackstart.yaml, or remove it"));
  }

  private static Node node(ReadNode node) {
    return new Node(
        node.name().value(),
        node.address(),
        node.role(),
        node.draft().said().flatMap(NodeSettings::pin),
        node.versions());
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
