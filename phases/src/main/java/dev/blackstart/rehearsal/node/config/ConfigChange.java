package dev.blackstart.rehearsal.node.config;

import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

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

  private final NodeConfig old;
  private final List<YamlNode> aligned;
  private final Map<String, String> before;
  private final Map<String, String> after;

  public ConfigChange(NodeConfig before, NodeConfig after) {
    this.old = before;
    this.aligned = aligned(before, after);
    this.before = flat(before.documents());
    this.after = flat(aligned);
  }

  public boolean isEmpty() {
    return before.equals(after);
  }

  /** Paths of the v1alpha1 document whose change only a reboot applies. */
  public List<String> coldPaths() {
    return changed().stream().filter(path -> !isHot(path)).toList();
  }

  /** What differs, as Talos prints it; secrets are as visible as Talos shows them. */
  public String text() {
    return TextDiff.of(written(old.documents()), written(aligned));
  }

  /** The same of what only a reboot applies. */
  public String coldText() {
    YamlNode current = old.v1alpha1().orElseThrow();
    YamlNode next = aligned.stream().filter(NodeConfig::isV1alpha1).findFirst().orElseThrow();
    return TextDiff.of(written(List.of(current)), written(List.of(chilled(current, next, ""))));
  }

  /** The next state, with everything that can be applied at once as it is now. */
  private static YamlNode chilled(YamlNode current, YamlNode next, String path) {
    if (!(current instanceof MapNode old && next instanceof MapNode young)) {
      return next;
    }
    List<MapNode.Entry> entries = new ArrayList<>();
    for (MapNode.Entry entry : young.entries()) {
      String here = path + "/" + entry.key().text();
      boolean within = here.equals("/machine") || here.equals("/machine/features");
      Optional<YamlNode> now = old.get(entry.key().text());
      if (within && now.isPresent()) {
        entries.add(new MapNode.Entry(entry.key(), chilled(now.get(), entry.value(), here)));
      } else if (!isHot(here)) {
        entries.add(entry);
      } else {
        now.ifPresent(value -> entries.add(new MapNode.Entry(entry.key(), value)));
      }
    }
    old.entries().stream()
        .filter(entry -> young.get(entry.key().text()).isEmpty())
        .filter(entry -> isHot(path + "/" + entry.key().text()))
        .forEach(entries::add);
    return Alignment.align(current, MapNode.of(young.mark(), entries));
  }

  private static List<YamlNode> aligned(NodeConfig old, NodeConfig young) {
    return young.documents().stream()
        .map(
            document ->
                old.documents().stream()
                    .filter(other -> identity(other).equals(identity(document)))
                    .findFirst()
                    .map(other -> Alignment.align(other, document))
                    .orElse(document))
        .toList();
  }

  private static String identity(YamlNode document) {
    return document.text("kind").orElse("") + ":" + document.text("name").orElse("");
  }

  private static String written(List<YamlNode> documents) {
    return documents.stream()
        .map(document -> Yaml.write(document, YamlStyle.FOUR))
        .collect(Collectors.joining("---\n"));
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

  private static Map<String, String> flat(List<YamlNode> documents) {
    Map<String, String> flat = new TreeMap<>();
    for (YamlNode document : documents) {
      String name = NodeConfig.isV1alpha1(document) ? "" : identity(document);
      flat.putAll(Alignment.flat(name, document));
    }
    return flat;
  }
}
