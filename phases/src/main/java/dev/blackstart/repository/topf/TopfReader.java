package dev.blackstart.repository.topf;

import dev.blackstart.cluster.MachineConfigSource;
import dev.blackstart.cluster.Node;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Role;
import dev.blackstart.cluster.Versions;
import dev.blackstart.repository.generated.SecretsFile;
import dev.blackstart.repository.settings.Setting;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.IpAddress;
import dev.blackstart.repository.source.KnownKeys;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.repository.talos.DeclaredNodes;
import dev.blackstart.repository.talos.KnownVersions;
import dev.blackstart.repository.talos.NodeFacts;
import dev.blackstart.repository.talos.TalosReading;
import dev.blackstart.repository.talos.TalosSide;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one {@code topf.yaml} (postfinance/topf) and the patches beside it. */
final class TopfReader {
  private static final String FAMILY = "topf";
  private static final KnownKeys KEYS = KnownKeys.of(TopfReader.class, "topf.keys");

  private final String path;
  private final String folder;
  private final TalosReading reading;
  private final Findings findings;
  private final TopfValues values;
  private final Map<String, MachineConfigSource> configs = new LinkedHashMap<>();
  private TopfInstaller installer;
  private TopfConfigs generated;
  private SecretsFile secrets;

  TopfReader(String path, TalosReading reading) {
    this.path = path;
    this.folder = RepositoryFiles.folder(path);
    this.reading = reading;
    this.findings = reading.findings();
    this.values = new TopfValues(reading.findings());
  }

  TalosSide read() {
    return findings
        .attempt(() -> Yaml.document(reading.tree().read(path), path))
        .map(this::read)
        .orElseGet(() -> new TalosSide(FAMILY, Optional.empty(), List.of(), Map.of()));
  }

  private TalosSide read(YamlNode document) {
    KEYS.check(document, "Topf", "", findings);
    for (String key : List.of("clusterName", "clusterEndpoint", "kubernetesVersion", "nodes")) {
      if (document.at(key).isEmpty()) {
        findings.add(
            FindingKind.KEY_MISSING, new Place(path, 0), "it says no " + key, "give it one");
      }
    }
    Optional<String> name = values.text(document, "clusterName").map(Setting::value);
    Optional<Setting<String>> kubernetes = values.text(document, "kubernetesVersion");
    kubernetes.ifPresent(version -> KnownVersions.checkKubernetes(version, findings));
    DeclaredNodes nodes = new DeclaredNodes(name.orElse(""), reading);
    String patchesFolder = patchesFolder(document);
    TopfPatches patches = new TopfPatches(patchesFolder, document, reading);
    installer = new TopfInstaller(folder, patchesFolder, document, reading, values);
    generated = new TopfConfigs(path, document, findings, values);
    secrets = secrets(document);
    Set<String> hosts = new HashSet<>();
    for (YamlNode node : items(document.at("nodes"))) {
      node(document, node, kubernetes, nodes, patches).ifPresent(hosts::add);
    }
    patches.unused(hosts);
    programs(document, nodes);
    return new TalosSide(FAMILY, name, nodes.nodes(path), configs);
  }

  /** Returns its host, when it has one. */
  private Optional<String> node(
      YamlNode document,
      YamlNode node,
      Optional<Setting<String>> kubernetes,
      DeclaredNodes nodes,
      TopfPatches patches) {
    Optional<Setting<String>> host = values.text(node, "host");
    Optional<Role> role = role(node);
    if (host.isEmpty() || role.isEmpty()) {
      nodes.incomplete();
      return host.map(Setting::value);
    }
    Optional<Setting<String>> talos =
        values.text(node, "talosVersion").or(() -> values.text(document, "talosVersion"));
    talos.ifPresent(version -> KnownVersions.checkTalos(version, findings));
    Optional<String> schematic = installer.schematic(node, host.get().value());
    Optional<TopfPatches.Read> read =
        patches.read(
            node,
            host.get().value(),
            role.get(),
            schematic.orElse(TopfInstaller.DEFAULT_SCHEMATIC));
    List<Setting<String>> addresses = new ArrayList<>();
    values
        .text(node, "ip")
        .or(() -> host.filter(name -> IpAddress.matches(name.value())))
        .ifPresent(addresses::add);
    Setting<String> name =
        read.map(TopfPatches.Read::facts)
            .flatMap(NodeFacts::hostname)
            .map(found -> new Setting<>(found.value(), host.get().at()))
            .orElse(host.get());
    Optional<Node> added =
        nodes.add(
            name,
            addresses,
            role.get(),
            new Versions(KnownVersions.tag(talos), KnownVersions.tag(kubernetes)),
            "ip");
    if (added.isPresent() && read.isPresent() && schematic.isPresent()) {
      generated
          .of(node, added.get(), schematic.get(), installer, read.get().layers(), secrets)
          .ifPresent(config -> configs.put(added.get().address(), config));
    }
    return host.map(Setting::value);
  }

  private Optional<Role> role(YamlNode node) {
    for (String key : List.of("host", "role")) {
      if (node.text(key).isEmpty()) {
        findings.add(
            FindingKind.NODE_INCOMPLETE, node.mark(), "a node has no " + key, "give it one");
      }
    }
    Optional<Setting<String>> said = values.text(node, "role");
    Optional<Role> role = said.map(Setting::value).flatMap(TopfPatches::role);
    if (said.isPresent() && role.isEmpty()) {
      findings.add(
          FindingKind.BAD_VALUE,
          said.get().at(),
          "role is neither control-plane nor worker: " + said.get().value(),
          "write control-plane or worker");
    }
    return role;
  }

  private String patchesFolder(YamlNode document) {
    return values
        .text(document, "patchesDir")
        .flatMap(
            named ->
                findings.attempt(
                    () -> {
                      String found = reading.tree().resolve(folder, named.value(), named.at());
                      if (!reading.tree().isFolder(found)) {
                        findings.add(
                            FindingKind.MISSING_FILE,
                            named.at(),
                            found + " does not exist",
                            "add the folder, or correct patchesDir");
                      }
                      return found;
                    }))
        .orElse(folder);
  }

  private void programs(YamlNode document, DeclaredNodes nodes) {
    values
        .text(document, "nodesProvider")
        .ifPresent(
            program -> {
              nodes.incomplete();
              findings.add(
                  FindingKind.PROGRAM_NOT_RUN,
                  program.at(),
                  "more nodes come from the program " + program.value() + ", which is not run",
                  "list them below nodes");
            });
    values
        .text(document, "secretsProvider")
        .ifPresent(
            program ->
                findings.add(
                    FindingKind.PROGRAM_NOT_RUN,
                    program.at(),
                    "the secrets come from the program " + program.value() + ", which is not run",
                    "keep them in a file, encrypted, and name it as secretsPath"));
  }

  private SecretsFile secrets(YamlNode document) {
    Setting<String> named =
        values
            .text(document, "secretsPath")
            .orElse(new Setting<>("secrets.yaml", new Place(path, 0)));
    String file =
        findings
            .attempt(() -> reading.tree().resolve(folder, named.value(), named.at()))
            .orElse(RepositoryFiles.in(folder, "secrets.yaml"));
    if (!reading.generatedSecrets() && !reading.tree().isFile(file)) {
      findings.add(
          FindingKind.SECRETS_MISSING,
          named.at(),
          "its secrets are not there: no " + file,
          "add the file (talosctl gen secrets), or try with --secrets generated");
    }
    return SecretsFile.of(reading.tree(), file);
  }

  private static List<YamlNode> items(Optional<YamlNode> node) {
    return node.filter(ListNode.class::isInstance)
        .map(list -> ((ListNode) list).items())
        .orElse(List.of());
  }
}
