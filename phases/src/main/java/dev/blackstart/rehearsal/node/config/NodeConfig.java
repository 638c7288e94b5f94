package dev.blackstart.rehearsal.node.config;

import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A machine config: what a node reads from it. Holds private keys. */
public final class NodeConfig {
  private static final Set<String> V1ALPHA1_KEYS = Set.of("machine", "cluster", "debug", "persist");

  private final String yaml;
  private final List<YamlNode> documents;
  private final Optional<YamlNode> v1alpha1;

  private NodeConfig(String yaml, List<YamlNode> documents) {
    this.yaml = yaml;
    this.documents = documents;
    this.v1alpha1 = documents.stream().filter(NodeConfig::isV1alpha1).findFirst();
  }

  /**
   * @throws YamlProblem when it is no YAML
   */
  public static NodeConfig read(String yaml) {
    return new NodeConfig(yaml, Yaml.parse(yaml, "config"));
  }

  static boolean isV1alpha1(YamlNode document) {
    return document instanceof MapNode map
        && map.get("kind").isEmpty()
        && map.keys().stream().anyMatch(V1ALPHA1_KEYS::contains);
  }

  /** The text as it was applied. */
  public String yaml() {
    return yaml;
  }

  public List<YamlNode> documents() {
    return documents;
  }

  /** The document with {@code machine} and {@code cluster}; a config without it is partial. */
  public Optional<YamlNode> v1alpha1() {
    return v1alpha1;
  }

  public boolean isComplete() {
    return v1alpha1.isPresent();
  }

  /** Text at a path of the v1alpha1 document; empty text counts as nothing. */
  public Optional<String> text(String path) {
    return v1alpha1.flatMap(document -> document.text(path)).filter(text -> !text.isEmpty());
  }

  public boolean isTrue(String path) {
    return text(path).map("true"::equals).orElse(false);
  }

  /** Texts of a list of scalars. */
  public List<String> texts(String path) {
    return v1alpha1.flatMap(document -> document.at(path)).stream()
        .filter(ListNode.class::isInstance)
        .flatMap(list -> ((ListNode) list).items().stream())
        .filter(ScalarNode.class::isInstance)
        .map(item -> ((ScalarNode) item).text())
        .toList();
  }

  /** Keys and texts of a mapping of scalars; keys may hold dots. */
  public Map<String, String> table(String path) {
    Map<String, String> table = new LinkedHashMap<>();
    if (v1alpha1.flatMap(document -> document.at(path)).orElse(null) instanceof MapNode map) {
      map.entries()
          .forEach(
              entry -> {
                if (entry.value() instanceof ScalarNode value) {
                  table.put(entry.key().text(), value.text());
                }
              });
    }
    return table;
  }

  public boolean isControlPlane() {
    return text("machine.type")
        .map(type -> type.equals("controlplane") || type.equals("init"))
        .orElse(false);
  }

  /** {@code machine.ca} or another pair, as PEM. */
  public Optional<String> pem(String path) {
    return text(path)
        .map(
            base64 ->
                new String(
                    Base64.getDecoder().decode(base64.replaceAll("\\s", "")),
                    StandardCharsets.UTF_8));
  }

  /** PEM texts of {@code crt} in a list of pairs such as {@code machine.acceptedCAs}. */
  public List<String> certificates(String path) {
    return v1alpha1.flatMap(document -> document.at(path)).stream()
        .filter(ListNode.class::isInstance)
        .flatMap(list -> ((ListNode) list).items().stream())
        .flatMap(item -> item.text("crt").stream())
        .map(
            base64 ->
                new String(
                    Base64.getDecoder().decode(base64.replaceAll("\\s", "")),
                    StandardCharsets.UTF_8))
        .toList();
  }

  public String clusterName() {
    return text("cluster.clusterName").orElse("cluster.local");
  }

  /** {@code cluster.controlPlane.endpoint}. */
  public URI endpoint() {
    return URI.create(text("cluster.controlPlane.endpoint").orElse("https://localhost:6443"));
  }

  /**
   * The name the config gives the machine, by which Kubernetes knows it too; a machine without one
   * names itself. A domain is no part of it, unless the kubelet registers with the whole (Talos
   * 1.12, network.HostnameSpec and k8s.NodenameController).
   */
  public Optional<String> hostname() {
    Optional<String> whole =
        document("HostnameConfig")
            .flatMap(document -> document.text("hostname"))
            .filter(name -> !name.isEmpty())
            .or(() -> text("machine.network.hostname"));
    return isTrue("machine.kubelet.registerWithFQDN")
        ? whole
        : whole.map(name -> name.indexOf('.') > 0 ? name.substring(0, name.indexOf('.')) : name);
  }

  /** The first document of a kind. */
  public Optional<YamlNode> document(String kind) {
    return documents.stream()
        .filter(document -> document.text("kind").filter(kind::equals).isPresent())
        .findFirst();
  }

  /** Tag of the install image, such as {@code v1.12.11}. */
  public Optional<String> installVersion() {
    return text("machine.install.image")
        .map(image -> image.contains("@") ? image.substring(0, image.indexOf('@')) : image)
        .filter(image -> image.lastIndexOf(':') > image.lastIndexOf('/'))
        .map(image -> image.substring(image.lastIndexOf(':') + 1));
  }

  /** All that stands below a path of the v1alpha1 document, alike for whatever means the same. */
  public String meaning(String path) {
    return v1alpha1
        .flatMap(document -> document.at(path))
        .map(node -> Alignment.flat("", node).toString())
        .orElse("{}");
  }

  /** Tag of the kubelet's image, such as {@code v1.35.0}; Talos's own where none is named. */
  public String kubernetesVersion() {
    return text("machine.kubelet.image")
        .map(image -> image.contains("@") ? image.substring(0, image.indexOf('@')) : image)
        .filter(image -> image.lastIndexOf(':') > image.lastIndexOf('/'))
        .map(image -> image.substring(image.lastIndexOf(':') + 1))
        .orElse("v1.35.0");
  }

  /** Whether the machine may skip asking a time server. */
  public boolean timeSyncDisabled() {
    return isTrue("machine.time.disabled")
        || document("TimeSyncConfig")
            .flatMap(document -> document.text("enabled"))
            .map("false"::equals)
            .orElse(false);
  }

  @Override
  public String toString() {
    return "NodeConfig[" + (isComplete() ? text("machine.type").orElse("") : "partial") + "]";
  }
}
