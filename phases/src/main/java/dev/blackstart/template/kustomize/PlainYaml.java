package dev.blackstart.template.kustomize;

import dev.blackstart.template.yaml.Mark;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads YAML that is no manifest: patches, configurations, replacements. */
final class PlainYaml {
  private PlainYaml() {}

  /**
   * The documents of a patch: what begins as a JSON list must be JSON.
   *
   * @param file the name problems give
   */
  static List<Object> patch(String text, String file) {
    if (!text.stripLeading().startsWith("[")) {
      return values(text, file);
    }
    try {
      return List.of(Yaml.json(text, file));
    } catch (YamlProblem problem) {
      throw new KustomizeProblem(
          problem.mark(), "unable to parse SM or JSON patch: " + problem.what());
    }
  }

  /** The values of a text's documents, as Kubernetes reads them. */
  static List<Object> values(String text, String file) {
    try {
      List<Object> values = new ArrayList<>();
      Yaml.parse(text, file).forEach(node -> values.add(Reading.KUBERNETES.read(node)));
      return values;
    } catch (YamlProblem problem) {
      throw KustomizeProblem.of(problem);
    }
  }

  /** What a scalar without quotes means. */
  static Object plain(String text) {
    return ManifestReader.value(ScalarNode.plain(new Mark("", 1, 1), text));
  }

  /** The same, where every document must be a mapping. */
  static List<Map<String, Object>> maps(String text, String file) {
    List<Map<String, Object>> maps = new ArrayList<>();
    for (Object value : values(text, file)) {
      if (!(value instanceof Map<?, ?>)) {
        throw new KustomizeProblem(file, "a mapping expected");
      }
      maps.add(Values.asMap(value));
    }
    return maps;
  }
}
