package dev.blackstart.repository.topf;

import dev.blackstart.cluster.MachineConfigSource.Layer;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Role;
import dev.blackstart.repository.generated.Contract;
import dev.blackstart.repository.generated.Pieces;
import dev.blackstart.repository.settings.Setting;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.repository.source.ValsReferences;
import dev.blackstart.repository.talos.NodeFacts;
import dev.blackstart.repository.talos.PatchChecks;
import dev.blackstart.repository.talos.TalosReading;
import dev.blackstart.repository.talos.TalosText;
import dev.blackstart.template.gotemplate.Function;
import dev.blackstart.template.gotemplate.GoTemplate;
import dev.blackstart.template.gotemplate.MissingKey;
import dev.blackstart.template.gotemplate.functions.Functions;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The patches of topf: those of the folder {@code all}, of the role's, then of {@code node/<host>},
 * each in the order of their paths; a name with {@code .tpl} is a Go template with sprig's
 * functions.
 */
final class TopfPatches {
  private static final Pattern PATCH = Pattern.compile(".*\\.ya?ml(\\.tpl)?");
  private static final String TEMPLATE = ".tpl";
  private static final String ALL = "all";
  private static final String NODE = "node";
  private static final Map<String, Role> ROLES =
      Map.of("control-plane", Role.CONTROL_PLANE, "worker", Role.WORKER);

  private final String folder;
  private final YamlNode config;
  private final TalosReading reading;
  private final Findings findings;
  private final Map<String, Function> functions;

  TopfPatches(String folder, YamlNode config, TalosReading reading) {
    this.folder = folder;
    this.config = config;
    this.reading = reading;
    this.findings = reading.findings();
    this.functions = Functions.sprig();
    functions.put("env", Function.of(1, names -> reading.env().getOrDefault(names.text(0), "")));
  }

  /** The role of a name, as topf writes it. */
  static Optional<Role> role(String name) {
    return Optional.ofNullable(ROLES.get(name));
  }

  /**
   * The patches of a node.
   *
   * @param facts what they tell of it
   * @param layers those that hold anything, in their order
   */
  record Read(NodeFacts facts, List<Layer> layers) {}

  /** The patches of a node; nothing when one of them cannot be read. */
  Optional<Read> read(YamlNode node, String host, Role role, String schematic) {
    String ofRole =
        switch (role) {
          case CONTROL_PLANE -> "control-plane";
          case WORKER -> "worker";
        };
    List<YamlNode> documents = new ArrayList<>();
    List<Layer> layers = new ArrayList<>();
    boolean whole = true;
    TopfContext context = new TopfContext(config, node, host, schematic, folder);
    for (String below : List.of(ALL, ofRole, NODE + "/" + host)) {
      for (String path : files(below)) {
        Optional<Layer> layer = findings.attempt(() -> layer(path, host, context));
        Optional<List<YamlNode>> read =
            layer.flatMap(text -> findings.attempt(() -> documents(text, host)));
        read.ifPresent(documents::addAll);
        read.flatMap(found -> trimmed(layer.get(), found)).ifPresent(layers::add);
        whole &= read.isPresent();
      }
    }
    return whole
        ? Optional.of(new Read(new NodeFacts(documents), List.copyOf(layers)))
        : Optional.empty();
  }

  /** Reports what looks like a patch and lies where topf does not look. */
  void unused(Set<String> hosts) {
    String prefix = folder.isEmpty() ? "" : folder + "/";
    for (String path : reading.tree().files()) {
      if (path.startsWith(prefix) && isPatch(path)) {
        List<String> below = RepositoryFiles.folders(path.substring(prefix.length()));
        if (!below.isEmpty() && !isTaken(below, hosts) && isTalos(path)) {
          findings.add(
              FindingKind.LAYER_UNUSED,
              path,
              "no node is given this patch",
              "move it below all, control-plane, worker or node/HOST, or remove it");
        }
      }
    }
  }

  private static boolean isTaken(List<String> below, Set<String> hosts) {
    String first = below.getFirst();
    return first.equals(ALL)
        || ROLES.containsKey(first)
        || first.equals(NODE) && below.size() > 1 && hosts.contains(below.get(1));
  }

  private boolean isTalos(String path) {
    return reading.tree().readQuietly(path).filter(TalosText::isTalos).isPresent();
  }

  private List<String> files(String below) {
    String prefix = RepositoryFiles.in(folder, below) + "/";
    return reading.tree().files().stream()
        .filter(path -> path.startsWith(prefix) && isPatch(path))
        .toList();
  }

  private static boolean isPatch(String path) {
    return PATCH.matcher(RepositoryFiles.name(path)).matches();
  }

  private Layer layer(String path, String host, TopfContext context) {
    String text = reading.tree().read(path);
    if (!path.endsWith(TEMPLATE)) {
      return new Layer(path, TopfValues.withReferences(text));
    }
    if (TalosText.isEncrypted(text)) {
      findings.add(
          FindingKind.CONFIG_NOT_RENDERED,
          new Place(path, 0),
          "a template that is encrypted: topf renders it as it is, with nothing decrypted",
          "encrypt a patch without variables, or keep the secret out of the template");
    }
    return new Layer(
        path, GoTemplate.parse(text, path, functions, MissingKey.ERROR).render(context.values()));
  }

  private List<YamlNode> documents(Layer layer, String host) {
    boolean template = layer.origin().endsWith(TEMPLATE);
    List<YamlNode> documents =
        template ? rendered(layer, host) : Yaml.parse(layer.yaml(), layer.origin());
    PatchChecks.check(documents, hasSeveralDocuments(), findings);
    if (!template) {
      documents.forEach(document -> ValsReferences.check(document, findings));
    }
    return documents;
  }

  /** From Talos 1.12 on; so when the version is not known. */
  private boolean hasSeveralDocuments() {
    return config
        .scalar("talosVersion")
        .map(version -> new Setting<>(version.text(), Findings.place(version.mark())))
        .flatMap(version -> Contract.of(version, new Findings()))
        .map(Contract::networkDocuments)
        .orElse(true);
  }

  /** Lines of a rendered text are not those of its template, so only the file is named. */
  private List<YamlNode> rendered(Layer layer, String host) {
    try {
      return Yaml.parse(layer.yaml(), layer.origin());
    } catch (YamlProblem problem) {
      findings.add(
          FindingKind.YAML_ERROR,
          new Place(layer.origin(), 0),
          "rendered for node " + host + " it is no YAML: " + problem.what(),
          "correct the template " + layer.origin());
      return List.of();
    }
  }

  /** Documents that hold nothing are passed over. */
  private static Optional<Layer> trimmed(Layer layer, List<YamlNode> documents) {
    List<YamlNode> filled =
        documents.stream()
            .filter(document -> !(document instanceof MapNode map) || !map.entries().isEmpty())
            .toList();
    if (filled.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        filled.size() == documents.size() ? layer : Pieces.layer(layer.origin(), filled));
  }
}
