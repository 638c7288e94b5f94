package dev.blackstart.repository.helmfile;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.ChartTrust;
import dev.blackstart.cluster.Exec;
import dev.blackstart.cluster.Hook;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.PostRender;
import dev.blackstart.cluster.Release;
import dev.blackstart.cluster.ValuesDocument;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.ReadingProblem;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one entry of a helmfile's {@code releases}. */
final class ReleaseReader {
  static final String DEFAULT_NAMESPACE = "default";

  /** What Helm would look up in an index: another chart tomorrow. */
  private static final Pattern RANGE = Pattern.compile("[~^<>=*| ]|\\.x|^latest$");

  private final RepositoryFiles tree;
  private final GoTemplates templates;
  private final Findings findings;
  private final State state;
  private final ReleaseTemplates inherited;
  private final ChartReferences charts;
  private final Selectors selectors;
  private final boolean crds;

  /**
   * @param selectors which releases are wanted
   * @param crds whether the helmfile is for CRDs only
   */
  ReleaseReader(
      RepositoryFiles tree,
      GoTemplates templates,
      Findings findings,
      State state,
      Selectors selectors,
      boolean crds) {
    this.tree = tree;
    this.templates = templates;
    this.findings = findings;
    this.state = state;
    this.inherited = new ReleaseTemplates(state.root());
    this.charts = ChartReferences.of(state.root(), tree, state.folder(), templates::variable);
    this.selectors = selectors;
    this.crds = crds;
  }

  /** A release that is not installed is known by its name. */
  record Read(String qualifiedName, Optional<Release> release) {}

  /**
   * A release.
   *
   * @return empty when it is not selected
   */
  Optional<Read> read(MapNode entry) {
    Place at = Findings.place(entry.mark());
    if (entry.text("name").isEmpty()) {
      throw incomplete(at, "a release has no name", "give it a name");
    }
    MapNode node = inherited.complete(entry);
    new HelmfileKeys(findings).checkRelease(node, crds);
    if (!isInstalled(node)) {
      return Optional.of(new Read(qualifiedName(node), Optional.empty()));
    }
    ReleaseDot dot = new ReleaseDot(templates, state, withChart(node));
    if (!selectors.match(dot.labels())) {
      return Optional.empty();
    }
    Release release = release(node, dot, at);
    return Optional.of(new Read(release.qualifiedName(), Optional.of(release)));
  }

  private Release release(MapNode node, ReleaseDot dot, Place at) {
    String name = dot.field("name");
    String namespace =
        dot.field("namespace").isEmpty() ? DEFAULT_NAMESPACE : dot.field("namespace");
    if (dot.field("chart").isEmpty()) {
      throw incomplete(at, "release " + name + " names no chart", "add chart:");
    }
    ChartRef published = chart(dot, at);
    ChartTrust trust =
        published.trust().or(isSaid(node, "insecureSkipTLSVerify"), isSaid(node, "plainHttp"));
    ChartRef chart =
        published.with(trust).with(new AddedCharts(charts, findings).read(node, dot.field("name")));
    List<Exec> execs = new ArrayList<>();
    Set<String> inputs = new LinkedHashSet<>(state.files());
    inputs.addAll(state.environment().files());
    boolean lenient =
        node.text("missingFileHandler")
            .map(word -> !word.equals("Error"))
            .orElseGet(state::isLenient);
    ReleaseValues values =
        new ReleaseValues(tree, templates, findings, state.folder(), dot, lenient, crds);
    List<ValuesDocument> documents = values.read(node);
    PostRenderReader after =
        new PostRenderReader(tree, templates, state.folder(), valued(dot, documents));
    List<PostRender> postRenders = after.read(node, forced(node, dot));
    List<String> needs = needs(node, namespace, dot);
    List<Hook> hooks = new HookReader(state.folder(), dot::expand).read(node);
    // What was read and run on the way is known only now.
    inputs.addAll(dot.read());
    inputs.addAll(values.inputs());
    inputs.addAll(after.inputs());
    execs.addAll(dot.execs());
    execs.addAll(values.execs());
    execs.addAll(after.execs());
    return new Release(
        name,
        namespace,
        chart,
        documents,
        needs,
        hooks,
        postRenders,
        List.copyOf(inputs),
        List.copyOf(execs),
        at);
  }

  private ChartRef chart(ReleaseDot dot, Place at) {
    ChartRef chart = charts.find(dot.field("chart"), dot.field("version"), dot.field("name"), at);
    if (chart.isGit() && chart.version().isEmpty()) {
      findings.add(
          FindingKind.RELEASE_WITHOUT_VERSION,
          at,
          "release " + dot.field("name") + " names no revision of its chart " + chart.from(),
          "pin it with ?ref= and a tag or commit");
    } else if (chart.isGit()) {
      return chart;
    } else if (chart.version().isEmpty() && !charts.isFolder(dot.field("chart"))) {
      findings.add(
          FindingKind.RELEASE_WITHOUT_VERSION,
          at,
          "release " + dot.field("name") + " names no version of its chart " + dot.field("chart"),
          "pin it with version:");
    } else if (RANGE.matcher(chart.version()).find()) {
      findings.add(
          FindingKind.RELEASE_WITHOUT_VERSION,
          at,
          "release "
              + dot.field("name")
              + " names a range of versions of its chart, "
              + chart.version(),
          "pin one version of it");
    }
    return chart;
  }

  /** By the release, or by {@code helmDefaults}. */
  private boolean isSaid(MapNode node, String key) {
    return node.text(key)
        .or(() -> state.root().at("helmDefaults").flatMap(all -> all.text(key)))
        .filter("true"::equals)
        .isPresent();
  }

  private static String forced(MapNode node, ReleaseDot dot) {
    return node.get("forceNamespace").orElse(null) instanceof ScalarNode text && !text.isNull()
        ? dot.expand(text)
        : "";
  }

  /** What templates of patches see: the release's values over those of the environment. */
  private static Map<String, Object> valued(ReleaseDot dot, List<ValuesDocument> documents) {
    Map<String, Object> all = dot.dot();
    Map<String, Object> merged = Environment.copy((Map<?, ?>) all.get("Values"));
    for (ValuesDocument document : documents) {
      for (YamlNode layer : Yaml.parse(document.yaml(), document.origin())) {
        if (layer instanceof MapNode map) {
          Environment.merge(merged, Reading.KUBERNETES.readMap(map));
        }
      }
    }
    all.put("Values", merged);
    return all;
  }

  /** {@code directory} is another word for {@code chart}. */
  private static MapNode withChart(MapNode node) {
    Optional<MapNode.Entry> directory = node.entry("directory");
    if (directory.isEmpty() || node.text("chart").isPresent()) {
      return node;
    }
    List<MapNode.Entry> entries = new ArrayList<>(node.entries());
    entries.add(
        new MapNode.Entry(
            ScalarNode.plain(directory.get().key().mark(), "chart"), directory.get().value()));
    return MapNode.of(node.mark(), entries);
  }

  /** What a release that cannot be read is called. */
  String qualifiedName(MapNode node) {
    return state.root().text("namespace").or(() -> node.text("namespace")).orElse(DEFAULT_NAMESPACE)
        + "/"
        + node.text("name").orElse("");
  }

  private boolean isInstalled(MapNode node) {
    return flag(node, "installed").orElse(true)
        && flag(node, "conditionTemplate")
            .orElseGet(() -> node.text("condition").map(path -> holds(path, node)).orElse(true));
  }

  /** A switch, or the template that gives it. */
  private Optional<Boolean> flag(MapNode node, String key) {
    Optional<YamlNode> template =
        node.get(key.endsWith("Template") ? key : key + "Template")
            .filter(ScalarNode.class::isInstance);
    if (template.isPresent()) {
      ScalarNode text = (ScalarNode) template.get();
      Map<String, Object> dot = state.environment().dot();
      dot.put(
          "Release",
          Map.of(
              "Name",
              node.text("name").orElse(""),
              "Namespace",
              node.text("namespace").orElse("")));
      return Optional.of(templates.expand(text, state.folder(), dot).text().strip().equals("true"));
    }
    return node.text(key)
        .filter(word -> !key.endsWith("Template"))
        .map(word -> !word.equals("false"));
  }

  /** A condition is true, false or the path of an {@code enabled} among the values. */
  private boolean holds(String path, MapNode node) {
    if (path.equalsIgnoreCase("true") || path.equalsIgnoreCase("false")) {
      return path.equalsIgnoreCase("true");
    }
    Object value = state.environment().values();
    String[] steps = path.split("\\.", -1);
    for (int i = 0; i < steps.length; i++) {
      Map<?, ?> map = value instanceof Map<?, ?> there ? there : Map.of();
      boolean last = i == steps.length - 1;
      if (!map.containsKey(steps[i]) && !last || last && !steps[i].equals("enabled")) {
        throw new ReadingProblem(
            FindingKind.UNDEFINED_VARIABLE.at(
                node.get("condition").map(YamlNode::mark).orElse(node.mark()),
                "the condition " + path + " names no value of the environment",
                "name one that ends in .enabled, or add it to the environment's values"));
      }
      value = map.get(steps[i]);
    }
    return Boolean.TRUE.equals(value);
  }

  /** Each as namespace/name; helmfile also takes a bare name and one with a context before it. */
  private static List<String> needs(MapNode node, String namespace, ReleaseDot dot) {
    List<String> needs = new ArrayList<>();
    for (YamlNode need : Nodes.items(node.get("needs"))) {
      if (need instanceof ScalarNode text) {
        String qualified = qualified(dot.expand(text), namespace);
        if (!needs.contains(qualified)) {
          needs.add(qualified);
        }
      }
    }
    return needs;
  }

  private static String qualified(String need, String namespace) {
    String[] parts = need.split("/", -1);
    return parts.length == 1
        ? namespace + "/" + need
        : parts[parts.length - 2] + "/" + parts[parts.length - 1];
  }

  static ReadingProblem incomplete(Place at, String what, String remedy) {
    return new ReadingProblem(FindingKind.RELEASE_INCOMPLETE.at(at, what, remedy));
  }
}
