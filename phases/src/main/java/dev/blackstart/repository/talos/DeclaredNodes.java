package dev.blackstart.repository.talos;

import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Role;
import dev.blackstart.cluster.Versions;
import dev.blackstart.repository.settings.NodeSettings;
import dev.blackstart.repository.settings.Setting;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.IpAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The nodes one file lists by name, address and role, checked as they are added. */
public final class DeclaredNodes {
  /** This very computer, and none. */
  private static final Pattern NOWHERE = Pattern.compile("127\\..*|0\\.0\\.0\\.0|::1?");

  private final String cluster;
  private final Map<String, NodeSettings> said;
  private final Findings findings;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, String> addresses = new HashMap<>();
  private boolean incomplete;

  /**
   * @param cluster for remedies
   */
  public DeclaredNodes(String cluster, TalosReading reading) {
    this.cluster = cluster;
    this.said = reading.settings().nodes();
    this.findings = reading.findings();
  }

  /** Notes that a node could not be read, so that what is there may not be all. */
  public void incomplete() {
    incomplete = true;
  }

  /**
   * Adds a node.
   *
   * @param name as the file has it; Kubernetes knows the part before the first dot
   * @param listed its addresses, the first is where its Talos API answers
   * @param key the key its address would stand at
   * @return the node; nothing when its address is not known
   */
  public Optional<Node> add(
      Setting<String> name,
      List<Setting<String>> listed,
      Role role,
      Versions versions,
      String key) {
    String known = NodeNames.shortened(name.value());
    taken(names, new Setting<>(known, name.at()), known, FindingKind.DUPLICATE_HOSTNAME);
    Optional<String> address =
        listed.stream().map(Setting::value).findFirst().or(() -> saidAddress(name.value()));
    if (address.isEmpty()) {
      incomplete = true;
      findings.add(
          FindingKind.NODE_WITHOUT_ADDRESS,
          name.at(),
          "nothing tells the address of node " + name.value(),
          "give it " + key + ", or write " + NodeNames.listing(cluster, name.value(), role));
      return Optional.empty();
    }
    for (Setting<String> each : listed) {
      if (!IpAddress.matches(each.value()) || NOWHERE.matcher(each.value()).matches()) {
        incomplete = true;
        findings.add(
            FindingKind.BAD_VALUE,
            each.at(),
            key + " of node " + name.value() + " is not a machine's IP address: " + each.value(),
            "give it the address its Talos API answers at");
        return Optional.empty();
      }
      taken(addresses, each, known, FindingKind.DUPLICATE_ADDRESS);
    }
    Optional<NodeSettings> own = Optional.ofNullable(said.get(address.get()));
    Node node =
        new Node(
            own.flatMap(NodeSettings::name).map(NodeNames::shortened).orElse(known),
            address.get(),
            own.flatMap(NodeSettings::role).orElse(role),
            own.flatMap(NodeSettings::pin),
            versions);
    nodes.add(node);
    return Optional.of(node);
  }

  /** All nodes, control planes first, otherwise in the order of the file. */
  public List<Node> nodes(String file) {
    if (!incomplete && nodes.stream().noneMatch(Node::isControlPlane)) {
      findings.add(
          FindingKind.NO_CONTROL_PLANE,
          file,
          "none of its nodes is a control plane",
          "make at least one node a control plane");
    }
    return nodes.stream().sorted(Comparator.comparing(Node::role)).toList();
  }

  private Optional<String> saidAddress(String name) {
    return said.entrySet().stream()
        .filter(
            entry -> entry.getValue().name().filter(each -> NodeNames.same(each, name)).isPresent())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private void taken(
      Map<String, String> owners, Setting<String> what, String node, FindingKind kind) {
    String before = owners.putIfAbsent(what.value(), node);
    if (before == null) {
      return;
    }
    if (kind == FindingKind.DUPLICATE_ADDRESS) {
      findings.add(
          kind,
          what.at(),
          "node " + node + " is given " + what.value() + ", which node " + before + " has already",
          "give each node an address of its own");
    } else {
      findings.add(
          kind,
          what.at(),
          "a second node is called " + what.value(),
          "give each node a host name of its own");
    }
  }
}
