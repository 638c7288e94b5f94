package dev.blackstart.machineconfig.review;

import dev.blackstart.cluster.Node;
import dev.blackstart.machineconfig.document.ConfigDocument;
import dev.blackstart.machineconfig.document.MachineConfig;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A node and its config. */
record ReviewedNode(Node node, MachineConfig config) {
  /**
   * A link and what is set on it.
   *
   * @param addresses with their prefixes
   * @param gateways of its routes
   * @param virtual addresses that move between nodes
   */
  record Link(List<ScalarNode> addresses, List<ScalarNode> gateways, List<ScalarNode> virtual) {}

  Optional<ScalarNode> scalar(String path) {
    return config.v1alpha1().flatMap(root -> root.scalar(path));
  }

  List<ScalarNode> scalars(String path) {
    return config.v1alpha1().map(root -> root.scalars(path)).orElse(List.of());
  }

  /** All links, of the v1alpha1 document and of documents of their own. */
  List<Link> links() {
    List<Link> links = new ArrayList<>();
    for (YamlNode each :
        items(config.v1alpha1().flatMap(r -> r.at("machine.network.interfaces")))) {
      links.add(legacy(each));
      items(each.at("vlans")).forEach(vlan -> links.add(legacy(vlan)));
    }
    for (ConfigDocument document : config.documents()) {
      if (document.shape().fields().containsKey("addresses")) {
        links.add(own(document));
      }
    }
    return links;
  }

  private static Link legacy(YamlNode each) {
    List<ScalarNode> addresses = new ArrayList<>(each.scalars("addresses"));
    each.scalar("cidr").ifPresent(addresses::add);
    return new Link(
        addresses,
        items(each.at("routes")).stream().flatMap(r -> r.scalar("gateway").stream()).toList(),
        each.scalar("vip.ip").stream().toList());
  }

  private Link own(ConfigDocument document) {
    YamlNode root = document.content();
    List<ScalarNode> virtual =
        config.documents("Layer2VIPConfig").stream()
            .filter(vip -> vip.content().text("link").equals(root.text("name")))
            .flatMap(vip -> vip.content().scalar("name").stream())
            .toList();
    return new Link(
        items(root.at("addresses")).stream().flatMap(a -> a.scalar("address").stream()).toList(),
        items(root.at("routes")).stream().flatMap(r -> r.scalar("gateway").stream()).toList(),
        virtual);
  }

  static List<YamlNode> items(Optional<YamlNode> node) {
    return node.filter(ListNode.class::isInstance)
        .map(list -> ((ListNode) list).items())
        .orElse(List.of());
  }
}
