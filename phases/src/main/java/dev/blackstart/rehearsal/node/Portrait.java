package dev.blackstart.rehearsal.node;

import dev.blackstart.rehearsal.node.cosi.Published;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All resources of a node as it is now; within a turn. */
final class Portrait {
  private final Boot boot;

  Portrait(Boot boot) {
    this.boot = boot;
  }

  List<Published> resources() {
    List<Published> all = new ArrayList<>();
    all.addAll(new HardwarePortrait(boot).resources());
    all.addAll(new VolumePortrait(boot).resources());
    all.addAll(new SystemPortrait(boot).resources());
    all.addAll(new NetworkPortrait(boot).resources());
    all.addAll(new RuntimePortrait(boot).resources());
    all.addAll(new ClusterPortrait(boot).resources());
    return all;
  }

  /** A YAML mapping in this order: key, value, key, value. */
  static Map<String, Object> yaml(Object... pairs) {
    Map<String, Object> yaml = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      yaml.put((String) pairs[i], pairs[i + 1]);
    }
    return yaml;
  }
}
