package dev.blackstart.machineconfig.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Documents of different kinds that may not share a name (Talos 1.12). */
final class Conflicts {
  private static final List<List<String>> RIVALS =
      List.of(
          List.of(
              "BondConfig",
              "BridgeConfig",
              "DummyLinkConfig",
              "LinkConfig",
              "VLANConfig",
              "WireguardConfig"),
          List.of("Layer2VIPConfig", "HCloudVIPConfig"),
          List.of("UserVolumeConfig", "ExistingVolumeConfig"));

  private Conflicts() {}

  static List<ConfigProblem> among(List<ConfigDocument> documents) {
    List<ConfigProblem> problems = new ArrayList<>();
    Map<String, ConfigDocument> taken = new HashMap<>();
    for (ConfigDocument document : documents) {
      for (List<String> rivals : RIVALS) {
        if (rivals.contains(document.id().kind())) {
          String slot = rivals.getFirst() + " " + document.id().name();
          ConfigDocument other = taken.putIfAbsent(slot, document);
          if (other != null && !other.id().equals(document.id())) {
            problems.add(
                new ConfigProblem(
                    document.content().mark(),
                    "",
                    document.id() + " conflicts with " + other.id()));
          }
        }
      }
    }
    return problems;
  }
}
