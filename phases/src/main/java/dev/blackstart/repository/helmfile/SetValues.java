package dev.blackstart.repository.helmfile;

import dev.blackstart.cluster.ValuesDocument;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The entries of a release's {@code set:} as a layer of values: paths with dots, list indexes in
 * brackets, and the types Helm's {@code --set} gives.
 */
final class SetValues {
  private SetValues() {}

  static Optional<ValuesDocument> read(MapNode release) {
    List<YamlNode> entries = Nodes.items(release.get("set"));
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> root = new LinkedHashMap<>();
    for (YamlNode entry : entries) {
      List<String> many = Nodes.texts(entry.at("values"));
      Object value =
          many.isEmpty()
              ? typed(entry.text("value").orElse(""))
              : many.stream().map(SetValues::typed).toList();
      entry.text("name").ifPresent(name -> put(root, steps(name), value));
    }
    return Optional.of(new ValuesDocument(entries.getFirst().mark() + " (set)", Yaml.write(root)));
  }

  /** Numbers, true, false and null are what they say (Helm's strvals); the rest is text. */
  private static Object typed(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      case "null" -> null;
      default -> text.matches("0|-?[1-9]\\d{0,17}") ? (Object) Long.valueOf(text) : text;
    };
  }

  /** {@code a.b[0].c\.d} are the steps a, b, 0, c.d; an index is an Integer. */
  private static List<Object> steps(String name) {
    List<Object> steps = new ArrayList<>();
    StringBuilder step = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      int close = c == '[' ? name.indexOf(']', i) : -1;
      if (c == '\\' && i + 1 < name.length()) {
        step.append(name.charAt(++i));
      } else if (close > 0 && name.substring(i + 1, close).matches("\\d{1,4}")) {
        end(step, steps);
        steps.add(Integer.valueOf(name.substring(i + 1, close)));
        i = close;
      } else if (c == '.') {
        end(step, steps);
      } else {
        step.append(c);
      }
    }
    end(step, steps);
    return steps;
  }

  private static void end(StringBuilder step, List<Object> steps) {
    if (!step.isEmpty()) {
      steps.add(step.toString());
      step.setLength(0);
    }
  }

  @SuppressWarnings("unchecked")
  private static Object put(Object at, List<Object> steps, Object value) {
    if (steps.isEmpty()) {
      return value;
    }
    List<Object> rest = steps.subList(1, steps.size());
    if (steps.getFirst() instanceof Integer index) {
      List<Object> list = at instanceof List<?> old ? (List<Object>) old : new ArrayList<>();
      while (list.size() <= index) {
        list.add(null);
      }
      list.set(index, put(list.get(index), rest, value));
      return list;
    }
    Map<String, Object> map =
        at instanceof Map<?, ?> old ? (Map<String, Object>) old : new LinkedHashMap<>();
    String key = steps.getFirst().toString();
    map.put(key, put(map.get(key), rest, value));
    return map;
  }
}
