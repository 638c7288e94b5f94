package dev.blackstart.machineconfig.validation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rules of {@code machine.network.interfaces}. */
final class InterfaceRules {
  private final List<Section> interfaces;
  private final boolean controlPlane;
  private final Map<String, String> masters = new HashMap<>();

  InterfaceRules(Section interfaces, boolean controlPlane) {
    this.interfaces = interfaces.items();
    this.controlPlane = controlPlane;
  }

  void check() {
    interfaces.forEach(this::members);
    for (Section each : interfaces) {
      virtualAddress(each);
      if (!each.at("ignore").flag()) {
        identity(each);
        addressing(each);
        routes(each);
        each.at("vlans").items().forEach(InterfaceRules::addresses);
        if (each.at("wireguard").present()) {
          wireguard(each.at("wireguard"));
        }
        if (each.at("bond").present()) {
          BondRules.check(each.at("bond"));
        }
      }
    }
  }

  private void members(Section master) {
    Section bond = master.at("bond");
    Section bridge = master.at("bridge");
    if (bond.present() && bridge.present()) {
      master.error("bond and bridge cannot be set together");
    }
    if (!bond.at("interfaces").items().isEmpty() && !bond.at("deviceSelectors").items().isEmpty()) {
      bond.error("interfaces and deviceSelectors cannot be set together");
    }
    String name = master.at("interface").text();
    Section members = bridge.present() ? bridge.at("interfaces") : bond.at("interfaces");
    for (Section member : members.items()) {
      String other = masters.put(member.text(), name);
      if (other != null && !other.equals(name)) {
        member.error("\"" + member.text() + "\" belongs to \"" + other + "\" already");
      }
    }
  }

  private static void identity(Section each) {
    boolean named = each.at("interface").filled();
    Section selector = each.at("deviceSelector");
    if (named == selector.present()) {
      each.error("needs either interface or deviceSelector");
    }
    if (selector.present()
        && selector.keys().stream().noneMatch(key -> selector.at(key).filled())) {
      selector.error("selects by nothing");
    }
  }

  private static void wireguard(Section wireguard) {
    LinkRules.key(wireguard.at("privateKey"), true);
    for (Section peer : wireguard.at("peers").items()) {
      LinkRules.key(peer.at("publicKey"), true);
      Section endpoint = peer.at("endpoint");
      if (endpoint.filled() && !endpoint.isReference() && !Forms.isHostPort(endpoint.text())) {
        endpoint.error("needs a host and a port");
      }
      for (Section network : peer.at("allowedIPs").items()) {
        if (!Forms.isSubnet(network.text())) {
          network.error("\"" + network.text() + "\" is not a subnet");
        }
      }
    }
  }

  private void addressing(Section each) {
    String name = each.at("interface").text();
    boolean member = masters.containsKey(name);
    boolean addressed =
        each.at("dhcp").flag()
            || each.at("cidr").filled()
            || !each.at("addresses").items().isEmpty()
            || each.at("vip").present();
    if (member && addressed) {
      each.error("\"" + name + "\" is part of a bond or bridge and must have no addresses");
    }
    if (each.at("cidr").filled()) {
      each.at("cidr").warning("is deprecated; use addresses");
    }
    addresses(each);
  }

  private static void addresses(Section each) {
    Section cidr = each.at("cidr");
    if (cidr.filled() && !each.at("addresses").items().isEmpty()) {
      cidr.error("cannot be set together with addresses");
    }
    if (cidr.filled() && !Forms.isAddressOrSubnet(cidr.text())) {
      cidr.error("\"" + cidr.text() + "\" is not an address");
    }
    for (Section address : each.at("addresses").items()) {
      if (!Forms.isAddressOrSubnet(address.text()) && !address.isReference()) {
        address.error("\"" + address.text() + "\" is not an address");
      }
    }
  }

  private static void routes(Section each) {
    for (Section route : each.at("routes").items()) {
      Section network = route.at("network");
      Section gateway = route.at("gateway");
      Section source = route.at("source");
      if (!network.filled() && !gateway.filled()) {
        route.error("needs network or gateway");
      }
      if (network.filled() && !Forms.isSubnet(network.text())) {
        network.error("\"" + network.text() + "\" is not a subnet");
      }
      for (Section address : List.of(gateway, source)) {
        if (address.filled() && !Forms.isAddress(address.text())) {
          address.error("\"" + address.text() + "\" is not an address");
        }
      }
    }
  }

  private void virtualAddress(Section each) {
    Section vip = each.at("vip");
    if (vip.present() && !Forms.isAddress(vip.at("ip").text()) && !each.at("ignore").flag()) {
      vip.at("ip").error("\"" + vip.at("ip").text() + "\" is not an address");
    }
    if (!controlPlane) {
      if (vip.present()) {
        vip.error("a shared address is not allowed on workers");
      }
      for (Section vlan : each.at("vlans").items()) {
        if (vlan.at("vip").present()) {
          vlan.at("vip").error("a shared address is not allowed on workers");
        }
      }
    }
  }
}
