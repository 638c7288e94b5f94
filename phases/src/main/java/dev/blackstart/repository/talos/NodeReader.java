package dev.blackstart.repository.talos;

import dev.blackstart.cluster.MachineConfigSource;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Role;
import dev.blackstart.cluster.Versions;
import dev.blackstart.repository.settings.NodeSettings;
import dev.blackstart.repository.settings.Setting;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.talos.TalosFiles.NodeFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one node: its base and its patches, rendered, and what they tell of it. */
final class NodeReader {
  private final TalosReading reading;
  private final Findings findings;
  private final ConfigLayers layers;

  NodeReader(TalosReading reading, TalosFiles files) {
    this.reading = reading;
    this.findings = reading.findings();
    this.layers = new ConfigLayers(reading, files);
  }

  /**
   * A node before its files are read.
   *
   * @param address from its file's name or from what is said of it
   * @param name its file's or what is said of it; its address when there is neither
   * @param file its own patch, when it has one
   * @param said what {@code blackstart.yaml} says of it
   */
  record Draft(
      Optional<String> address, String name, Optional<NodeFile> file, Optional<NodeSettings> said) {
    /** Where the node is named. */
    Place at() {
      return file.map(own -> new Place(own.path(), 0))
          .or(() -> said.map(NodeSettings::at))
          .orElseThrow();
    }
  }

  /**
   * A node read.
   *
   * @param config absent when its files could not be read
   * @param addresses its static addresses with their places
   * @param missing patterns of patches that gave it no file
   */
  record ReadNode(
      Draft draft,
      String address,
      Role role,
      boolean roleAssumed,
      Setting<String> name,
      Optional<MachineConfigSource> config,
      Optional<String> clusterName,
      List<Setting<String>> addresses,
      Versions versions,
      List<Setting<String>> missing) {}

  /**
   * The address of the node a file is of: the file's name, what is said of its name, or what the
   * file gives it.
   */
  Optional<String> address(NodeFile file, String cluster) {
    if (file.address().isPresent() || listed(file.name()).isPresent()) {
      return file.address().or(() -> listed(file.name()));
    }
    Draft unknown = new Draft(Optional.empty(), file.name(), Optional.of(file), Optional.empty());
    Optional<NodeFacts> own =
        new Findings()
            .attempt(() -> layers.ownFacts(file, placeholders(unknown, cluster)))
            .flatMap(facts -> facts);
    return own.flatMap(NodeFacts::hostname)
        .flatMap(name -> listed(name.value()))
        .or(() -> own.flatMap(NodeFacts::mainAddress));
  }

  /** The node; nothing when nobody knows its address. */
  Optional<ReadNode> read(Draft draft, String cluster) {
    Optional<NodeFacts> own =
        draft.file().flatMap(file -> layers.ownFacts(file, placeholders(draft, cluster)));
    Optional<Role> told = role(draft, own);
    Optional<String> address = draft.address();
    if (address.isEmpty()) {
      findings.add(
          FindingKind.NODE_WITHOUT_ADDRESS,
          draft.at(),
          "nothing in the repository tells the address of node " + draft.name(),
          "list it " + NodeNames.listing(cluster, draft.name(), told.orElse(Role.CONTROL_PLANE)));
      return Optional.empty();
    }
    Optional<Role> role = told.or(() -> layers.fixedRole(cluster));
    Placeholders known =
        new Placeholders(
            cluster,
            role.orElse(Role.CONTROL_PLANE).machineType(),
            address.get(),
            nodeName(draft, own, address.get()),
            draft
                .said()
                .flatMap(NodeSettings::name)
                .or(() -> own.flatMap(NodeFacts::hostname).map(Setting::value))
                .orElse(draft.name()));
    List<Setting<String>> missing = new ArrayList<>();
    Optional<MachineConfigSource> config =
        findings.attempt(
            () -> layers.config(draft, known, role.orElse(Role.CONTROL_PLANE), missing));
    Optional<List<NodeFacts>> facts =
        config.flatMap(source -> findings.attempt(() -> layers.facts(source)));
    List<NodeFacts> read = facts.orElse(own.map(List::of).orElse(List.of()));
    ImageVersions versions = new ImageVersions(read);
    versions.check(findings);
    return Optional.of(
        new ReadNode(
            draft,
            address.get(),
            role.orElse(Role.CONTROL_PLANE),
            role.isEmpty(),
            name(draft, read, address.get()),
            config.filter(source -> facts.isPresent()),
            read.stream().flatMap(fact -> fact.clusterName().stream()).reduce((a, b) -> b),
            read.stream().flatMap(fact -> fact.addresses().stream()).toList(),
            versions.versions(),
            missing));
  }

  private static Placeholders placeholders(Draft draft, String cluster) {
    return new Placeholders(
        cluster,
        draft.file().flatMap(NodeFile::role).orElse(Role.CONTROL_PLANE).machineType(),
        draft.address().orElse(""),
        draft.name(),
        draft.name());
  }

  private Optional<String> listed(String hostname) {
    return reading.settings().nodes().entrySet().stream()
        .filter(each -> each.getValue().name().filter(n -> NodeNames.same(n, hostname)).isPresent())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static Optional<Role> role(Draft draft, Optional<NodeFacts> own) {
    return draft
        .said()
        .flatMap(NodeSettings::role)
        .or(() -> draft.file().flatMap(NodeFile::role))
        .or(() -> own.flatMap(NodeFacts::role))
        .or(() -> RoleNames.machine(draft.name()));
  }

  /** The file's name, unless that is the address. */
  private static String nodeName(Draft draft, Optional<NodeFacts> own, String address) {
    return draft.name().equals(address)
        ? own.flatMap(NodeFacts::hostname).map(Setting::value).orElse(address)
        : draft.name();
  }

  private static Setting<String> name(Draft draft, List<NodeFacts> facts, String address) {
    boolean whole = facts.stream().anyMatch(NodeFacts::registersWithDomain);
    Setting<String> found =
        facts.stream()
            .flatMap(fact -> fact.hostname().stream())
            .reduce((a, b) -> b)
            .or(
                () ->
                    draft
                        .said()
                        .flatMap(said -> said.name().map(name -> new Setting<>(name, said.at()))))
            .orElse(new Setting<>(draft.name().isEmpty() ? address : draft.name(), draft.at()));
    return whole ? found : new Setting<>(NodeNames.shortened(found.value()), found.at());
  }
}
