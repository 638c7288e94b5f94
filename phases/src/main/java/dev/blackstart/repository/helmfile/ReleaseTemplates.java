package dev.blackstart.repository.helmfile;

import dev.blackstart.repository.source.FindingKind;
import dev.blackstart.repository.source.ReadingProblem;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The templates releases inherit ({@code templates}, {@code inherit}, {@code defaultInherit}): what
 * a release says itself wins, its lists follow those it inherits.
 */
final class ReleaseTemplates {
  private static final Set<String> EXCEPT =
      Set.of("labels", "values", "valuesTemplate", "set", "setString", "setTemplate", "secrets");

  private final Optional<MapNode> templates;
  private final List<ScalarNode> defaults;

  ReleaseTemplates(MapNode root) {
    this.templates =
        root.get("templates").filter(MapNode.class::isInstance).map(MapNode.class::cast);
    this.defaults =
        root.get("defaultInherit").stream()
            .flatMap(
                node ->
                    node instanceof ListNode list ? list.items().stream() : List.of(node).stream())
            .filter(ScalarNode.class::isInstance)
            .map(ScalarNode.class::cast)
            .filter(name -> !name.text().isBlank())
            .toList();
  }

  private record Inherited(ScalarNode name, List<YamlNode> except) {}

  /**
   * The release with all it inherits.
   *
   * @throws ReadingProblem when a template is not there or inherits itself
   */
  MapNode complete(MapNode release) {
    List<Inherited> inherited = inherited(release);
    Map<String, Inherited> all = new LinkedHashMap<>();
    defaults.stream()
        .filter(name -> inherited.stream().noneMatch(own -> own.name().text().equals(name.text())))
        .forEach(name -> all.putIfAbsent(name.text(), new Inherited(name, List.of())));
    inherited.forEach(own -> all.put(own.name().text(), own));
    return onTop(release, List.copyOf(all.values()), List.of());
  }

  private MapNode onTop(MapNode release, List<Inherited> inherited, List<String> path) {
    if (inherited.isEmpty()) {
      return release;
    }
    MapNode below = MapNode.of(release.mark(), List.of());
    for (Inherited each : inherited) {
      below = StateMerge.APPEND.merge(below, template(each, path));
    }
    return without(StateMerge.APPEND.merge(below, release), Set.of("inherit"));
  }

  private MapNode template(Inherited inherited, List<String> path) {
    String name = inherited.name().text();
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    if (path.contains(name)) {
      throw new ReadingProblem(
          FindingKind.HELMFILE_LOOP.at(
              inherited.name().mark(),
              "templates inherit in a circle: " + String.join(" → ", longer),
              "remove one of these inherit"));
    }
    MapNode template =
        templates
            .flatMap(all -> all.get(name))
            .filter(MapNode.class::isInstance)
            .map(MapNode.class::cast)
            .orElseThrow(() -> missing(inherited.name()));
    MapNode complete = onTop(template, inherited(template), longer);
    List<String> except = new ArrayList<>();
    for (YamlNode word : inherited.except()) {
      String text = word instanceof ScalarNode scalar ? scalar.text() : "";
      if (!EXCEPT.contains(text)) {
        throw new ReadingProblem(
            FindingKind.HELMFILE_KEY_UNKNOWN.at(
                word.mark(),
                "helmfile leaves out no " + text + " of a template",
                "use one of " + String.join(", ", EXCEPT.stream().sorted().toList())));
      }
      except.add(text);
    }
    return without(complete, Set.copyOf(except));
  }

  private ReadingProblem missing(ScalarNode name) {
    String known =
        templates
            .map(all -> String.join(", ", all.keys()))
            .filter(all -> !all.isEmpty())
            .orElse("");
    return new ReadingProblem(
        FindingKind.HELMFILE_TEMPLATE.at(
            name.mark(),
            "there is no release template " + name.text(),
            known.isEmpty() ? "define it below templates:" : "name one of " + known));
  }

  private static List<Inherited> inherited(MapNode release) {
    List<Inherited> inherited = new ArrayList<>();
    List<YamlNode> entries =
        release
            .get("inherit")
            .map(node -> node instanceof ListNode list ? list.items() : List.of(node))
            .orElse(List.of());
    for (YamlNode entry : entries) {
      switch (entry) {
        case ScalarNode name -> inherited.add(new Inherited(name, List.of()));
        case MapNode map ->
            map.get("template")
                .filter(ScalarNode.class::isInstance)
                .ifPresent(
                    name ->
                        inherited.add(
                            new Inherited((ScalarNode) name, Nodes.items(map.get("except")))));
        case ListNode list ->
            throw new ReadingProblem(
                FindingKind.YAML_ERROR.at(
                    list.mark(), "inherit takes names of templates, this is a list", "name one"));
      }
    }
    return inherited;
  }

  private static MapNode without(MapNode map, Set<String> keys) {
    return MapNode.of(
        map.mark(),
        map.entries().stream().filter(entry -> !keys.contains(entry.key().text())).toList());
  }
}
