package dev.blackstart.repository.talos;

import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Role;
import dev.blackstart.repository.settings.Setting;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.IpAddress;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the documents of a machine config or a patch tell of their node (Talos 1.12). */
public final class NodeFacts {
  /** How sops begins what it encrypted. */
  static final String UNREADABLE = "ENC[";

  private final List<YamlNode> documents;

  public NodeFacts(List<YamlNode> documents) {
    this.documents = List.copyOf(documents);
  }

  /**
   * @throws dev.blackstart.template.yaml.YamlProblem when the text is no YAML
   */
  static NodeFacts of(String text, String file) {
    return new NodeFacts(Yaml.parse(text, file));
  }

  /** Whether it is a list of operations and no piece of a machine config. */
  boolean isJsonPatch() {
    return documents.stream()
        .anyMatch(document -> document instanceof ListNode list && !list.items().isEmpty());
  }

  /** Where Talos is installed from; a document of its own from Talos 1.14 on. */
  Optional<Setting<String>> installImage() {
    return last("machine.install.image", "UnattendedInstallConfig", "installer.image");
  }

  /** What the kubelet runs from, likewise. */
  Optional<Setting<String>> kubeletImage() {
    return last("machine.kubelet.image", "KubeletConfig", "image");
  }

  /** Whether the kubelet registers under the whole host name. */
  boolean registersWithDomain() {
    return documents.stream()
        .flatMap(document -> document.text("machine.kubelet.registerWithFQDN").stream())
        .anyMatch("true"::equals);
  }

  private Optional<Setting<String>> last(String path, String kind, String pathOfKind) {
    return last(
        documents.stream()
            .flatMap(
                document -> scalar(document, isKind(document, kind) ? pathOfKind : path).stream())
            .toList());
  }

  /** The host name, from a HostnameConfig or from {@code machine.network.hostname}. */
  public Optional<Setting<String>> hostname() {
    return last(
        documents.stream()
            .flatMap(
                document ->
                    scalar(
                        document,
                        isKind(document, "HostnameConfig")
                            ? "hostname"
                            : "machine.network.hostname")
                        .stream())
            .toList());
  }

  /** What {@code machine.type} says. */
  Optional<Role> role() {
    return last(documents.stream().flatMap(d -> d.text("machine.type").stream()).toList())
        .flatMap(
            type ->
                Arrays.stream(Role.values())
                    .filter(role -> role.machineType().equals(type))
                    .findFirst());
  }

  /** What {@code cluster.clusterName} says. */
  Optional<String> clusterName() {
    return last(documents.stream().flatMap(d -> d.text("cluster.clusterName").stream()).toList());
  }

  /** The node's static addresses without their prefix lengths. */
  List<Setting<String>> addresses() {
    List<Setting<String>> found = new ArrayList<>();
    for (YamlNode document : documents) {
      for (YamlNode each : items(document.at("machine.network.interfaces"))) {
        found.addAll(addresses(each));
        items(each.at("vlans")).forEach(vlan -> found.addAll(addresses(vlan)));
      }
      if (document.text("kind").isPresent()) {
        found.addAll(addresses(document));
      }
    }
    return found;
  }

  /**
   * The static address others reach it at: the first of the link with the gateway, else the first
   * of all; none that is local to a link.
   */
  Optional<String> mainAddress() {
    List<YamlNode> links = new ArrayList<>();
    for (YamlNode document : documents) {
      links.addAll(items(document.at("machine.network.interfaces")));
      if (document.text("kind").isPresent()) {
        links.add(document);
      }
    }
    return links.stream()
        .filter(link -> items(link.at("routes")).stream().anyMatch(NodeFacts::isGateway))
        .flatMap(link -> addresses(link).stream())
        .map(Setting::value)
        .filter(NodeFacts::isReachable)
        .findFirst()
        .or(
            () ->
                addresses().stream()
                    .map(Setting::value)
                    .filter(NodeFacts::isReachable)
                    .findFirst());
  }

  private static boolean isGateway(YamlNode route) {
    return route.text("gateway").isPresent();
  }

  private static boolean isReachable(String address) {
    return IpAddress.matches(address)
        && !address.startsWith("169.254.")
        && !address.toLowerCase(Locale.ROOT).startsWith("fe80:");
  }

  private static List<Setting<String>> addresses(YamlNode link) {
    List<Setting<String>> found = new ArrayList<>();
    for (YamlNode item : items(link.at("addresses"))) {
      switch (item) {
        case ScalarNode scalar -> found.add(address(scalar));
        case MapNode map -> scalar(map, "address").ifPresent(a -> found.add(bare(a)));
        case ListNode list -> {}
      }
    }
    return found;
  }

  private static Setting<String> address(ScalarNode scalar) {
    return bare(new Setting<>(scalar.text(), Findings.place(scalar.mark())));
  }

  private static Setting<String> bare(Setting<String> address) {
    String text = address.value();
    int slash = text.indexOf('/');
    return new Setting<>(slash < 0 ? text : text.substring(0, slash), address.at());
  }

  private static boolean isKind(YamlNode document, String kind) {
    return document.text("kind").filter(kind::equals).isPresent();
  }

  private static Optional<Setting<String>> scalar(YamlNode node, String path) {
    return node.at(path)
        .filter(found -> node.text(path).filter(text -> !text.contains(UNREADABLE)).isPresent())
        .map(found -> new Setting<>(node.text(path).orElseThrow(), place(found)));
  }

  private static Place place(YamlNode node) {
    return Findings.place(node.mark());
  }

  private static List<YamlNode> items(Optional<YamlNode> node) {
    return node.filter(ListNode.class::isInstance)
        .map(list -> ((ListNode) list).items())
        .orElse(List.of());
  }

  private static <T> Optional<T> last(List<T> all) {
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }
}
