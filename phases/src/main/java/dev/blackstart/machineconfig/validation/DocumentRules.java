package dev.blackstart.machineconfig.validation;

import dev.blackstart.machineconfig.document.ConfigDocument;
import java.util.Set;

/** Rules of the documents beside the v1alpha1 one. */
final class DocumentRules {
  private static final Set<String> LINKS =
      Set.of(
          "BondConfig",
          "BridgeConfig",
          "DummyLinkConfig",
          "LinkConfig",
          "VLANConfig",
          "WireguardConfig");
  private static final Set<String> VOLUMES_OF_TALOS = Set.of("STATE", "EPHEMERAL", "IMAGECACHE");

  private DocumentRules() {}

  static void check(ConfigDocument document, Section root) {
    String kind = document.id().kind();
    if (document.shape().isNamed() && document.id().name().isEmpty()) {
      root.error(kind + " needs a name");
    }
    if (LINKS.contains(kind)) {
      link(root);
    }
    switch (kind) {
      case "HostnameConfig" -> hostname(root);
      case "Layer2VIPConfig" -> {
        addressAsName(root);
        required(root, "link");
      }
      case "StaticHostConfig" -> {
        addressAsName(root);
        if (root.at("hostnames").items().isEmpty()) {
          root.at("hostnames").error("at least one is required");
        }
      }
      case "BondConfig" -> {
        required(root, "bondMode");
        if (root.at("links").items().isEmpty()) {
          root.at("links").error("at least one is required");
        }
      }
      case "VLANConfig" -> {
        required(root, "parent");
        long id = root.at("vlanID").number();
        if (id < 1 || id > 4094) {
          root.at("vlanID").error("must be between 1 and 4094");
        }
        root.at("vlanMode").oneOf("802.1q", "802.1ad");
      }
      case "TimeSyncConfig" -> {
        if (root.at("ntp").present() && root.at("ptp").present()) {
          root.error("ntp and ptp cannot be set together");
        }
      }
      case "RegistryMirrorConfig" -> mirror(root);
      case "WatchdogTimerConfig" -> required(root, "device");
      case "VolumeConfig" -> {
        if (!VOLUMES_OF_TALOS.contains(document.id().name())) {
          root.at("name").error("only " + VOLUMES_OF_TALOS + " can be configured");
        }
      }
      case "UserVolumeConfig" -> userVolume(root);
      default -> {
        // The other kinds have no rules beyond their keys.
      }
    }
  }

  private static void hostname(Section root) {
    Section auto = root.at("auto");
    Section name = root.at("hostname");
    auto.oneOf("stable", "off");
    if (!auto.present() && !name.filled()) {
      root.error("either auto or hostname must be set");
    }
    if (auto.filled() && !auto.text().equals("off") && name.filled()) {
      name.error("auto and hostname cannot be set together; set auto: \"off\"");
    }
    String first = name.text().split("\\.", 2)[0];
    if (name.filled()
        && !name.isReference()
        && (name.text().length() > 253 || first.isEmpty() || first.length() > 63)) {
      name.error("is no host name of at most 63 characters");
    }
  }

  private static void link(Section root) {
    for (Section address : root.at("addresses").items()) {
      if (!Forms.isSubnet(address.at("address").text())) {
        address.at("address").error("wants an address with its prefix, such as 10.0.0.1/24");
      }
    }
    for (Section route : root.at("routes").items()) {
      Section gateway = route.at("gateway");
      if (gateway.filled() && !Forms.isAddress(gateway.text())) {
        gateway.error("\"" + gateway.text() + "\" is not an address");
      }
      Section destination = route.at("destination");
      if (destination.filled() && !Forms.isSubnet(destination.text())) {
        destination.error("\"" + destination.text() + "\" is not a subnet");
      }
    }
  }

  private static void mirror(Section root) {
    for (Section endpoint : root.at("endpoints").items()) {
      if (!endpoint.at("url").text().matches("https?://.+")) {
        endpoint.at("url").error("needs http:// or https://");
      }
    }
  }

  private static void userVolume(Section root) {
    String name = root.at("name").text();
    if (!name.matches("[A-Za-z0-9-]{1,34}")) {
      root.at("name").error("wants 1 to 34 letters, digits and hyphens");
    }
    if (root.at("volumeType").text().equals("directory")) {
      return;
    }
    Section provisioning = root.at("provisioning");
    if (!provisioning.at("diskSelector", "match").filled()) {
      provisioning.at("diskSelector").error("is required");
    }
    boolean sized = provisioning.at("minSize").filled() || provisioning.at("maxSize").filled();
    if (!sized && !root.at("volumeType").text().equals("disk")) {
      provisioning.error("minSize or maxSize is required");
    }
  }

  private static void addressAsName(Section root) {
    if (!Forms.isAddress(root.at("name").text())) {
      root.at("name").error("must be an IP address");
    }
  }

  private static void required(Section root, String key) {
    if (!root.at(key).filled()) {
      root.at(key).error("is required");
    }
  }
}
