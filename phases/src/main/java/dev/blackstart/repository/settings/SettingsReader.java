package dev.blackstart.repository.settings;

import dev.blackstart.cluster.CrdOwners;
import dev.blackstart.cluster.Pin;
import dev.blackstart.cluster.Role;
import dev.blackstart.cluster.Silence;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.IpAddress;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code blackstart.yaml}; a key it does not know is a finding with its line. */
public final class SettingsReader {
  private static final int SHA256 = 32;

  private final Findings findings;

  public SettingsReader(Findings findings) {
    this.findings = findings;
  }

  /** The settings by cluster name; empty when there is no such file or it cannot be read. */
  public Map<String, ClusterSettings> read(RepositoryFiles tree) {
    Map<String, ClusterSettings> clusters = new LinkedHashMap<>();
    if (!tree.isFile(ClusterSettings.FILE)) {
      return clusters;
    }
    Optional<List<YamlNode>> documents =
        findings.attempt(() -> Yaml.parse(tree.read(ClusterSettings.FILE), ClusterSettings.FILE));
    for (YamlNode document : documents.orElse(List.of())) {
      Keys.of(document, "", findings).ifPresent(file -> readFile(file, clusters));
    }
    return clusters;
  }

  private void readFile(Keys file, Map<String, ClusterSettings> clusters) {
    file.keys("clusters")
        .ifPresent(
            named -> {
              for (MapNode.Entry entry : named.entries()) {
                String name = entry.key().text();
                ClusterSettings settings =
                    Keys.of(entry.value(), named.path(name), findings)
                        .map(keys -> readCluster(keys, entry))
                        .orElse(ClusterSettings.NONE);
                clusters.put(name, settings);
              }
            });
    file.done();
  }

  private ClusterSettings readCluster(Keys cluster, MapNode.Entry named) {
    ClusterSettings settings =
        new ClusterSettings(
            cluster.keys("talos").map(this::readTalos).orElse(TalosSettings.NONE),
            cluster.keys("bootstrap").map(this::readBootstrap).orElse(BootstrapSettings.NONE),
            cluster.keys("budgets").map(this::readBudgets).orElse(Map.of()),
            cluster.keys("silence").map(this::readSilences).orElse(List.of()),
            Findings.place(named.key().mark()));
    cluster.done();
    return settings;
  }

  private TalosSettings readTalos(Keys talos) {
    TalosSettings settings =
        new TalosSettings(
            talos.text("base"),
            talos.texts("patches").orElse(List.of()),
            talos.keys("vars").map(SettingsReader::readVars).orElse(Map.of()),
            talos.keys("env").map(SettingsReader::readEnv).orElse(Map.of()),
            talos.keys("nodes").map(this::readNodes).orElse(Map.of()));
    talos.done();
    return settings;
  }

  private static Map<String, Setting<Object>> readVars(Keys vars) {
    Map<String, Setting<Object>> values = new LinkedHashMap<>();
    for (MapNode.Entry entry : vars.entries()) {
      values.put(
          entry.key().text(),
          new Setting<>(Reading.TALOS.read(entry.value()), Findings.place(entry.key().mark())));
    }
    return values;
  }

  private static Map<String, String> readEnv(Keys env) {
    Map<String, String> values = new LinkedHashMap<>();
    for (MapNode.Entry entry : env.entries()) {
      String name = entry.key().text();
      env.text(entry.value(), env.path(name)).ifPresent(text -> values.put(name, text.value()));
    }
    return values;
  }

  private Map<String, NodeSettings> readNodes(Keys nodes) {
    Map<String, NodeSettings> settings = new LinkedHashMap<>();
    for (MapNode.Entry entry : nodes.entries()) {
      String address = entry.key().text();
      if (!IpAddress.matches(address)) {
        Keys.wrong(entry.key(), nodes.path(address), "an IP address", findings);
        continue;
      }
      Keys.of(entry.value(), nodes.path(address), findings)
          .ifPresent(keys -> settings.put(address, readNode(keys, entry)));
    }
    return settings;
  }

  private NodeSettings readNode(Keys node, MapNode.Entry named) {
    NodeSettings settings =
        new NodeSettings(
            node.text("name").map(Setting::value),
            node.text("role").flatMap(role -> role(role, named, node.path("role"))),
            node.text("fingerprint").flatMap(text -> pin(text, named, node.path("fingerprint"))),
            node.text("mac").map(Setting::value),
            Findings.place(named.key().mark()));
    node.done();
    return settings;
  }

  /** A key that is mistyped would look like another machine much later. */
  private Optional<Pin> pin(Setting<String> text, MapNode.Entry node, String path) {
    return isSha256(text.value())
        ? Optional.of(new Pin(text.value(), text.at()))
        : Keys.wrong(
            node.value().at("fingerprint").orElse(node.value()),
            path,
            "the base64 of a SHA-256, 44 characters, as Talos prints it on the machine's console",
            findings);
  }

  private static boolean isSha256(String base64) {
    try {
      return Base64.getDecoder().decode(base64).length == SHA256;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private Optional<Role> role(Setting<String> text, MapNode.Entry node, String path) {
    Optional<Role> role =
        Arrays.stream(Role.values())
            .filter(known -> known.machineType().equals(text.value()))
            .findFirst();
    return role.isPresent()
        ? role
        : Keys.wrong(
            node.value().at("role").orElse(node.value()), path, "controlplane or worker", findings);
  }

  private BootstrapSettings readBootstrap(Keys bootstrap) {
    Optional<Keys> flux = bootstrap.keys("flux");
    BootstrapSettings settings =
        new BootstrapSettings(
            bootstrap.text("environment"),
            bootstrap.texts("seeds"),
            bootstrap.texts("crds"),
            bootstrap.texts("releases"),
            flux.flatMap(keys -> keys.text("path")),
            bootstrap.keys("crdOwners").map(this::readOwners).orElse(List.of()));
    flux.ifPresent(Keys::done);
    bootstrap.done();
    return settings;
  }

  private List<CrdOwners.Rule> readOwners(Keys owners) {
    List<CrdOwners.Rule> rules = new ArrayList<>();
    for (MapNode.Entry entry : owners.entries()) {
      String of = entry.key().text();
      owners
          .text(entry.value(), owners.path(of))
          .flatMap(word -> policy(word.value(), entry, owners.path(of)))
          .ifPresent(
              policy ->
                  rules.add(new CrdOwners.Rule(of, policy, Findings.place(entry.key().mark()))));
    }
    return rules;
  }

  private Optional<CrdOwners.Policy> policy(String word, MapNode.Entry entry, String path) {
    Optional<CrdOwners.Policy> policy =
        Arrays.stream(CrdOwners.Policy.values())
            .filter(known -> known.word().equals(word))
            .findFirst();
    return policy.isPresent()
        ? policy
        : Keys.wrong(entry.value(), path, "one of leave, helm, flux", findings);
  }

  /** Whoever reads the file later is to know why: a word without a reason silences nothing. */
  private List<Silence> readSilences(Keys silences) {
    List<Silence> all = new ArrayList<>();
    for (MapNode.Entry entry : silences.entries()) {
      String id = entry.key().text();
      String path = silences.path(id);
      silences
          .text(entry.value(), path)
          .flatMap(
              reason ->
                  reason.value().isBlank()
                      ? Keys.<Setting<String>>wrong(entry.value(), path, "a reason", findings)
                      : Optional.of(reason))
          .ifPresent(
              reason ->
                  all.add(
                      new Silence(
                          id,
                          reason.value().strip().replaceAll("\\s+", " "),
                          Findings.place(entry.key().mark()))));
    }
    return all;
  }

  private Map<String, Setting<Duration>> readBudgets(Keys budgets) {
    Map<String, Setting<Duration>> settings = new LinkedHashMap<>();
    for (MapNode.Entry entry : budgets.entries()) {
      String phase = entry.key().text();
      String path = budgets.path(phase);
      budgets
          .text(entry.value(), path)
          .flatMap(
              text -> {
                Optional<Duration> duration = GoDuration.parse(text.value());
                return duration.isPresent()
                    ? duration.map(value -> new Setting<>(value, text.at()))
                    : Keys.wrong(entry.value(), path, "a duration such as 10m or 1h30m", findings);
              })
          .ifPresent(setting -> settings.put(phase, setting));
    }
    return settings;
  }
}
