package dev.blackstart.repository.helmfile;

import dev.blackstart.cluster.Place;
import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.Findings;
import dev.blackstart.repository.source.ReadingProblem;
import dev.blackstart.repository.source.RepositoryFiles;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Mark;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a helmfile into one state. Its parts, which lines {@code ---} part, are rendered one after
 * another, each seeing the environment of those before it; bases come before the part that names
 * them, and their paths begin in the folder of the helmfile (helmfile's documentation, "Layering").
 */
final class StateReader {
  private final RepositoryFiles tree;
  private final GoTemplates templates;
  private final EnvironmentReader environments;
  private final HelmfileKeys keys;

  StateReader(RepositoryFiles tree, GoTemplates templates, Findings findings) {
    this.tree = tree;
    this.templates = templates;
    this.environments = new EnvironmentReader(tree, templates, findings);
    this.keys = new HelmfileKeys(findings);
  }

  /**
   * Reads a file for an environment.
   *
   * @param at who names it
   * @param environment grows by what the file says of it
   * @throws ReadingProblem when a file is missing or no helmfile
   * @throws YamlProblem when a part is no YAML
   * @throws dev.blackstart.template.TemplateProblem when one cannot be rendered
   */
  State read(String file, Place at, Environment environment) {
    Set<String> files = new LinkedHashSet<>(List.of(file));
    String folder = RepositoryFiles.folder(file);
    MapNode root = parts(file, folder, at, environment, files, true);
    return new State(file, root, environment, files);
  }

  private MapNode parts(
      String file,
      String folder,
      Place namedAt,
      Environment environment,
      Set<String> files,
      boolean withBases) {
    MapNode state = MapNode.of(new Mark(file, 1, 1), List.of());
    for (String part : parts(tree.read(file, namedAt))) {
      String rendered =
          GoTemplates.isTemplate(file)
              ? templates.render(part, file, folder, environment.dot()).text()
              : part;
      MapNode layer = MapNode.of(new Mark(file, 1, 1), List.of());
      for (YamlNode document : documents(rendered, file)) {
        layer = StateMerge.APPEND.merge(layer, mapping(document));
      }
      keys.check(layer);
      layer = withBases ? onBases(layer, folder, environment, files) : withoutBases(layer);
      environments.read(layer, folder, environment);
      state = StateMerge.REPLACE.merge(state, layer);
    }
    return state;
  }

  private MapNode onBases(
      MapNode layer, String folder, Environment environment, Set<String> files) {
    MapNode merged = MapNode.of(layer.mark(), List.of());
    for (YamlNode base : Nodes.items(layer.get("bases"))) {
      if (!(base instanceof ScalarNode path)) {
        throw wrong(base.mark(), "a base is the path of a file");
      }
      Place at = Findings.place(path.mark());
      if (path.text().contains("://") || path.text().contains("::")) {
        throw new ReadingProblem(
            FindingKind.HELMFILE_KEY.at(
                at, "the base " + path.text() + " is not fetched", "keep it in the repository"));
      }
      String file = tree.resolve(folder, path.text(), at);
      if (!files.add(file)) {
        throw new ReadingProblem(
            FindingKind.HELMFILE_LOOP.at(
                at, file + " is a base of itself, or twice a base", "name it once"));
      }
      MapNode state = parts(file, folder, at, environment, files, false);
      merged = StateMerge.APPEND.merge(merged, state);
    }
    return StateMerge.APPEND.merge(merged, layer);
  }

  /** Helmfile refuses bases of bases. */
  private static MapNode withoutBases(MapNode layer) {
    List<YamlNode> bases = Nodes.items(layer.get("bases"));
    if (!bases.isEmpty()) {
      throw new ReadingProblem(
          FindingKind.HELMFILE_LOOP.at(
              bases.getFirst().mark(),
              "a base names bases of its own, which helmfile refuses",
              "name all bases in the helmfile itself"));
    }
    return layer;
  }

  private static List<YamlNode> documents(String text, String file) {
    try {
      return Yaml.parse(text, file);
    } catch (YamlProblem problem) {
      if (!GoTemplates.isTemplate(file) && text.contains("{{")) {
        throw new ReadingProblem(
            FindingKind.YAML_ERROR.at(
                problem.mark(),
                problem.what(),
                "a helmfile with expressions outside of quotes is named " + file + ".gotmpl"));
      }
      throw problem;
    }
  }

  private static MapNode mapping(YamlNode document) {
    return switch (document) {
      case MapNode map -> map;
      case ScalarNode scalar when scalar.isNull() -> MapNode.of(scalar.mark(), List.of());
      case ScalarNode scalar -> throw wrong(scalar.mark(), "a helmfile's document is a mapping");
      case ListNode list -> throw wrong(list.mark(), "a helmfile's document is a mapping");
    };
  }

  private static ReadingProblem wrong(Mark mark, String what) {
    return new ReadingProblem(
        FindingKind.YAML_ERROR.at(
            mark, what + ", this is none", "correct the YAML of " + mark.file()));
  }

  /** Each part keeps its lines: those before it are left empty. */
  static List<String> parts(String text) {
    String[] lines = text.replace("\r\n", "\n").split("\n", -1);
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].equals("---") && i > 0) {
        parts.add(part.toString());
        part = new StringBuilder("\n".repeat(i + 1));
      } else {
        part.append(lines[i]).append('\n');
      }
    }
    parts.add(part.toString());
    return parts;
  }
}
