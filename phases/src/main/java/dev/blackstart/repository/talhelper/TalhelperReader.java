package dev.blackstart.repository.talhelper;

import dev.blackstart.cluster.MachineConfigSource;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Role;
import dev.blackstart.cluster.Versions;
import dev.blackstart.repository.generated.SecretsFile;
import dev.blackstart.repository.settings.Setting;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.KnownKeys;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.repository.talos.DeclaredNodes;
import dev.blackstart.repository.talos.KnownVersions;
import dev.blackstart.repository.talos.NodeNames;
import dev.blackstart.repository.talos.TalosReading;
import dev.blackstart.repository.talos.TalosSide;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one {@code talconfig.yaml} (budimanjojo/talhelper v3) and what it names. */
final class TalhelperReader {
  private static final String FAMILY = "talhelper";
  private static final KnownKeys KEYS = KnownKeys.of(TalhelperReader.class, "talconfig.keys");
  private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
  private static final Set<String> FALSE = Set.of("false", "False", "FALSE");
  private static final List<String> SECRETS =
      List.of("talsecret.yaml", "talsecret.sops.yaml", "talsecret.yml", "talsecret.sops.yml");

  private final String path;
  private final String folder;
  private final TalosReading reading;
  private final Findings findings;

  TalhelperReader(String path, TalosReading reading) {
    this.path = path;
    this.folder = RepositoryFiles.folder(path);
    this.reading = reading;
    this.findings = reading.findings();
  }

  TalosSide read() {
    Optional<YamlNode> document =
        findings.attempt(() -> Yaml.document(reading.tree().read(path), path));
    return document
        .map(node -> read(new Talconfig(node, new Variables(folder, reading), findings)))
        .orElseGet(() -> new TalosSide(FAMILY, Optional.empty(), List.of(), Map.of()));
  }

  private TalosSide read(Talconfig config) {
    YamlNode document = config.document();
    KEYS.check(document, "Talconfig", "", findings);
    config.checkVariables();
    required(document, "clusterName", "a name");
    required(document, "endpoint", "the URL of the control plane");
    Optional<String> name = config.text(document, "clusterName").map(Setting::value);
    Optional<Setting<String>> kubernetes = config.text(document, "kubernetesVersion");
    Optional<Setting<String>> talos = config.text(document, "talosVersion");
    talos.ifPresent(version -> KnownVersions.checkTalos(version, findings));
    kubernetes.ifPresent(version -> KnownVersions.checkKubernetes(version, findings));
    Versions versions = new Versions(KnownVersions.tag(talos), KnownVersions.tag(kubernetes));
    DeclaredNodes nodes = new DeclaredNodes(name.orElse(""), reading);
    Map<YamlNode, Node> known = new IdentityHashMap<>();
    for (YamlNode node : items(document.at("nodes"))) {
      node(config, node, versions, nodes).ifPresent(added -> known.put(node, added));
    }
    new TalhelperPatches(folder, config, reading).check();
    return new TalosSide(FAMILY, name, nodes.nodes(path), configs(config, known, secrets()));
  }

  /** By node address; a node with a field that cannot be honoured has none. */
  private Map<String, MachineConfigSource> configs(
      Talconfig config, Map<YamlNode, Node> known, SecretsFile secrets) {
    Map<String, MachineConfigSource> configs = new LinkedHashMap<>();
    Optional<YamlNode> resolved = config.resolved(config.document());
    if (resolved.isEmpty() || !(resolved.get() instanceof MapNode document)) {
      return configs;
    }
    TalhelperConfigs generated = new TalhelperConfigs(path, document, config, reading, secrets);
    List<YamlNode> written = items(config.document().at("nodes"));
    List<YamlNode> replaced = items(document.at("nodes"));
    for (int i = 0; i < written.size(); i++) {
      Node node = known.get(written.get(i));
      if (node != null && replaced.get(i) instanceof MapNode fields) {
        generated.of(fields, node).ifPresent(source -> configs.put(node.address(), source));
      }
    }
    return configs;
  }

  private Optional<Node> node(
      Talconfig config, YamlNode node, Versions versions, DeclaredNodes nodes) {
    Optional<Setting<String>> name = shortName(node).or(() -> config.text(node, "hostname"));
    if (name.isEmpty()) {
      nodes.incomplete();
      if (node.text("hostname").isEmpty()) {
        findings.add(
            FindingKind.NODE_INCOMPLETE, node.mark(), "a node has no hostname", "give it one");
      }
      return Optional.empty();
    }
    Role role = isControlPlane(config, node) ? Role.CONTROL_PLANE : Role.WORKER;
    List<Setting<String>> addresses = addresses(config, node);
    if (addresses.isEmpty() && node.at("ipAddress").isPresent()) {
      nodes.incomplete();
      return Optional.empty();
    }
    return nodes.add(name.get(), addresses, role, versions, "ipAddress");
  }

  /** A name that only its domain is a variable of. */
  private static Optional<Setting<String>> shortName(YamlNode node) {
    return node.scalar("hostname")
        .filter(name -> name.text().contains("$"))
        .filter(name -> name.text().indexOf('.') > 0)
        .filter(name -> name.text().indexOf('.') < name.text().indexOf('$'))
        .map(name -> new Setting<>(NodeNames.shortened(name.text()), Findings.place(name.mark())));
  }

  private boolean isControlPlane(Talconfig config, YamlNode node) {
    Optional<Setting<String>> said = config.text(node, "controlPlane");
    said.filter(flag -> !TRUE.contains(flag.value()) && !FALSE.contains(flag.value()))
        .ifPresent(
            flag ->
                findings.add(
                    FindingKind.BAD_VALUE,
                    flag.at(),
                    "controlPlane is neither true nor false: " + flag.value(),
                    "write true or false"));
    return said.filter(flag -> TRUE.contains(flag.value())).isPresent();
  }

  /** One text with commas, or a list. */
  private static List<Setting<String>> addresses(Talconfig config, YamlNode node) {
    List<Setting<String>> addresses = new ArrayList<>();
    List<ScalarNode> listed = new ArrayList<>(node.scalars("ipAddress"));
    node.scalar("ipAddress").ifPresent(listed::add);
    for (ScalarNode scalar : listed) {
      config
          .text(scalar)
          .ifPresent(
              text ->
                  Arrays.stream(text.value().split(","))
                      .map(String::strip)
                      .map(each -> new Setting<>(each, text.at()))
                      .forEach(addresses::add));
    }
    return addresses;
  }

  private void required(YamlNode document, String key, String what) {
    if (document.text(key).isEmpty()) {
      findings.add(
          FindingKind.KEY_MISSING, new Place(path, 0), "it says no " + key, "give it " + what);
    }
  }

  private SecretsFile secrets() {
    Optional<String> there =
        SECRETS.stream()
            .map(name -> RepositoryFiles.in(folder, name))
            .filter(reading.tree()::isFile)
            .findFirst();
    if (there.isEmpty() && !reading.generatedSecrets()) {
      findings.add(
          FindingKind.SECRETS_MISSING,
          path,
          "its secrets are not there: no " + String.join(" or ", SECRETS.subList(0, 2)),
          "add the file beside it (talhelper gensecret), or try with --secrets generated");
    }
    return SecretsFile.of(
        reading.tree(), there.orElse(RepositoryFiles.in(folder, SECRETS.getFirst())));
  }

  private static List<YamlNode> items(Optional<YamlNode> node) {
    return node.filter(ListNode.class::isInstance)
        .map(list -> ((ListNode) list).items())
        .orElse(List.of());
  }
}
