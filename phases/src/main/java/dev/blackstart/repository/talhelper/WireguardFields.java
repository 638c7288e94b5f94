package dev.blackstart.repository.talhelper;

import dev.blackstart.template.yaml.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of a WireGuard interface as its document holds them. */
final class WireguardFields {
  private WireguardFields() {}

  static Map<String, Object> of(Part wireguard) {
    Map<String, Object> fields = new LinkedHashMap<>();
    wireguard.scalar("privateKey").ifPresent(key -> fields.put("privateKey", key));
    wireguard.number("listenPort").ifPresent(port -> fields.put("listenPort", port));
    wireguard.number("firewallMark").ifPresent(mark -> fields.put("firewallMark", mark));
    List<Object> peers = new ArrayList<>();
    for (Part peer : wireguard.parts("peers")) {
      Map<String, Object> each = new LinkedHashMap<>();
      peer.scalar("publicKey").ifPresent(key -> each.put("publicKey", key));
      peer.scalar("endpoint").ifPresent(endpoint -> each.put("endpoint", address(peer, endpoint)));
      peer.scalar("persistentKeepaliveInterval")
          .ifPresent(interval -> each.put("persistentKeepaliveInterval", interval));
      peer.list("allowedIPs").ifPresent(nets -> each.put("allowedIPs", nets));
      peers.add(each);
    }
    if (!peers.isEmpty()) {
      fields.put("peers", peers);
    }
    return fields;
  }

  /** A name would be dropped without a word. */
  private static ScalarNode address(Part peer, ScalarNode endpoint) {
    if (!endpoint.text().matches("([0-9.]+|\\[[0-9a-fA-F:.]+])(:[0-9]{1,5})")) {
      peer.wrong("endpoint", endpoint, "an IP address with a port");
    }
    return endpoint;
  }
}
