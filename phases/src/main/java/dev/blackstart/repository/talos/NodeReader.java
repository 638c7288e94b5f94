package dev.blackstart.repository.talos;

import dev.blackstart.cluster.MachineConfigSource;
import dev.blackstart.cluster.MachineConfigSource.Layer;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Role;
import dev.blackstart.repository.settings.NodeSettings;
import dev.blackstart.repository.settings.Setting;
import dev.blackstart.repository.settings.TalosSettings;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.JinjaTemplates;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.repository.talos.TalosFiles.NodeFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one node: its base and its patches, rendered, and what they tell of it. */
final class NodeReader {
  private final RepositoryFiles tree;
  private final JinjaTemplates templates;
  private final StartingConfig start;
  private final TalosSettings settings;

  NodeReader(
      RepositoryFiles tree,
      JinjaTemplates templates,
      StartingConfig start,
      TalosSettings settings) {
    this.tree = tree;
    this.templates = templates;
    this.start = start;
    this.settings = settings;
  }

  /**
   * A node before its files are read.
   *
   * @param file its own patch, when it has one
   * @param said what {@code blackstart.yaml} says of it
   */
  record Draft(String address, Optional<NodeFile> file, Optional<NodeSettings> said) {
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
      Role role,
      boolean roleAssumed,
      Setting<String> name,
      Optional<MachineConfigSource> config,
      Optional<String> clusterName,
      List<Setting<String>> addresses,
      List<Setting<String>> missing) {}

  ReadNode read(Draft draft, String cluster, Findings findings) {
    Optional<NodeFacts> own = draft.file().flatMap(file -> plainFacts(file.path(), findings));
    Optional<Role> role = role(draft, own);
    Placeholders known =
        new Placeholders(
            cluster,
            role.orElse(Role.CONTROL_PLANE).machineType(),
            draft.address(),
            draft
                .said()
                .flatMap(NodeSettings::name)
                .or(() -> own.flatMap(NodeFacts::hostname).map(Setting::value))
                .orElse(draft.address()));
    List<Setting<String>> missing = new ArrayList<>();
    Optional<MachineConfigSource> config =
        findings.attempt(() -> config(draft, known, role.orElse(Role.CONTROL_PLANE), missing));
    Optional<List<NodeFacts>> facts =
        config.flatMap(source -> findings.attempt(() -> facts(source, draft.address())));
    List<NodeFacts> read = facts.orElse(own.map(List::of).orElse(List.of()));
    return new ReadNode(
        draft,
        role.orElse(Role.CONTROL_PLANE),
        role.isEmpty(),
        name(draft, read),
        config.filter(source -> facts.isPresent()),
        read.stream().flatMap(fact -> fact.clusterName().stream()).reduce((a, b) -> b),
        read.stream().flatMap(fact -> fact.addresses().stream()).toList(),
        missing);
  }

  /** What a patch tells before it is rendered; a template tells nothing yet. */
  private Optional<NodeFacts> plainFacts(String path, Findings findings) {
    return JinjaTemplates.isTemplate(path)
        ? Optional.empty()
        : findings.attempt(() -> new NodeFacts(tree.read(path), path));
  }

  private static Optional<Role> role(Draft draft, Optional<NodeFacts> own) {
    return draft
        .said()
        .flatMap(NodeSettings::role)
        .or(() -> draft.file().flatMap(NodeFile::role))
        .or(() -> own.flatMap(NodeFacts::role));
  }

  private static Setting<String> name(Draft draft, List<NodeFacts> facts) {
    return draft
        .said()
        .flatMap(said -> said.name().map(name -> new Setting<>(name, said.at())))
        .or(() -> facts.stream().flatMap(fact -> fact.hostname().stream()).reduce((a, b) -> b))
        .orElse(new Setting<>(draft.address(), draft.at()));
  }

  private MachineConfigSource config(
      Draft draft, Placeholders known, Role role, List<Setting<String>> missing) {
    String basePath = start.of(known, role);
    Layer first = layer(basePath, start.namedAt(basePath), known);
    List<Layer> patches = new ArrayList<>();
    if (settings.patches().isEmpty()) {
      draft.file().ifPresent(file -> patches.add(layer(file.path(), draft.at(), known)));
    }
    for (Setting<String> pattern : settings.patches()) {
      String path = tree.resolve("", known.fill(pattern.value()), pattern.at());
      if (tree.isFile(path)) {
        patches.add(layer(path, pattern.at(), known));
      } else {
        missing.add(pattern);
      }
    }
    return new MachineConfigSource(first, patches);
  }

  private Layer layer(String path, Place namedAt, Placeholders known) {
    String text = tree.read(path, namedAt);
    return new Layer(
        path,
        JinjaTemplates.isTemplate(path) ? templates.render(text, path, known.variables()) : text);
  }

  private List<NodeFacts> facts(MachineConfigSource source, String address) {
    List<NodeFacts> facts = new ArrayList<>();
    facts.add(facts(source.base(), address));
    source.patches().forEach(patch -> facts.add(facts(patch, address)));
    return facts;
  }

  /** Lines of a rendered text are those of its template only while none was taken away. */
  private NodeFacts facts(Layer layer, String address) {
    boolean moved =
        JinjaTemplates.isTemplate(layer.origin())
            && tree.read(layer.origin()).lines().count() != layer.yaml().lines().count();
    return new NodeFacts(
        layer.yaml(), moved ? layer.origin() + " rendered for " + address : layer.origin());
  }
}
