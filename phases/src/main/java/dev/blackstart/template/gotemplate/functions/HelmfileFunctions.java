package dev.blackstart.template.gotemplate.functions;

import static java.util.Map.entry;

import dev.blackstart.template.gotemplate.Arguments;
import dev.blackstart.template.gotemplate.Function;
import dev.blackstart.template.gotemplate.FunctionFailure;
import dev.blackstart.template.gotemplate.GoText;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What helmfile adds to sprig and does not touch the machine; its YAML is yaml.v3's. */
final class HelmfileFunctions {
  private static final YamlStyle STYLE = new YamlStyle(2, true, true, 0);

  static final Map<String, Function> TABLE =
      Map.ofEntries(
          entry("include", Function.of(2, a -> a.include(a.text(0), a.get(1)))),
          entry("tpl", Function.of(2, a -> a.render(a.text(0), a.get(1)))),
          entry("required", Function.of(2, HelmFunctions::required)),
          entry("toYaml", Function.of(1, a -> Yaml.write(a.get(0), STYLE))),
          entry("fromYaml", Function.of(1, a -> fromYaml(a.text(0)))),
          entry("get", new Function(2, 3, HelmfileFunctions::get)),
          entry("getOrNil", Function.of(2, a -> find(a.text(0), a.get(1)).orElse(null))),
          entry("setValueAtPath", Function.of(3, HelmfileFunctions::setValueAtPath)),
          entry("fetchSecretValue", vals("fetchSecretValue")),
          entry("expandSecretRefs", vals("expandSecretRefs")));

  private HelmfileFunctions() {}

  private static Function vals(String name) {
    return Function.of(
        1,
        a -> {
          throw new FunctionFailure(
              name + " is not supported: secrets of vals are not read while templates render");
        });
  }

  private static Object fromYaml(String text) {
    List<YamlNode> documents = Yaml.parse(text, "YAML");
    YamlNode first = documents.isEmpty() ? null : documents.getFirst();
    return switch (first) {
      case null -> new LinkedHashMap<>();
      case ScalarNode scalar when scalar.isNull() -> new LinkedHashMap<>();
      case MapNode map -> Reading.TALOS.readMap(map);
      default ->
          throw new FunctionFailure("YAML:" + first.mark().line() + ": the document is no mapping");
    };
  }

  private static Object get(Arguments arguments) {
    boolean hasDefault = arguments.count() == 3;
    Optional<Object> found = find(arguments.text(0), arguments.get(arguments.count() - 1));
    if (found.isPresent() || present(arguments.text(0), arguments.get(arguments.count() - 1))) {
      return found.orElse(null);
    }
    if (hasDefault) {
      return arguments.get(1);
    }
    throw new FunctionFailure(missing(arguments.text(0), arguments.get(1)));
  }

  private static Optional<Object> find(String path, Object from) {
    Object value = from;
    for (String key : path.isEmpty() ? new String[0] : path.split("\\.", -1)) {
      if (!(value instanceof Map<?, ?> map) || !map.containsKey(key)) {
        return Optional.empty();
      }
      value = map.get(key);
    }
    return Optional.ofNullable(value);
  }

  /** Whether the whole path is there, be it with a null at its end. */
  private static boolean present(String path, Object from) {
    int dot = path.lastIndexOf('.');
    Object parent = dot < 0 ? from : find(path.substring(0, dot), from).orElse(null);
    return path.isEmpty()
        || (parent instanceof Map<?, ?> map && map.containsKey(path.substring(dot + 1)));
  }

  private static String missing(String path, Object from) {
    Object value = from;
    for (String key : path.split("\\.", -1)) {
      if (!(value instanceof Map<?, ?> map)) {
        return "unexpected type("
            + GoText.type(value)
            + ") of value for key \""
            + key
            + "\": it must be either map[string]any or any struct";
      }
      if (!map.containsKey(key)) {
        // The keys only: a message must not carry the values, which may be secrets.
        return "no value exist for key \"" + key + "\" among " + map.keySet();
      }
      value = map.get(key);
    }
    return "no value exist for \"" + path + "\"";
  }

  private static Object setValueAtPath(Arguments arguments) {
    String path = arguments.text(0);
    String[] keys = path.split("\\.", -1);
    Map<String, Object> map = arguments.map(2);
    for (int i = 0; i < keys.length - 1; i++) {
      if (!map.containsKey(keys[i])) {
        throw unset(path, keys[i], "does not exist");
      }
      if (!(map.get(keys[i]) instanceof Map)) {
        throw unset(path, keys[i], "was not a map");
      }
      map = Coerce.map(map.get(keys[i]), "setValueAtPath");
    }
    map.put(keys[keys.length - 1], arguments.get(1));
    return arguments.get(2);
  }

  private static FunctionFailure unset(String path, String key, String why) {
    return new FunctionFailure(
        "failed to set value at path \"" + path + "\": value for key \"" + key + "\" " + why);
  }
}
