package dev.blackstart.repository.topf;

import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Role;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.repository.talos.NodeFacts;
import dev.blackstart.repository.talos.PatchChecks;
import dev.blackstart.repository.talos.TalosReading;
import dev.blackstart.repository.talos.TalosText;
import dev.blackstart.template.gotemplate.Function;
import dev.blackstart.template.gotemplate.GoTemplate;
import dev.blackstart.template.gotemplate.MissingKey;
import dev.blackstart.template.gotemplate.functions.Functions;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

  /** What the patches of a node tell of it; nothing when one of them cannot be read. */
  Optional<NodeFacts> read(YamlNode node, String host, Role role) {
    String ofRole =
        switch (role) {
          case CONTROL_PLANE -> "control-plane";
          case WORKER -> "worker";
        };
    List<YamlNode> documents = new ArrayList<>();
    boolean whole = true;
    for (String below : List.of(ALL, ofRole, NODE + "/" + host)) {
      for (String path : files(below)) {
        Optional<List<YamlNode>> read = findings.attempt(() -> documents(path, node, host));
        read.ifPresent(documents::addAll);
        whole &= read.isPresent();
      }
    }
    return whole ? Optional.of(new NodeFacts(documents)) : Optional.empty();
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

  private List<YamlNode> documents(String path, YamlNode node, String host) {
    String text = reading.tree().read(path);
    List<YamlNode> documents =
        path.endsWith(".tpl") ? rendered(path, text, node, host) : Yaml.parse(text, path);
    PatchChecks.check(documents, findings);
    return documents;
  }

  /** Lines of a rendered text are not those of its template, so only the file is named. */
  private List<YamlNode> rendered(String path, String text, YamlNode node, String host) {
    String yaml =
        GoTemplate.parse(text, path, functions, MissingKey.ERROR).render(context(node, host));
    try {
      return Yaml.parse(yaml, path);
    } catch (YamlProblem problem) {
      findings.add(
          FindingKind.YAML_ERROR,
          new Place(path, 0),
          "rendered for node " + host + " it is no YAML: " + problem.what(),
          "correct the template " + path);
      return List.of();
    }
  }

  private Map<String, Object> context(YamlNode node, String host) {
    Map<String, Object> own = new LinkedHashMap<>();
    own.put("Host", host);
    own.put("IP", node.text("ip").orElse(null));
    own.put("Role", node.text("role").orElse(""));
    own.put("Data", data(node));
    own.put("TalosVersion", node.text("talosVersion").orElse(""));
    own.put("SchematicID", node.text("schematicId").orElse(""));
    own.put("Factory", node.text("factory").orElse(""));
    own.put("Platform", node.text("platform").orElse(""));
    own.put("SecureBoot", node.text("secureboot").filter("true"::equals).isPresent());
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("ClusterName", config.text("clusterName").orElse(""));
    context.put("ClusterEndpoint", config.text("clusterEndpoint").orElse(""));
    context.put("KubernetesVersion", config.text("kubernetesVersion").orElse(""));
    context.put("TalosVersion", either(node, "talosVersion"));
    context.put("SchematicID", either(node, "schematicId"));
    context.put("Data", data(config));
    context.put("Node", own);
    context.put("PatchesDir", folder);
    return context;
  }

  private String either(YamlNode node, String key) {
    return node.text(key).or(() -> config.text(key)).orElse("");
  }

  private static Map<String, Object> data(YamlNode below) {
    return below
        .at("data")
        .filter(MapNode.class::isInstance)
        .map(data -> Reading.TALOS.readMap((MapNode) data))
        .orElse(Map.of());
  }
}
