package dev.blackstart.machineconfig.validation;

import dev.blackstart.machineconfig.document.ConfigDocument;
import java.util.List;

/** What may not be said twice: in the v1alpha1 document and in one of its own. */
final class CrossRules {
  private CrossRules() {}

  static void check(ConfigDocument document, Section root, Section machine) {
    Section network = machine.at("network");
    switch (document.id().kind()) {
      case "HostnameConfig" -> {
        if (network.at("hostname").filled()) {
          root.error("machine.network.hostname is set, too; delete this document or that key");
        }
        if (machine.at("features", "stableHostname").flag()) {
          root.error("machine.features.stableHostname is set, too");
        }
      }
      case "ResolverConfig" -> {
        for (String key : List.of("nameservers", "searchDomains")) {
          if (!network.at(key).items().isEmpty()) {
            root.error("machine.network." + key + " is set, too");
          }
        }
        if (network.at("disableSearchDomain").flag()) {
          root.error("machine.network.disableSearchDomain is set, too");
        }
      }
      case "TimeSyncConfig" -> {
        Section time = machine.at("time");
        if (time.at("disabled").flag()
            || !time.at("servers").items().isEmpty()
            || time.at("bootTimeout").filled()) {
          root.error("machine.time is set, too");
        }
      }
      case "VolumeConfig" -> {
        String partition = document.id().name().equals("STATE") ? "state" : "ephemeral";
        boolean both =
            root.at("encryption").present()
                && machine.at("systemDiskEncryption", partition).present();
        if (both) {
          root.at("encryption").error("machine.systemDiskEncryption is set, too");
        }
      }
      default -> {
        // The other kinds have no counterpart in the v1alpha1 document.
      }
    }
  }
}
