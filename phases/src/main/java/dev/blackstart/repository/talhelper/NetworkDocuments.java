package dev.blackstart.repository.talhelper;

import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The documents that interfaces become from Talos 1.12 on, in talhelper's order (facts of its
 * pkg/talos/networkconfig.go). What talhelper drops without a word is a finding.
 */
final class NetworkDocuments {
  private final Findings findings;
  private final List<MapNode> documents = new ArrayList<>();

  /** An interface with the name it is given. */
  private record Device(String name, Part fields) {
    boolean isMade() {
      return fields.part("bond").isPresent()
          || fields.part("bridge").isPresent()
          || fields.part("wireguard").isPresent();
    }
  }

  private NetworkDocuments(Findings findings) {
    this.findings = findings;
  }

  static List<MapNode> of(List<Part> interfaces, Findings findings) {
    NetworkDocuments network = new NetworkDocuments(findings);
    List<Device> devices = network.named(interfaces);
    devices.forEach(network::refuse);
    devices.forEach(network::alias);
    devices.forEach(network::members);
    devices.forEach(network::bond);
    devices.forEach(device -> network.dhcp(device.name(), device.fields()));
    devices.forEach(device -> network.vip(device.name(), device.fields()));
    devices.forEach(network::link);
    devices.forEach(network::vlans);
    devices.forEach(network::wireguard);
    devices.forEach(network::bridge);
    return network.documents;
  }

  /** One that is only selected is given a name by which the other documents know it. */
  private List<Device> named(List<Part> interfaces) {
    Set<String> taken = new HashSet<>();
    interfaces.forEach(part -> part.text("interface").ifPresent(taken::add));
    Map<String, Integer> next = new LinkedHashMap<>();
    List<Device> devices = new ArrayList<>();
    for (Part part : interfaces) {
      Optional<String> name = part.text("interface");
      if (name.isEmpty() && part.part("deviceSelector").isEmpty()) {
        findings.add(
            FindingKind.BAD_VALUE,
            part.mark(),
            "an interface has neither a name nor a deviceSelector",
            "give it interface or deviceSelector");
        continue;
      }
      devices.add(new Device(name.orElseGet(() -> free(prefix(part), taken, next)), part));
    }
    return devices;
  }

  private static String prefix(Part part) {
    if (part.part("bond").isPresent()) {
      return "bond";
    }
    if (part.part("bridge").isPresent()) {
      return "br";
    }
    return part.part("wireguard").isPresent() ? "wg" : "ethSel";
  }

  private static String free(String prefix, Set<String> taken, Map<String, Integer> next) {
    String name;
    do {
      name = prefix + (next.merge(prefix, 1, Integer::sum) - 1);
    } while (!taken.add(name));
    return name;
  }

  private void refuse(Device device) {
    String why = "from Talos 1.12 on talhelper writes documents for interfaces, and none for this";
    device.fields().refuse(why, "cidr", "bridgePort", "ignore", "dummy");
    device.fields().part("vip").ifPresent(vip -> vip.refuse(why, "equinixMetal", "hcloud"));
    device.fields().part("dhcpOptions").ifPresent(options -> options.refuse(why, "duidv6"));
    device.fields().part("bond").ifPresent(bond -> bond.refuse(why, "primary", "adActorSystem"));
    for (Part vlan : device.fields().parts("vlans")) {
      vlan.refuse(why, "cidr");
      vlan.part("vip").ifPresent(vip -> vip.refuse(why, "equinixMetal", "hcloud"));
      vlan.part("dhcpOptions").ifPresent(options -> options.refuse(why, "duidv6"));
    }
  }

  private void alias(Device device) {
    device.fields().part("deviceSelector").ifPresent(selector -> alias(device.name(), selector));
  }

  private void members(Device device) {
    int index = 0;
    for (Part selector : selectors(device)) {
      alias(device.name() + "-m" + index++, selector);
    }
  }

  private static List<Part> selectors(Device device) {
    return device
        .fields()
        .part("bond")
        .map(bond -> bond.parts("deviceSelectors"))
        .orElse(List.of());
  }

  private void alias(String name, Part selector) {
    Optional<String> match = LinkSelector.match(selector);
    if (match.isPresent()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("name", name);
      fields.put("selector", Map.of("match", match.get()));
      add(selector, "LinkAliasConfig", fields);
    } else {
      selector.wrong("deviceSelector", selector.map(), "a choice: it names nothing to match");
    }
  }

  private void bond(Device device) {
    Optional<Part> found = device.fields().part("bond");
    if (found.isEmpty()) {
      return;
    }
    List<Object> links = new ArrayList<>(found.get().scalars("interfaces"));
    if (!links.isEmpty() && !selectors(device).isEmpty()) {
      found.get().wrong("bond", found.get().map(), "of either interfaces or deviceSelectors");
    }
    for (int i = 0; i < selectors(device).size(); i++) {
      links.add(device.name() + "-m" + i);
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", device.name());
    fields.put("links", links);
    fields.putAll(BondFields.of(found.get()));
    fields.putAll(LinkFields.of(device.fields()));
    add(device.fields(), "BondConfig", fields);
  }

  private void dhcp(String name, Part fields) {
    if (!fields.isTrue("dhcp")) {
      return;
    }
    Optional<Part> options = fields.part("dhcpOptions");
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", name);
    options
        .flatMap(said -> said.number("routeMetric"))
        .ifPresent(metric -> document.put("routeMetric", metric));
    if (options.flatMap(said -> said.get("ipv4")).isEmpty() || options.get().isTrue("ipv4")) {
      add(fields, "DHCPv4Config", document);
    }
    if (options.filter(said -> said.isTrue("ipv6")).isPresent()) {
      add(fields, "DHCPv6Config", document);
    }
  }

  private void vip(String link, Part fields) {
    fields
        .part("vip")
        .flatMap(vip -> vip.scalar("ip"))
        .filter(ip -> !ip.text().isEmpty())
        .ifPresent(
            ip -> {
              Map<String, Object> document = new LinkedHashMap<>();
              document.put("name", ip);
              document.put("link", link);
              add(fields, "Layer2VIPConfig", document);
            });
  }

  private void link(Device device) {
    Map<String, Object> fields = LinkFields.of(device.fields());
    if (device.isMade() || fields.isEmpty()) {
      return;
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", device.name());
    document.putAll(fields);
    add(device.fields(), "LinkConfig", document);
  }

  private void vlans(Device device) {
    for (Part vlan : device.fields().parts("vlans")) {
      Optional<ScalarNode> id = vlan.number("vlanId");
      if (id.isEmpty()) {
        findings.add(
            FindingKind.BAD_VALUE,
            vlan.mark(),
            "a VLAN has no vlanId, so talhelper would leave it out",
            "give it a vlanId of 1 to 4094");
        continue;
      }
      String name = device.name() + "." + id.get().text();
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("name", name);
      fields.put("vlanID", id.get());
      fields.put("parent", device.name());
      fields.putAll(LinkFields.of(vlan));
      add(vlan, "VLANConfig", fields);
      dhcp(name, vlan);
      vip(name, vlan);
    }
  }

  private void wireguard(Device device) {
    Optional<Part> found = device.fields().part("wireguard");
    if (found.isEmpty()) {
      return;
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", device.name());
    fields.putAll(WireguardFields.of(found.get()));
    fields.putAll(LinkFields.of(device.fields()));
    add(device.fields(), "WireguardConfig", fields);
  }

  private void bridge(Device device) {
    Optional<Part> found = device.fields().part("bridge");
    if (found.isEmpty()) {
      return;
    }
    Part bridge = found.get();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", device.name());
    bridge.list("interfaces").ifPresent(links -> fields.put("links", links));
    bridge
        .part("stp")
        .flatMap(stp -> stp.scalar("enabled"))
        .ifPresent(enabled -> fields.put("stp", Map.of("enabled", enabled)));
    if (bridge.part("vlan").filter(vlan -> vlan.isTrue("vlanFiltering")).isPresent()) {
      fields.put("vlan", Map.of("filtering", true));
    }
    fields.putAll(LinkFields.of(device.fields()));
    add(device.fields(), "BridgeConfig", fields);
  }

  private void add(Part at, String kind, Map<String, Object> fields) {
    documents.add(NodeDocuments.document(at.mark(), kind, fields));
  }
}
