package dev.blackstart.repository.talos;

import dev.blackstart.cluster.MachineConfigSource;
import dev.blackstart.cluster.MachineConfigSource.Layer;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Role;
import dev.blackstart.repository.settings.Setting;
import dev.blackstart.repository.settings.TalosSettings;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.JinjaTemplates;
import dev.blackstart.repository.source.ReadingProblem;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.repository.source.ValsReferences;
import dev.blackstart.repository.talos.NodeReader.Draft;
import dev.blackstart.repository.talos.TalosFiles.LayerFile;
import dev.blackstart.repository.talos.TalosFiles.NodeFile;
import dev.blackstart.template.yaml.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the config of a node is made of: base, patches of all, of its role, its own. */
final class ConfigLayers {
  private static final Pattern OF_ROLE =
      Pattern.compile("\\b(machinetype|role|ENV\\.(IS_)?CONTROL|ENV\\.MACHINE_?TYPE)");

  /** What a document beside the one without a kind has. */
  private static final Pattern KIND = Pattern.compile("(?m)^kind:");

  private final RepositoryFiles tree;
  private final TalosReading reading;
  private final TalosSettings settings;
  private final TalosFiles files;
  private final StartingConfig start;

  ConfigLayers(TalosReading reading, TalosFiles files) {
    this.reading = reading;
    this.tree = reading.tree();
    this.settings = reading.settings();
    this.files = files;
    this.start = new StartingConfig(files.bases(), settings.base());
  }

  /**
   * What a node's own file tells before its address and role are known. Of a template that cannot
   * be rendered yet that is what holds no variable.
   */
  Optional<NodeFacts> ownFacts(NodeFile file, Placeholders known) {
    String path = file.path();
    String text = tree.readQuietly(path).orElse("");
    if (!TalosText.isTemplate(path, text)) {
      return reading.findings().attempt(() -> NodeFacts.of(tree.read(path), path));
    }
    Findings asides = new Findings();
    return asides
        .attempt(() -> NodeFacts.of(layer(path, new Place(path, 0), known).yaml(), path))
        .or(() -> asides.attempt(() -> NodeFacts.of(TalosText.withoutVariables(text), path)));
  }

  /** The role every node has that starts from a base which names one and no variable. */
  Optional<Role> fixedRole(String cluster) {
    Set<String> candidates = new LinkedHashSet<>(files.bases());
    settings.base().map(Setting::value).ifPresent(candidates::add);
    if (candidates.size() != 1) {
      return Optional.empty();
    }
    String path = candidates.iterator().next();
    String text = tree.isFile(path) ? tree.readQuietly(path).orElse("") : "";
    if (OF_ROLE.matcher(text).find()) {
      return Optional.empty();
    }
    Placeholders none = new Placeholders(cluster, Role.CONTROL_PLANE.machineType(), "", "", "");
    return new Findings()
        .attempt(() -> NodeFacts.of(layer(path, new Place(path, 0), none).yaml(), path))
        .flatMap(NodeFacts::role);
  }

  MachineConfigSource config(
      Draft draft, Placeholders node, Role role, List<Setting<String>> missing) {
    Optional<NodeFile> own = draft.file();
    boolean whole = own.filter(NodeFile::whole).isPresent() && settings.base().isEmpty();
    String basePath = whole ? own.get().path() : start.of(node, role);
    Placeholders known = node.with(schematic(own, basePath, node));
    Layer first = layer(basePath, start.namedAt(basePath), known);
    List<Layer> patches = new ArrayList<>();
    if (settings.patches().isEmpty() && !whole) {
      ofAll(basePath, role).forEach(path -> patches.add(layer(path, new Place(path, 0), known)));
      own.filter(file -> !file.path().equals(basePath))
          .ifPresent(file -> patches.add(layer(file.path(), draft.at(), known)));
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

  /** The node's own schematic, else the one beside the base; nothing when it cannot be read. */
  private Optional<String> schematic(Optional<NodeFile> own, String base, Placeholders known) {
    List<String> paths = new ArrayList<>();
    own.ifPresent(
        file ->
            paths.add(
                RepositoryFiles.in(
                    RepositoryFiles.folder(file.path()), file.name() + ".schematic.yaml")));
    Stream.concat(Stream.of(base), own.map(NodeFile::path).stream())
        .map(path -> RepositoryFiles.in(RepositoryFiles.folder(path), "schematic.yaml"))
        .forEach(paths::add);
    return paths.stream()
        .flatMap(path -> Stream.of(path, path + ".j2"))
        .filter(tree::isFile)
        .findFirst()
        .flatMap(
            path ->
                new Findings()
                    .attempt(
                        () -> Yaml.document(layer(path, new Place(path, 0), known).yaml(), path)))
        .flatMap(SchematicId::of);
  }

  /** Those of every node before those of the role. */
  private List<String> ofAll(String base, Role role) {
    List<String> paths = new ArrayList<>();
    for (boolean ofRole : new boolean[] {false, true}) {
      files.layers().stream()
          .filter(layer -> layer.role().isPresent() == ofRole && !layer.path().equals(base))
          .filter(layer -> layer.role().isEmpty() || layer.role().get() == role)
          .map(LayerFile::path)
          .forEach(paths::add);
    }
    return paths;
  }

  private Layer layer(String path, Place namedAt, Placeholders known) {
    String text = tree.read(path, namedAt);
    if (!TalosText.isTemplate(path, text)) {
      return new Layer(path, ValsReferences.read(text));
    }
    String rendered =
        reading.templates().render(text, path, known.variables(), known.environment());
    return new Layer(path, ValsReferences.read(rendered));
  }

  private boolean isTemplate(String path) {
    return TalosText.isTemplate(path, tree.readQuietly(path).orElse(""));
  }

  List<NodeFacts> facts(MachineConfigSource source) {
    List<NodeFacts> facts = new ArrayList<>();
    boolean several =
        KIND.matcher(source.base().yaml()).find()
            || source.patches().stream().anyMatch(patch -> KIND.matcher(patch.yaml()).find());
    facts.add(facts(source.base(), several));
    source.patches().forEach(patch -> facts.add(facts(patch, several)));
    return facts;
  }

  private NodeFacts facts(Layer layer, boolean several) {
    if (layer.yaml().contains("ref+")) {
      Yaml.parse(layer.yaml(), layer.origin())
          .forEach(document -> ValsReferences.check(document, reading.findings()));
    }
    boolean moved =
        isTemplate(layer.origin())
            && !JinjaTemplates.keepsLines(tree.read(layer.origin()), layer.yaml());
    NodeFacts facts =
        NodeFacts.of(layer.yaml(), moved ? layer.origin() + " as rendered" : layer.origin());
    if (several && facts.isJsonPatch()) {
      throw new ReadingProblem(
          FindingKind.JSON_PATCH.at(
              layer.origin(),
              "this is a JSON patch, which Talos 1.12 refuses: a machine config has several"
                  + " documents",
              "write it as a piece of the machine config, a strategic merge patch"));
    }
    return facts;
  }
}
