package dev.blackstart.app;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.MachineConfigSource;
import dev.blackstart.cluster.Node;
import dev.blackstart.machineconfig.ConfigMerge;
import dev.blackstart.machineconfig.document.MachineConfig;
import dev.blackstart.rehearsal.node.hardware.Disk;
import dev.blackstart.rehearsal.node.hardware.DiskSelector;
import dev.blackstart.rehearsal.node.hardware.Hardware;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.world.Failure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What machine configs say of the disks they install to, so that simulated machines have such
 * disks: whether real ones have is for a look at real ones to tell.
 */
final class Nameplates {
  private static final List<String> KEYS = List.of("serial", "wwid", "model");

  private Nameplates() {}

  /** What is to be read on a node's disk; of a pattern, what its stars leave. */
  static Map<String, String> of(ClusterSpec spec, Node node) {
    MachineConfigSource source = spec.machineConfigs().get(node.address());
    if (source == null) {
      return Map.of();
    }
    try {
      return of(ConfigMerge.merge(source), Hardware.of(node.address()).disks());
    } catch (Failure refused) {
      // Said in words by the phase that renders it.
      return Map.of();
    }
  }

  private static Map<String, String> of(MachineConfig config, List<Disk> disks) {
    Optional<YamlNode> selector =
        config.v1alpha1().flatMap(each -> each.at("machine.install.diskSelector"));
    Map<String, String> nameplate = new LinkedHashMap<>();
    if (selector.isEmpty()) {
      config
          .text("machine.install.disk")
          .filter(path -> path.startsWith("/dev/"))
          .ifPresent(path -> nameplate.put("path", path));
      return nameplate;
    }
    if (new DiskSelector(selector.get()).matches(disks).isEmpty()) {
      for (String key : KEYS) {
        selector
            .get()
            .text(key)
            .map(pattern -> pattern.replaceAll("[*?]", ""))
            .filter(text -> !text.isEmpty())
            .ifPresent(text -> nameplate.put(key, text));
      }
    }
    return nameplate;
  }
}
