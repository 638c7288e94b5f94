package dev.blackstart.repository.helmfile;

import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Mark;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The documents of one helmfile. Helmfile renders them one after another: a document sees the
 * environment values of those before it.
 */
final class HelmfileDocuments {
  private final RepositoryFiles tree;
  private final GoTemplates templates;
  private final Findings findings;

  HelmfileDocuments(RepositoryFiles tree, GoTemplates templates, Findings findings) {
    this.tree = tree;
    this.templates = templates;
    this.findings = findings;
  }

  /**
   * Reads a file's documents and adds the values of its environment to the one given.
   *
   * @throws dev.blackstart.template.yaml.YamlProblem when one is no YAML
   * @throws dev.blackstart.template.TemplateProblem when one cannot be rendered
   */
  List<MapNode> read(String file, Environment environment) {
    List<MapNode> documents = new ArrayList<>();
    String text = tree.read(file);
    for (String part : GoTemplates.isTemplate(file) ? parts(text) : List.of(text)) {
      String rendered =
          GoTemplates.isTemplate(file)
              ? templates.render(part, file, environment.dot()).text()
              : part;
      for (YamlNode document : Yaml.parse(rendered, file)) {
        switch (document) {
          case MapNode map -> {
            documents.add(map);
            readEnvironment(map, file, environment);
          }
          case ListNode list -> wrong(list.mark());
          case ScalarNode scalar -> wrong(scalar.mark());
        }
      }
    }
    return documents;
  }

  /** Each part keeps its lines: those before it are left empty. */
  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    int line = 0;
    for (String next : text.split("\n", -1)) {
      if (next.stripTrailing().equals("---")) {
        parts.add(part.toString());
        part = new StringBuilder("\n".repeat(line + 1));
      } else {
        part.append(next).append('\n');
      }
      line++;
    }
    parts.add(part.toString());
    return parts;
  }

  private void wrong(Mark mark) {
    findings.add(
        FindingKind.YAML_ERROR,
        mark,
        "a helmfile's document is a mapping, this is none",
        "correct the YAML of " + mark.file());
  }

  private void readEnvironment(MapNode document, String file, Environment environment) {
    for (YamlNode entry :
        Nodes.items(
            document
                .get("environments")
                .flatMap(
                    all ->
                        all instanceof MapNode map ? map.get(environment.name()) : Optional.empty())
                .flatMap(own -> own.at("values")))) {
      switch (entry) {
        case MapNode inline -> environment.add(Reading.KUBERNETES.readMap(inline));
        case ScalarNode path -> findings.attempt(() -> readValues(path, file, environment));
        case ListNode list -> wrong(list.mark());
      }
    }
  }

  private void readValues(ScalarNode path, String file, Environment environment) {
    String resolved =
        tree.resolve(RepositoryFiles.folder(file), path.text(), Findings.place(path.mark()));
    String text = tree.read(resolved, Findings.place(path.mark()));
    String rendered =
        GoTemplates.isTemplate(resolved)
            ? templates.render(text, resolved, environment.dot()).text()
            : text;
    for (YamlNode document : Yaml.parse(rendered, resolved)) {
      Map<String, Object> values =
          document instanceof MapNode map ? Reading.KUBERNETES.readMap(map) : Map.of();
      environment.add(resolved, values);
    }
  }
}
