package dev.blackstart.repository.helmfile;

import dev.blackstart.cluster.Exec;
import dev.blackstart.cluster.Finding;
import dev.blackstart.cluster.Place;
import dev.blackstart.cluster.ValuesDocument;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.ReadingProblem;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The layers of values a release is installed with. */
final class ReleaseValues {
  private final RepositoryFiles tree;
  private final GoTemplates templates;
  private final Findings findings;
  private final String folder;
  private final ReleaseDot dot;
  private final boolean lenient;
  private final boolean crds;
  private final Set<String> inputs = new LinkedHashSet<>();
  private final List<Exec> execs = new ArrayList<>();

  /**
   * @param folder of the helmfile
   * @param dot what templates see
   * @param lenient whether a missing file is no values instead of a mistake
   * @param crds whether only CRDs are wanted, which seldom hang on values
   */
  ReleaseValues(
      RepositoryFiles tree,
      GoTemplates templates,
      Findings findings,
      String folder,
      ReleaseDot dot,
      boolean lenient,
      boolean crds) {
    this.tree = tree;
    this.templates = templates;
    this.findings = findings;
    this.folder = folder;
    this.dot = dot;
    this.lenient = lenient;
    this.crds = crds;
  }

  /** The layers in order. */
  List<ValuesDocument> read(MapNode release) {
    String prefix = release.text("valuesPathPrefix").orElse("");
    List<ValuesDocument> layers = new ArrayList<>();
    for (YamlNode entry : Nodes.items(release.get("valuesTemplate"))) {
      attempt(() -> layers.addAll(layers(rendered(entry), prefix)));
    }
    for (YamlNode entry : Nodes.items(release.get("values"))) {
      attempt(() -> layers.addAll(layers(entry, prefix)));
    }
    new SetValues(dot::expand, this::content).read(release).ifPresent(layers::add);
    if (!crds) {
      layers.forEach(
          layer -> LayerChecks.check(dot.field("name"), release.mark(), layer, findings));
    }
    if (!crds && layers.size() == 1) {
      LayerChecks.valuesFrom(dot.field("name"), inputs, tree, findings);
    }
    return layers;
  }

  private void attempt(Runnable reading) {
    if (!crds) {
      findings.attempt(reading);
      return;
    }
    Findings found = new Findings();
    found.attempt(reading);
    for (Finding problem : found.all()) {
      findings.add(
          FindingKind.CRD_VALUES,
          problem.at(),
          "the CRDs of "
              + dot.field("name")
              + " are rendered without these values: "
              + problem.what(),
          problem.remedy());
    }
  }

  /** Every file they are made from. */
  Set<String> inputs() {
    return inputs;
  }

  /** Every program they called. */
  List<Exec> execs() {
    return execs;
  }

  /** Inline values of {@code valuesTemplate} hold expressions. */
  private YamlNode rendered(YamlNode entry) {
    if (!(entry instanceof MapNode map)) {
      return entry;
    }
    List<YamlNode> documents =
        Yaml.parse(dot.expand(Yaml.write(map), map.mark()), map.mark().file());
    return documents.isEmpty() || !(documents.getFirst() instanceof MapNode values)
        ? MapNode.of(map.mark(), List.of())
        : MapNode.of(map.mark(), List.copyOf(values.entries()));
  }

  private List<ValuesDocument> layers(YamlNode entry, String prefix) {
    return switch (entry) {
      case MapNode inline ->
          List.of(new ValuesDocument(inline.mark().toString(), Yaml.write(inline)));
      case ScalarNode path -> paths(path, prefix).stream().map(file -> layer(file, path)).toList();
      case ListNode list ->
          throw new ReadingProblem(
              FindingKind.YAML_ERROR.at(
                  list.mark(),
                  "values are paths and mappings, this is a list",
                  "correct the YAML of " + list.mark().file()));
    };
  }

  /** One file, or those a pattern with a star matches. */
  private List<String> paths(ScalarNode entry, String prefix) {
    Place at = Findings.place(entry.mark());
    String text = prefix + dot.expand(entry);
    if (text.contains("://") || text.contains("::")) {
      throw new ReadingProblem(
          FindingKind.HELMFILE_KEY.at(
              at, "values from " + text + " are not fetched", "keep the file in the repository"));
    }
    return tree.matches(folder, text, at, lenient);
  }

  private String content(ScalarNode path) {
    Place at = Findings.place(path.mark());
    String file = tree.resolve(folder, dot.expand(path), at);
    inputs.add(file);
    return tree.read(file, at);
  }

  private ValuesDocument layer(String path, ScalarNode entry) {
    String text = tree.read(path, Findings.place(entry.mark()));
    inputs.add(path);
    if (!GoTemplates.isTemplate(path)) {
      return new ValuesDocument(path, mapping(text, path));
    }
    GoTemplates.Rendered rendered = templates.render(text, path, dot.dot());
    inputs.addAll(rendered.read());
    execs.addAll(rendered.execs());
    String origin =
        rendered.read().isEmpty() ? path : String.join(", ", rendered.read()) + " through " + path;
    return new ValuesDocument(origin, mapping(rendered.text(), path));
  }

  /** The text when it is a mapping, nothing when it is null. */
  private static String mapping(String text, String path) {
    List<YamlNode> documents = Yaml.parse(text, path);
    if (documents.size() > 1) {
      throw wrong(path, documents.get(1), "values are one document, here is a second");
    }
    if (documents.isEmpty()) {
      return "";
    }
    return switch (documents.getFirst()) {
      case MapNode map -> Yaml.write(map);
      case ScalarNode scalar when scalar.isNull() -> "";
      case ScalarNode scalar -> throw wrong(path, scalar, "values are a mapping, this is none");
      case ListNode list -> throw wrong(path, list, "values are a mapping, this is a list");
    };
  }

  private static ReadingProblem wrong(String path, YamlNode node, String what) {
    return new ReadingProblem(
        FindingKind.YAML_ERROR.at(
            GoTemplates.isTemplate(path) ? new Place(path, 0) : node.mark(),
            what,
            "correct the values of " + path));
  }
}
