package dev.blackstart.rehearsal.node.config;

import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a new config would change, and whether that needs a reboot (Talos 1.12). */
public final class ConfigChange {
  private static final Set<String> HOT_MACHINE =
      Set.of(
          "ca",
          "acceptedCAs",
          "time",
          "certSANs",
          "install",
          "network",
          "sysfs",
          "sysctls",
          "logging",
          "controlPlane",
          "kubelet",
          "kernel",
          "registries",
          "pods",
          "seccompProfiles",
          "nodeAnnotations",
          "nodeLabels",
          "nodeTaints");
  private static final Set<String> HOT_FEATURES =
      Set.of(
          "kubernetesTalosAPIAccess",
          "kubePrism",
          "hostDNS",
          "imageCache",
          "nodeAddressSortAlgorithm");

  private final Map<String, String> before;
  private final Map<String, String> after;

  public ConfigChange(NodeConfig before, NodeConfig after) {
    this.before = flat(before);
    this.after = flat(after);
  }

  public boolean isEmpty() {
    return before.equals(after);
  }

  /** Paths of the v1alpha1 document whose change only a reboot applies. */
  public List<String> coldPaths() {
    return changed().stream().filter(path -> !isHot(path)).toList();
  }

  /** Line by line what goes and what comes; secrets are as visible as Talos shows them. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (String path : changed()) {
      if (before.containsKey(path)) {
        text.append("-").append(path).append(": ").append(before.get(path)).append('\n');
      }
      if (after.containsKey(path)) {
        text.append("+").append(path).append(": ").append(after.get(path)).append('\n');
      }
    }
    return text.toString();
  }

  private Set<String> changed() {
    Set<String> paths = new TreeSet<>(before.keySet());
    paths.addAll(after.keySet());
    paths.removeIf(path -> before.containsKey(path) && before.get(path).equals(after.get(path)));
    return paths;
  }

  private static boolean isHot(String path) {
    List<String> steps = List.of(path.split("/"));
    if (!steps.getFirst().isEmpty()) {
      return true; // a document of another kind
    }
    String first = steps.get(1);
    if (first.equals("debug") || first.equals("cluster")) {
      return true;
    }
    if (!first.equals("machine") || steps.size() < 3) {
      return false;
    }
    return HOT_MACHINE.contains(steps.get(2))
        || (steps.get(2).equals("features")
            && steps.size() > 3
            && HOT_FEATURES.contains(steps.get(3)));
  }

  private static Map<String, String> flat(NodeConfig config) {
    Map<String, String> flat = new TreeMap<>();
    for (YamlNode document : config.documents()) {
      String name =
          config.v1alpha1().filter(main -> main == document).isPresent()
              ? ""
              : document.text("kind").orElse("") + ":" + document.text("name").orElse("");
      put(flat, name, document);
    }
    return flat;
  }

  private static void put(Map<String, String> flat, String path, YamlNode node) {
    switch (node) {
      case MapNode map ->
          map.keys().forEach(key -> put(flat, path + "/" + key, map.get(key).orElseThrow()));
      case ListNode list -> {
        List<YamlNode> items = new ArrayList<>(list.items());
        for (int i = 0; i < items.size(); i++) {
          put(flat, path + "/" + i, items.get(i));
        }
      }
      case ScalarNode scalar -> {
        if (!scalar.isNull()) {
          flat.put(path, scalar.text());
        }
      }
    }
  }
}
