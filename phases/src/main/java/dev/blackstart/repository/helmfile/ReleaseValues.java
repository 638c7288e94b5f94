package dev.blackstart.repository.helmfile;

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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The layers of values a release is installed with. */
final class ReleaseValues {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{[A-Za-z_][A-Za-z0-9_]*(:?[=-][^}]*)?}");

  private final RepositoryFiles tree;
  private final GoTemplates templates;
  private final Findings findings;
  private final String file;
  private final Map<String, Object> dot;
  private final boolean lenient;

  /**
   * @param file the helmfile
   * @param dot what templates see
   * @param lenient whether a missing file is no values instead of a mistake
   */
  ReleaseValues(
      RepositoryFiles tree,
      GoTemplates templates,
      Findings findings,
      String file,
      Map<String, Object> dot,
      boolean lenient) {
    this.tree = tree;
    this.templates = templates;
    this.findings = findings;
    this.file = file;
    this.dot = dot;
    this.lenient = lenient;
  }

  /**
   * The layers in order.
   *
   * @param inputs gets every file they are made from
   */
  List<ValuesDocument> read(MapNode release, Set<String> inputs) {
    List<ValuesDocument> layers = new ArrayList<>();
    for (YamlNode entry : Nodes.items(release.get("values"))) {
      switch (entry) {
        case MapNode inline ->
            layers.add(new ValuesDocument(inline.mark().toString(), Yaml.write(inline)));
        case ScalarNode path ->
            findings.attempt(() -> paths(path).forEach(p -> layers.add(layer(p, path, inputs))));
        case ListNode list ->
            findings.add(
                FindingKind.YAML_ERROR,
                list.mark(),
                "values are paths and mappings, this is a list",
                "correct the YAML of " + file);
      }
    }
    SetValues.read(release).ifPresent(layers::add);
    layers.forEach(layer -> unsubstituted(release, layer));
    return layers;
  }

  /** One file, or those a pattern with a star matches. */
  private List<String> paths(ScalarNode entry) {
    Place at = Findings.place(entry.mark());
    String text =
        entry.text().contains("{{")
            ? templates.render(entry.text(), file, dot).text()
            : entry.text();
    if (text.contains("://") || text.contains("::")) {
      throw new ReadingProblem(
          FindingKind.HELMFILE_KEY.at(
              at, "values from " + text + " are not fetched", "keep the file in the repository"));
    }
    String path = tree.resolve(RepositoryFiles.folder(file), text, at);
    if (!path.contains("*")) {
      return lenient && !tree.isFile(path) ? List.of() : List.of(path);
    }
    Pattern glob = Pattern.compile(("\\Q" + path + "\\E").replace("*", "\\E[^/]*\\Q"));
    List<String> matches =
        tree.files().stream().filter(candidate -> glob.matcher(candidate).matches()).toList();
    if (matches.isEmpty() && !lenient) {
      throw new ReadingProblem(
          FindingKind.MISSING_FILE.at(
              at, path + " matches no file", "add the file, or correct the path that names it"));
    }
    return matches;
  }

  private ValuesDocument layer(String path, ScalarNode entry, Set<String> inputs) {
    String text = tree.read(path, Findings.place(entry.mark()));
    inputs.add(path);
    if (!GoTemplates.isTemplate(path)) {
      return new ValuesDocument(path, mapping(text, path));
    }
    GoTemplates.Rendered rendered = templates.render(text, path, dot);
    inputs.addAll(rendered.read());
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
        FindingKind.YAML_ERROR.at(node.mark(), what, "correct the values of " + path));
  }

  private void unsubstituted(MapNode release, ValuesDocument layer) {
    Matcher variable = VARIABLE.matcher(layer.yaml());
    if (variable.find()) {
      findings.add(
          FindingKind.UNSUBSTITUTED_VARIABLE,
          release.mark(),
          "values of release "
              + release.text("name").orElse("")
              + " hold "
              + variable.group()
              + ", which only Flux replaces ("
              + layer.origin()
              + ")",
          "put the value itself there, or into a layer only the bootstrap reads");
    }
  }
}
