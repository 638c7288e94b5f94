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
  private static final Set<String> NAMELESS = Set.of("PCIDriverRebindConfig", "TrustedRootsConfig");

  private DocumentRules() {}

  static void check(ConfigDocument document, Section root) {
    String kind = document.id().kind();
    if (document.shape().isNamed() && document.id().name().isEmpty() && !NAMELESS.contains(kind)) {
      root.error(kind + " needs a name");
    }
    if (LINKS.contains(kind)) {
      LinkRules.check(root);
    }
    switch (kind) {
      case "HostnameConfig" -> hostname(root);
      case "Layer2VIPConfig" -> virtualAddress(root);
      case "HCloudVIPConfig" -> {
        virtualAddress(root);
        required(root, "apiToken");
      }
      case "StaticHostConfig" -> {
        addressAsName(root);
        if (root.at("hostnames").items().isEmpty()) {
          root.at("hostnames").error("at least one is required");
        }
      }
      case "BondConfig" -> LinkRules.bond(root);
      case "VLANConfig" -> LinkRules.vlan(root);
      case "WireguardConfig" -> LinkRules.wireguard(root);
      case "LinkAliasConfig" -> LinkRules.alias(root);
      case "DHCPv4Config", "DHCPv6Config" -> LinkRules.dhcp(root);
      case "TimeSyncConfig" -> {
        ServiceRules.notNegative(root.at("bootTimeout"));
        if (root.at("ntp").present() && root.at("ptp").present()) {
          root.error("ntp and ptp cannot be set together");
        }
      }
      case "NetworkRuleConfig" -> ServiceRules.firewall(root);
      case "RegistryMirrorConfig" -> ServiceRules.mirror(root);
      case "RegistryAuthConfig" -> ServiceRules.authentication(root);
      case "RegistryTLSConfig" -> ServiceRules.tls(root);
      case "EventSinkConfig" -> ServiceRules.events(root);
      case "KmsgLogConfig" -> ServiceRules.kernelLog(root);
      case "SideroLinkConfig" -> ServiceRules.sideroLink(root);
      case "WatchdogTimerConfig" -> ServiceRules.watchdog(root);
      case "ExtensionServiceConfig" -> ServiceRules.extension(root);
      case "OOMConfig" -> ServiceRules.notNegative(root.at("sampleInterval"));
      case "ZswapConfig" -> ServiceRules.swap(root);
      case "VolumeConfig" -> VolumeRules.ofTalos(root);
      case "UserVolumeConfig" -> VolumeRules.ofUser(root);
      case "RawVolumeConfig", "SwapVolumeConfig" -> VolumeRules.raw(root);
      case "ExistingVolumeConfig" -> VolumeRules.existing(root);
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

  private static void virtualAddress(Section root) {
    addressAsName(root);
    required(root, "link");
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
