package dev.blackstart.repository.talhelper;

import dev.blackstart.repository.generated.Contract;
import dev.blackstart.repository.generated.Pieces;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.IpAddress;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Mark;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The documents talhelper writes beside the one without a kind, in its order (facts of its
 * pkg/talos/multidocs.go).
 */
final class NodeDocuments {
  private final Part node;
  private final Findings findings;
  private final List<MapNode> documents = new ArrayList<>();
  private final Map<String, Mark> seen = new HashMap<>();

  private NodeDocuments(Part node) {
    this.node = node;
    this.findings = node.findings();
  }

  /** The documents of a node. */
  static List<MapNode> of(Part node, Contract contract) {
    NodeDocuments documents = new NodeDocuments(node);
    if (contract.networkDocuments()) {
      documents.resolver();
      documents.hostname();
    }
    node.part("ingressFirewall").ifPresent(documents::firewall);
    documents.copies("extensionServices", "ExtensionServiceConfig");
    documents.copies("volumes", "VolumeConfig");
    documents.copies("userVolumes", "UserVolumeConfig");
    if (contract.networkDocuments()) {
      NetworkDocuments.of(node.parts("networkInterfaces"), documents.findings)
          .forEach(documents::add);
    }
    return documents.documents;
  }

  private void resolver() {
    List<ScalarNode> nameservers = node.scalars("nameservers");
    boolean disabled = node.isTrue("disableSearchDomain");
    if (nameservers.isEmpty() && !disabled) {
      return;
    }
    List<Object> addresses = new ArrayList<>();
    for (ScalarNode nameserver : nameservers) {
      if (!IpAddress.matches(nameserver.text())) {
        node.wrong("nameservers", nameserver, "a list of IP addresses");
      }
      addresses.add(Map.of("address", nameserver));
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("nameservers", addresses);
    fields.put("searchDomains", Map.of("disableDefault", disabled));
    Mark mark =
        node.get(nameservers.isEmpty() ? "disableSearchDomain" : "nameservers")
            .map(YamlNode::mark)
            .orElse(node.mark());
    add(document(mark, "ResolverConfig", fields));
  }

  private void hostname() {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (node.isTrue("ignoreHostname")) {
      fields.put("auto", "stable");
    } else {
      fields.put("auto", "off");
      node.scalar("hostname").ifPresent(name -> fields.put("hostname", asText(name)));
    }
    Mark mark = node.get("hostname").map(YamlNode::mark).orElse(node.mark());
    add(document(mark, "HostnameConfig", fields));
  }

  private void firewall(Part firewall) {
    if (firewall.text("defaultAction").isEmpty()) {
      findings.add(
          FindingKind.KEY_MISSING,
          firewall.mark(),
          "ingressFirewall says no defaultAction: talhelper would accept everything, though it"
              + " documents the contrary",
          "write defaultAction: block, or accept");
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    firewall.scalar("defaultAction").ifPresent(action -> fields.put("ingress", action));
    add(document(firewall.mark(), "NetworkDefaultActionConfig", fields));
    for (Part rule : firewall.parts("rules")) {
      add(copy(rule, "NetworkRuleConfig"));
    }
  }

  private void copies(String key, String kind) {
    node.parts(key).forEach(part -> add(copy(part, kind)));
  }

  /** A document of the same fields. */
  private static MapNode copy(Part part, String kind) {
    Map<String, Object> fields = new LinkedHashMap<>();
    part.map().entries().forEach(entry -> fields.put(entry.key().text(), entry.value()));
    return document(part.mark(), kind, fields);
  }

  static MapNode document(Mark mark, String kind, Map<String, Object> fields) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("apiVersion", "v1alpha1");
    all.put("kind", kind);
    all.putAll(fields);
    return Pieces.map(mark, all);
  }

  /** A scalar that is a text, though it looks like a number. */
  static ScalarNode asText(ScalarNode scalar) {
    return Pieces.text(scalar.mark(), scalar.text());
  }

  private void add(MapNode document) {
    String id = document.text("kind").orElse("") + " " + document.text("name").orElse("");
    Mark first = seen.putIfAbsent(id, document.mark());
    if (first != null) {
      findings.add(
          FindingKind.BAD_VALUE,
          document.mark(),
          id.strip() + " stands twice, the first is in line " + first.line(),
          "give each a name of its own");
    }
    documents.add(document);
  }
}
