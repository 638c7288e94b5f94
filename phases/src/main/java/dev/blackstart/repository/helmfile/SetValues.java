package dev.blackstart.repository.helmfile;

import dev.blackstart.cluster.ValuesDocument;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The entries of a release's {@code set:}, {@code setString:} and {@code setTemplate:} as a layer
 * of values: paths with dots, list indexes in brackets, and the types Helm's {@code --set} gives.
 */
public final class SetValues {
  private final Function<ScalarNode, String> expand;
  private final Function<ScalarNode, String> content;

  /**
   * @param expand renders the expressions of {@code setTemplate}
   * @param content the text of a file an entry names
   */
  public SetValues(Function<ScalarNode, String> expand, Function<ScalarNode, String> content) {
    this.expand = expand;
    this.content = content;
  }

  public Optional<ValuesDocument> read(MapNode release) {
    List<YamlNode> entries = new ArrayList<>(Nodes.items(release.get("setTemplate")));
    Map<String, Object> root = new LinkedHashMap<>();
    entries.forEach(entry -> set(root, entry, expand, SetValues::typed));
    for (YamlNode entry : Nodes.items(release.get("set"))) {
      set(root, entry, ScalarNode::text, SetValues::typed);
      entries.add(entry);
    }
    for (YamlNode entry : Nodes.items(release.get("setString"))) {
      set(root, entry, ScalarNode::text, text -> text);
      entries.add(entry);
    }
    return entries.isEmpty()
        ? Optional.empty()
        : Optional.of(new ValuesDocument(entries.getFirst().mark() + " (set)", Yaml.write(root)));
  }

  private void set(
      Map<String, Object> root,
      YamlNode entry,
      Function<ScalarNode, String> text,
      Function<String, Object> type) {
    Optional<ScalarNode> name = scalar(entry, "name");
    Optional<ScalarNode> file = scalar(entry, "file");
    List<Object> many = new ArrayList<>();
    for (YamlNode each : Nodes.items(entry.at("values"))) {
      if (each instanceof ScalarNode scalar) {
        many.add(type.apply(text.apply(scalar)));
      }
    }
    Object value =
        file.isPresent()
            ? content.apply(file.get())
            : many.isEmpty() ? type.apply(scalar(entry, "value").map(text).orElse("")) : many;
    name.ifPresent(path -> put(root, steps(text.apply(path)), value));
  }

  private static Optional<ScalarNode> scalar(YamlNode entry, String key) {
    return entry.scalar(key);
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
