package dev.blackstart.template.argo;

import dev.blackstart.template.kustomize.SourceTree;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The sets of parameters a generator makes. Of clusters there is the one Argo CD runs in; what asks
 * another server (SCM providers, pull requests, plugins) is refused by its name.
 */
final class Generators {
  private static final Set<String> BESIDES = Set.of("template", "selector");

  private final SourceTree tree;
  private final Rendered rendered;

  Generators(SourceTree tree, Rendered rendered) {
    this.tree = tree;
    this.rendered = rendered;
  }

  /**
   * What one generator makes.
   *
   * @param known parameters its own texts may name
   * @throws ApplicationSetProblem when it is broken or cannot be asked here
   */
  List<Map<String, Object>> of(Map<String, Object> generator, Map<String, Object> known) {
    String kind =
        generator.keySet().stream()
            .filter(key -> !BESIDES.contains(key))
            .findFirst()
            .orElseThrow(() -> new ApplicationSetProblem("a generator is empty"));
    Map<String, Object> fields =
        known.isEmpty()
            ? Fields.map(generator.get(kind))
            : Fields.map(rendered.all(generator.get(kind), known));
    List<Map<String, Object>> made =
        switch (kind) {
          case "list" -> valued(list(fields), Map.of());
          case "git" ->
              valued(
                  new GitGenerator(tree, rendered.isGoTemplate(), fields).parameters(),
                  Fields.map(fields.get("values")));
          case "clusters" -> clusters(fields);
          case "matrix" -> matrix(fields);
          case "merge" -> merge(fields);
          default ->
              throw ApplicationSetProblem.elsewhere(
                  "generator " + kind + " asks what lies outside the repository");
        };
    ParameterSelector selector = new ParameterSelector(Fields.map(generator.get("selector")));
    return made.stream().filter(selector::takes).toList();
  }

  private List<Map<String, Object>> list(Map<String, Object> fields) {
    List<Object> elements = new ArrayList<>(Fields.list(fields.get("elements")));
    String more = Fields.text(fields, "elementsYaml");
    try {
      if (!more.isBlank() && Yaml.document(more, "elementsYaml") instanceof ListNode list) {
        elements.addAll((List<?>) Reading.KUBERNETES.read(list));
      }
    } catch (YamlProblem problem) {
      throw new ApplicationSetProblem(problem.getMessage());
    }
    List<Map<String, Object>> all = new ArrayList<>();
    for (Object element : elements) {
      all.add(rendered.isGoTemplate() ? Fields.map(element) : texts(Fields.map(element)));
    }
    return all;
  }

  private static Map<String, Object> texts(Map<String, Object> element) {
    Map<String, Object> texts = new LinkedHashMap<>();
    element.forEach(
        (key, value) -> {
          if (key.equals("values")) {
            Fields.map(value).forEach((name, each) -> texts.put("values." + name, "" + each));
          } else if (value instanceof Map<?, ?> || value instanceof List<?>) {
            throw new ApplicationSetProblem(
                "element " + key + " of a list is no text, and goTemplate is not true");
          } else {
            texts.put(key, String.valueOf(value));
          }
        });
    return texts;
  }

  /** The cluster Argo CD runs in; a selector asks for labels that only others can have. */
  private List<Map<String, Object>> clusters(Map<String, Object> fields) {
    if (!Fields.map(fields.get("selector")).isEmpty()) {
      throw ApplicationSetProblem.elsewhere(
          "generator clusters selects by labels of cluster Secrets");
    }
    Map<String, Object> own = new LinkedHashMap<>();
    own.put("name", "in-cluster");
    own.put("nameNormalized", "in-cluster");
    own.put("server", "https://kubernetes.default.svc");
    own.put("project", "");
    List<Map<String, Object>> all = valued(List.of(own), Fields.map(fields.get("values")));
    return Fields.text(fields, "flatList").equals("true") ? List.of(Map.of("clusters", all)) : all;
  }

  private List<Map<String, Object>> valued(
      List<Map<String, Object>> sets, Map<String, Object> values) {
    if (values.isEmpty()) {
      return sets;
    }
    for (Map<String, Object> set : sets) {
      Map<String, Object> filled = Fields.map(rendered.all(values, set));
      if (rendered.isGoTemplate()) {
        set.put("values", filled);
      } else {
        filled.forEach((key, value) -> set.put("values." + key, value));
      }
    }
    return sets;
  }

  private List<Map<String, Object>> matrix(Map<String, Object> fields) {
    List<?> two = Fields.list(fields.get("generators"));
    if (two.size() != 2) {
      throw new ApplicationSetProblem("generator matrix wants two generators");
    }
    List<Map<String, Object>> all = new ArrayList<>();
    for (Map<String, Object> first : of(Fields.map(two.get(0)), Map.of())) {
      for (Map<String, Object> second : of(Fields.map(two.get(1)), first)) {
        all.add(Fields.merged(second, first));
      }
    }
    return all;
  }

  private List<Map<String, Object>> merge(Map<String, Object> fields) {
    List<?> generators = Fields.list(fields.get("generators"));
    List<?> keys = Fields.list(fields.get("mergeKeys"));
    if (generators.size() < 2 || keys.isEmpty()) {
      throw new ApplicationSetProblem("generator merge wants two generators and mergeKeys");
    }
    Map<Object, Map<String, Object>> merged = keyed(Fields.map(generators.get(0)), keys);
    for (Object each : generators.subList(1, generators.size())) {
      keyed(Fields.map(each), keys)
          .forEach(
              (key, over) -> merged.computeIfPresent(key, (k, base) -> Fields.merged(base, over)));
    }
    return List.copyOf(merged.values());
  }

  private Map<Object, Map<String, Object>> keyed(Map<String, Object> generator, List<?> keys) {
    Map<Object, Map<String, Object>> keyed = new LinkedHashMap<>();
    for (Map<String, Object> set : of(generator, Map.of())) {
      List<String> key = keys.stream().map(each -> String.valueOf(set.get("" + each))).toList();
      if (keyed.put(key, set) != null) {
        throw new ApplicationSetProblem(
            "generator merge: two sets of parameters are the same by " + keys + ": " + key);
      }
    }
    return keyed;
  }
}
