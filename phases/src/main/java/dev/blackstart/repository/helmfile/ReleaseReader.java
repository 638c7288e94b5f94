package dev.blackstart.repository.helmfile;

import dev.blackstart.cluster.ChartRef;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.Release;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.ReadingProblem;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.template.yaml.MapNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one entry of a helmfile's {@code releases}. */
final class ReleaseReader {
  private static final String DEFAULT_NAMESPACE = "default";

  /** Keys of a release that are read, or that change nothing of what is installed. */
  private static final Set<String> KNOWN =
      Set.of(
          "name",
          "namespace",
          "chart",
          "version",
          "needs",
          "values",
          "set",
          "hooks",
          "installed",
          "condition",
          "labels",
          "missingFileHandler",
          "createNamespace",
          "wait",
          "waitForJobs",
          "timeout",
          "atomic",
          "cleanupOnFail",
          "recreatePods",
          "historyMax",
          "verify",
          "force",
          "forceConflicts",
          "disableValidation",
          "disableValidationOnInstall",
          "disableOpenAPIValidation",
          "skipDeps");

  private final RepositoryFiles tree;
  private final GoTemplates templates;
  private final Findings findings;
  private final String file;
  private final Environment environment;
  private final ChartReferences charts;

  ReleaseReader(
      RepositoryFiles tree,
      GoTemplates templates,
      Findings findings,
      String file,
      Environment environment,
      ChartReferences charts) {
    this.tree = tree;
    this.templates = templates;
    this.findings = findings;
    this.file = file;
    this.environment = environment;
    this.charts = charts;
  }

  /**
   * The release; empty when its helmfile says it is not installed.
   *
   * @param lenient whether the helmfile lets values files be missing
   */
  Optional<Release> read(MapNode node, boolean lenient) {
    Place at = Findings.place(node.mark());
    String name =
        node.text("name")
            .orElseThrow(() -> incomplete(at, "a release has no name", "give it a name"));
    node.entries().stream()
        .map(MapNode.Entry::key)
        .filter(key -> !KNOWN.contains(key.text()))
        .forEach(key -> findings.add(HelmfileReader.notUnderstoodAt(key)));
    if (!isInstalled(node)) {
      return Optional.empty();
    }
    String namespace =
        node.text("namespace").map(text -> expand(text, name, "")).orElse(DEFAULT_NAMESPACE);
    Map<String, Object> dot = dot(name, namespace);
    String chart =
        node.text("chart")
            .map(text -> expand(text, dot))
            .orElseThrow(() -> incomplete(at, "release " + name + " names no chart", "add chart:"));
    String version = node.text("version").map(text -> expand(text, dot)).orElse("");
    if (version.isEmpty() && !ChartReferences.isFolder(chart)) {
      findings.add(
          FindingKind.RELEASE_WITHOUT_VERSION,
          at,
          "release " + name + " names no version of its chart " + chart,
          "pin it with version:");
    }
    ChartRef reference =
        charts
            .find(chart, version)
            .orElseThrow(
                () ->
                    incomplete(
                        at,
                        "release "
                            + name
                            + " takes its chart "
                            + chart
                            + " from a repository the helmfile does not declare",
                        "write the chart as oci://…, or declare the repository under"
                            + " repositories"));
    Set<String> inputs = new LinkedHashSet<>();
    inputs.add(file);
    inputs.addAll(environment.files());
    ReleaseValues values =
        new ReleaseValues(tree, templates, findings, file, dot, lenient || isLenient(node));
    return Optional.of(
        new Release(
            name,
            namespace,
            reference,
            values.read(node, inputs),
            needs(node, namespace, dot),
            new HookReader(file, text -> expand(text, dot)).read(node),
            List.copyOf(inputs),
            at));
  }

  /** What a release that cannot be read is called. */
  String qualifiedName(MapNode node) {
    return node.text("namespace").orElse(DEFAULT_NAMESPACE) + "/" + node.text("name").orElse("");
  }

  private Map<String, Object> dot(String name, String namespace) {
    Map<String, Object> release = new LinkedHashMap<>();
    release.put("Name", name);
    release.put("Namespace", namespace);
    Map<String, Object> dot = environment.dot();
    dot.put("Release", release);
    return dot;
  }

  /** Expressions in a release's texts see the release itself. */
  private String expand(String text, String name, String namespace) {
    return expand(text, dot(name, namespace));
  }

  private String expand(String text, Map<String, Object> dot) {
    return text.contains("{{") ? templates.render(text, file, dot).text() : text;
  }

  private boolean isInstalled(MapNode node) {
    boolean wanted = node.text("installed").filter("false"::equals).isEmpty();
    return wanted && node.text("condition").map(this::isTrue).orElse(true);
  }

  private boolean isTrue(String path) {
    Object value = environment.values();
    for (String step : path.split("\\.", -1)) {
      value = value instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return Boolean.TRUE.equals(value);
  }

  private static boolean isLenient(MapNode node) {
    return node.text("missingFileHandler").filter(word -> !word.equals("Error")).isPresent();
  }

  /** Each as namespace/name; helmfile also takes a bare name and one with a context before it. */
  private List<String> needs(MapNode node, String namespace, Map<String, Object> dot) {
    List<String> needs = new ArrayList<>();
    Nodes.texts(node.get("needs"))
        .forEach(text -> needs.add(qualified(expand(text, dot), namespace)));
    return needs;
  }

  private static String qualified(String need, String namespace) {
    String[] parts = need.split("/", -1);
    return parts.length == 1
        ? namespace + "/" + need
        : parts[parts.length - 2] + "/" + parts[parts.length - 1];
  }

  private static ReadingProblem incomplete(Place at, String what, String remedy) {
    Finding finding = FindingKind.RELEASE_INCOMPLETE.at(at, what, remedy);
    return new ReadingProblem(finding);
  }
}
