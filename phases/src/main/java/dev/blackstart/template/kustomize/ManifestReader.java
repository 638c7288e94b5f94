package dev.blackstart.template.kustomize;

import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.Reading;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.Yaml;
import dev.blackstart.template.yaml.YamlNode;
import dev.blackstart.template.yaml.YamlProblem;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads manifests as kustomize does: YAML as yaml.v3 takes it, a plain date becomes a timestamp, a
 * List becomes its items, and every object must have a kind and a name.
 */
final class ManifestReader {
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

  private ManifestReader() {}

  /** The objects of a file. */
  static List<Resource> read(SourceTree tree, String path) {
    try {
      return read(tree.documents(path));
    } catch (YamlProblem problem) {
      throw KustomizeProblem.of(problem);
    }
  }

  /** The objects of a text with the lines they begin at; documents that are empty are left out. */
  static List<Resource> read(String text, String file) {
    try {
      return read(Yaml.parse(text, file));
    } catch (YamlProblem problem) {
      throw KustomizeProblem.of(problem);
    }
  }

  private static List<Resource> read(List<YamlNode> documents) {
    List<Resource> objects = new ArrayList<>();
    try {
      for (YamlNode document : documents) {
        if (value(document) instanceof Map<?, ?> map && !map.isEmpty()) {
          add(objects, Values.asMap(map), document);
        } else if (!isNothing(document)) {
          throw new KustomizeProblem(document.mark(), "an object expected: a mapping with a kind");
        }
      }
    } catch (YamlProblem problem) {
      throw KustomizeProblem.of(problem);
    }
    return objects;
  }

  private static boolean isNothing(YamlNode document) {
    return switch (document) {
      case ScalarNode scalar -> scalar.isNull();
      case MapNode map -> map.entries().isEmpty();
      case ListNode list -> list.items().isEmpty();
    };
  }

  private static void add(List<Resource> objects, Map<String, Object> object, YamlNode node) {
    String kind = Values.text(object, "kind");
    if (kind.isEmpty()) {
      throw new KustomizeProblem(node.mark(), "missing kind in object");
    }
    if (kind.endsWith("List") && object.containsKey("items")) {
      List<Object> items = Values.asList(object.get("items"));
      for (int i = 0; i < items.size(); i++) {
        add(objects, Values.asMap(items.get(i)), node.at("items." + i).orElse(node));
      }
      return;
    }
    if (Values.text(object, "metadata", "name").isEmpty() && !kind.endsWith("List")) {
      throw new KustomizeProblem(node.mark(), "missing metadata.name in object of kind " + kind);
    }
    objects.add(new Resource(object, node.mark().file(), Optional.of(node)));
  }

  /** The value of a node as yaml.v3 decodes it and Go's JSON writes it again. */
  static Object value(YamlNode node) {
    return switch (node) {
      case MapNode map -> {
        Map<String, Object> fields = new LinkedHashMap<>();
        map.entries().forEach(entry -> fields.put(entry.key().text(), value(entry.value())));
        yield fields;
      }
      case ListNode list -> {
        List<Object> items = new ArrayList<>(list.items().size());
        list.items().forEach(item -> items.add(value(item)));
        yield items;
      }
      case ScalarNode scalar -> scalar(scalar);
    };
  }

  private static Object scalar(ScalarNode scalar) {
    Object value = Reading.TALOS.read(scalar);
    if (value instanceof Double number) {
      return whole(number);
    }
    if (value instanceof String text && scalar.style() == ScalarNode.Style.FOLDED) {
      return FoldedText.again(text);
    }
    if (value instanceof String text
        && scalar.style() == ScalarNode.Style.PLAIN
        && scalar.tag().isEmpty()
        && isDate(text)) {
      return text + "T00:00:00Z";
    }
    return value;
  }

  /** JSON knows one kind of number: 1.0 and 1 are the same. */
  private static Object whole(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15 ? (Object) (long) number : number;
  }

  private static boolean isDate(String text) {
    try {
      return DATE.matcher(text).matches() && LocalDate.parse(text) != null;
    } catch (DateTimeParseException noDate) {
      return false;
    }
  }
}
