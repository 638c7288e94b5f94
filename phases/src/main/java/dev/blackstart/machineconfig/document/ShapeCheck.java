package dev.blackstart.machineconfig.document;

import dev.blackstart.machineconfig.schema.Shape;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** Compares a document with the shape it should have: unknown keys, values of the wrong kind. */
final class ShapeCheck {
  /** What yaml.v3 takes for a bool where a bool is wanted. */
  private static final Set<String> FLAGS =
      Set.of(
          "true", "True", "TRUE", "false", "False", "FALSE", "y", "Y", "yes", "Yes", "YES", "n",
          "N", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF");

  private final List<ConfigProblem> problems;

  ShapeCheck(List<ConfigProblem> problems) {
    this.problems = problems;
  }

  void check(YamlNode node, Shape shape, String path) {
    if (node instanceof ScalarNode scalar && scalar.isNull()) {
      return;
    }
    switch (shape) {
      case Shape.Struct struct -> struct(node, struct, path);
      case Shape.MapOf map -> {
        if (node instanceof MapNode entries) {
          entries
              .entries()
              .forEach(entry -> check(entry.value(), map.value(), join(path, entry.key().text())));
        } else {
          problem(node, path, "a mapping is wanted here");
        }
      }
      case Shape.ListOf list -> {
        if (node instanceof ListNode items) {
          for (int i = 0; i < items.items().size(); i++) {
            check(items.items().get(i), list.item(), path + "[" + i + "]");
          }
        } else {
          problem(node, path, "a list is wanted here");
        }
      }
      case Shape.Free free -> {}
      case Shape.Scalar wanted -> {
        if (node instanceof ScalarNode scalar) {
          scalar(scalar, wanted.kind(), path);
        } else {
          problem(node, path, "a single value is wanted here");
        }
      }
    }
  }

  private void struct(YamlNode node, Shape.Struct struct, String path) {
    if (!(node instanceof MapNode map)) {
      problem(node, path, "a mapping is wanted here");
      return;
    }
    for (MapNode.Entry entry : map.entries()) {
      String key = entry.key().text();
      Shape.Field field = struct.fields().get(key);
      if (field == null) {
        problem(entry.key(), join(path, key), "unknown key");
      } else {
        check(entry.value(), field.shape(), join(path, key));
      }
    }
  }

  private void scalar(ScalarNode scalar, Shape.Kind kind, String path) {
    if (SecretReference.isIn(scalar.text())) {
      return;
    }
    switch (kind) {
      case TEXT, DURATION, URL, OPAQUE -> {}
      case FLAG -> {
        if (scalar.style() != ScalarNode.Style.PLAIN || !FLAGS.contains(scalar.text())) {
          problem(scalar, path, "true or false is wanted here");
        }
      }
      case INT -> {
        if (scalar.style() != ScalarNode.Style.PLAIN
            || !scalar.text().matches("[-+]?(0x[0-9a-fA-F]+|0o?[0-7]+|[0-9_]+)")) {
          problem(scalar, path, "a whole number is wanted here");
        }
      }
      case BYTES -> {
        try {
          Base64.getMimeDecoder().decode(scalar.text());
        } catch (IllegalArgumentException notBase64) {
          problem(scalar, path, "base64 is wanted here");
        }
      }
    }
  }

  static String join(String path, String key) {
    String step = key.contains(".") ? "[" + key + "]" : key;
    return path.isEmpty() || step.startsWith("[") ? path + step : path + "." + step;
  }

  private void problem(YamlNode node, String path, String what) {
    problems.add(new ConfigProblem(node.mark(), path, what));
  }
}
