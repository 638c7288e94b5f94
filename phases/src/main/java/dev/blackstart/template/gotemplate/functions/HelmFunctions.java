package dev.blackstart.template.gotemplate.functions;

import static java.util.Map.entry;

import dev.blackstart.template.gotemplate.Arguments;
import dev.blackstart.template.gotemplate.Function;
import dev.blackstart.template.gotemplate.FunctionFailure;
import dev.blackstart.template.gotemplate.Printed;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import dev.blackstart.template.yaml.YamlStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Helm adds to sprig. Its YAML goes by way of JSON, so every number read is a float64. */
final class HelmFunctions {
  static final Map<String, Function> TABLE =
      Map.ofEntries(
          entry("include", Function.of(2, a -> a.include(a.text(0), a.get(1)))),
          entry("tpl", Function.of(2, a -> a.render(a.text(0), a.get(1)))),
          entry("required", Function.of(2, HelmFunctions::required)),
          // As without a cluster, where Helm finds nothing.
          entry("lookup", Function.of(4, a -> new LinkedHashMap<String, Object>())),
          entry("toYaml", Function.of(1, a -> toYaml(a.get(0)))),
          entry("mustToYaml", Function.of(1, a -> toYaml(a.get(0)))),
          entry("fromYaml", Function.of(1, a -> fromYaml(a.text(0)))),
          entry("fromYamlArray", Function.of(1, a -> fromYamlArray(a.text(0)))),
          entry("fromJson", Function.of(1, a -> fromJson(a.text(0)))),
          entry("fromJsonArray", Function.of(1, a -> fromJsonArray(a.text(0)))));

  private HelmFunctions() {}

  static Object required(Arguments arguments) {
    Object value = arguments.get(1);
    if (value == null || value.equals("")) {
      throw new FunctionFailure(arguments.text(0));
    }
    return value;
  }

  static String toYaml(Object value) {
    return Yaml.write(whole(value), YamlStyle.HELM).stripTrailing();
  }

  /** A float without a fraction becomes an integer on its way through JSON. */
  private static Object whole(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Object> whole = new LinkedHashMap<>();
        map.forEach((key, item) -> whole.put((String) key, whole(item)));
        yield whole;
      }
      case List<?> list -> {
        List<Object> whole = new ArrayList<>();
        list.forEach(item -> whole.add(whole(item)));
        yield whole;
      }
      case Double number when number % 1 == 0 && Math.abs(number) < 1e18 -> number.longValue();
      case Printed text -> text.toString();
      case null, default -> value;
    };
  }

  /** A text that cannot be read gives a dictionary with the reason under {@code Error}. */
  private static Object fromYaml(String text) {
    try {
      List<YamlNode> documents = Yaml.parse(text, "YAML");
      if (documents.isEmpty()) {
        return new LinkedHashMap<>();
      }
      return documents.getFirst() instanceof MapNode map
          ? EncodingFunctions.floats(Reading.KUBERNETES.read(map))
          : error("error unmarshaling JSON: the document is no mapping");
    } catch (YamlProblem notYaml) {
      return error(notYaml.getMessage());
    }
  }

  private static Object error(String what) {
    return new LinkedHashMap<>(Map.of("Error", what));
  }

  private static Object fromYamlArray(String text) {
    try {
      List<YamlNode> documents = Yaml.parse(text, "YAML");
      Object value =
          documents.isEmpty() ? List.of() : Reading.KUBERNETES.read(documents.getFirst());
      return value instanceof List
          ? EncodingFunctions.floats(value)
          : List.of("error unmarshaling JSON: the document is no list");
    } catch (YamlProblem notYaml) {
      return List.of(notYaml.getMessage());
    }
  }

  private static Object fromJson(String text) {
    try {
      return EncodingFunctions.floats(Yaml.json(text, "JSON")) instanceof Map<?, ?> map
          ? map
          : error("json: cannot unmarshal array into Go value of type map[string]interface {}");
    } catch (YamlProblem notJson) {
      return error(notJson.getMessage());
    }
  }

  private static Object fromJsonArray(String text) {
    try {
      return EncodingFunctions.floats(Yaml.json(text, "JSON"));
    } catch (YamlProblem notJson) {
      return List.of(notJson.getMessage());
    }
  }
}
