package dev.blackstart.files;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Node;
import dev.blackstart.machineconfig.document.MachineConfig;
import dev.blackstart.machineconfig.pki.KeyAlgorithm;
import dev.blackstart.machineconfig.secrets.GeneratedSecrets;
import dev.blackstart.machineconfig.secrets.SecretsBundle;
import dev.blackstart.repository.RepositoryReader;
import dev.blackstart.repository.Texts;
import dev.blackstart.repository.settings.ReadOptions;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlStyle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A repository of a family whose machine configs are generated, from its files to the configs. */
final class RenderedFamily {
  private final Path repository;
  private final Texts texts;
  private final SecretsBundle standIns =
      SecretsBundle.generate(new SystemTimeSource().wall(), KeyAlgorithm.ECDSA_P256);

  RenderedFamily(Path repository) {
    this.repository = repository;
    this.texts = new Texts(repository);
  }

  RenderedFamily with(String path, String text) throws IOException {
    texts.with(path, text);
    return this;
  }

  SecretsBundle standIns() {
    return standIns;
  }

  ClusterSpec spec() {
    return spec("lab");
  }

  private ClusterSpec spec(String cluster) {
    return RepositoryReader.read(repository, new ReadOptions(Map.of(), Map.of())).cluster(cluster);
  }

  /** What is found of its Talos side, in one line each. */
  List<String> findings() {
    return spec().findings().stream()
        .filter(finding -> !finding.id().startsWith("no-"))
        .map(finding -> finding.id() + " " + finding.at() + ": " + finding.what())
        .toList();
  }

  /** The manifests as a rehearsal has them. */
  RepositoryManifests rehearsed() {
    return manifests(
        spec(),
        SealedTexts.openedOrMadeUp(new OperatorKeys(Map.of(), repository), new Redaction()));
  }

  /** The manifests as a live run has them. */
  RepositoryManifests live(String cluster) {
    OperatorKeys keys = new OperatorKeys(Map.of(), repository);
    return manifests(
        spec(cluster),
        SealedTexts.opened(
            keys,
            new SopsProgram("no-such-sops", repository, keys, Runnable::run),
            new Redaction()));
  }

  private RepositoryManifests manifests(ClusterSpec spec, SealedTexts sealed) {
    List<String> errors =
        spec.findings().stream()
            .filter(finding -> finding.level() == Finding.Level.ERROR)
            .filter(finding -> !finding.id().equals("no-releases"))
            .map(Finding::what)
            .toList();
    if (!errors.isEmpty()) {
      throw new AssertionError("the repository is not in order: " + errors);
    }
    return new RepositoryManifests(
        spec,
        new GeneratedSecrets(standIns),
        sealed,
        new CrdFiles(repository, List.of(), Optional.empty()),
        new SystemTimeSource());
  }

  /** The config of a node, with stand-ins for what is secret. */
  MachineConfig config(String name) {
    RepositoryManifests manifests = rehearsed();
    return MachineConfig.parse(manifests.machineConfig(node(name)).yaml(), name);
  }

  Node node(String name) {
    return node("lab", name);
  }

  Node node(String cluster, String name) {
    return spec(cluster).nodes().stream()
        .filter(node -> node.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The documents of a config that have a kind, in two columns. */
  static String documents(MachineConfig config) {
    return config.documents().stream()
        .filter(document -> !document.id().kind().isEmpty())
        .map(document -> "---\n" + Yaml.write(document.content(), YamlStyle.TWO))
        .collect(Collectors.joining())
        .replace("\"", "");
  }
}
