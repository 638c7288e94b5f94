package dev.blackstart.machineconfig.validation;

import dev.blackstart.machineconfig.value.Addresses;

/** Rules of the documents that configure a link, and of those that belong to one. */
final class LinkRules {
  private LinkRules() {}

  /** What holds for links of every sort. */
  static void check(Section root) {
    for (Section address : root.at("addresses").items()) {
      String text = address.at("address").text();
      boolean there = Addresses.isPrefix(text);
      if (address.present() && (!there || Addresses.isUnspecified(text.split("/", 2)[0]))) {
        address.at("address").error("wants an address with its prefix, such as 10.0.0.1/24");
      }
    }
    for (Section route : root.at("routes").items()) {
      unspecified(route.at("destination"));
      unspecified(route.at("gateway"));
      unspecified(route.at("source"));
    }
  }

  private static void unspecified(Section address) {
    if (Addresses.isUnspecified(address.text().split("/", 2)[0])) {
      address.error("cannot be " + address.text());
    }
  }

  static void bond(Section root) {
    if (!root.at("bondMode").filled()) {
      root.at("bondMode").error("is required");
    }
    if (root.at("links").items().isEmpty()) {
      root.at("links").error("at least one is required");
    }
  }

  static void vlan(Section root) {
    if (!root.at("parent").filled()) {
      root.at("parent").error("is required");
    }
    long id = root.at("vlanID").number();
    if (id < 1 || id > 4094) {
      root.at("vlanID").error("must be between 1 and 4094");
    }
  }

  static void alias(Section root) {
    if (!root.at("selector", "match").filled()) {
      root.at("selector").error("needs a match");
    }
  }

  static void dhcp(Section root) {
    boolean duid = root.at("clientIdentifier").text().equalsIgnoreCase("duid");
    if (duid != root.at("duidRaw").filled()) {
      root.at(duid ? "clientIdentifier" : "duidRaw")
          .error("clientIdentifier: duid and duidRaw go together");
    }
  }

  static void wireguard(Section root) {
    key(root.at("privateKey"), true);
    long port = root.at("listenPort").number();
    if (port > 65535 || root.at("listenPort").text().startsWith("-")) {
      root.at("listenPort").error("must be between 0 and 65535");
    }
    for (Section peer : root.at("peers").items()) {
      key(peer.at("publicKey"), true);
      key(peer.at("presharedKey"), false);
      if (peer.at("persistentKeepaliveInterval").text().startsWith("-")) {
        peer.at("persistentKeepaliveInterval").error("cannot be negative");
      }
    }
  }

  /** The text is secret, so it is not said. */
  static void key(Section key, boolean required) {
    if (required && !key.filled()) {
      key.error("is required");
    } else if (key.filled() && !key.isReference() && !Forms.isWireguardKey(key.text())) {
      key.error("is no key: base64 of 32 bytes is wanted");
    }
  }
}
