package dev.blackstart.machineconfig.document;

import dev.blackstart.machineconfig.schema.Shape;
import dev.blackstart.machineconfig.schema.ValueForm;
import dev.blackstart.machineconfig.value.GoUrl;
import dev.blackstart.machineconfig.value.Quantities;
import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Compares a document with the shape it should have: unknown keys, values of the wrong kind. */
final class ShapeCheck {
  /** What yaml.v3 takes for a bool where a bool is wanted. */
  private static final Set<String> FLAGS =
      Set.of(
          "true", "True", "TRUE", "false", "False", "FALSE", "y", "Y", "yes", "Yes", "YES", "n",
          "N", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF");

  private static final Pattern NUMBER =
      Pattern.compile(
          "[-+]?(0x[0-9a-fA-F]+|0o[0-7]+|0b[01]+|([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?)");

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
            item(items.items().get(i), list.item(), path + "[" + i + "]");
          }
        } else {
          problem(node, path, "a list is wanted here");
        }
      }
      case Shape.Free free -> {
        if (!(node instanceof MapNode)) {
          problem(node, path, "a mapping is wanted here");
        }
      }
      case Shape.Scalar wanted -> {
        if (node instanceof ScalarNode scalar) {
          scalar(scalar, wanted, path);
        } else {
          problem(node, path, "a single value is wanted here");
        }
      }
    }
  }

  private void item(YamlNode item, Shape shape, String path) {
    if (item instanceof ScalarNode scalar && scalar.isNull()) {
      problem(item, path, "an item of a list cannot be empty");
    } else {
      check(item, shape, path);
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

  private void scalar(ScalarNode scalar, Shape.Scalar wanted, String path) {
    if (SecretReference.isIn(scalar.text())) {
      return;
    }
    switch (wanted.kind()) {
      case TEXT, OPAQUE -> {}
      case FLAG -> {
        if (!isFlag(scalar)) {
          problem(scalar, path, "true or false is wanted here");
        }
      }
      case INT -> number(scalar, wanted.form(), path);
      case DURATION -> {
        boolean number = isPlain(scalar) && NUMBER.matcher(scalar.text()).matches();
        if (number || !Quantities.isDuration(scalar.text())) {
          problem(scalar, path, "a duration such as 1m30s is wanted here");
        }
      }
      case URL ->
          GoUrl.problem(scalar.text()).ifPresent(what -> problem(scalar, path, "the URL " + what));
      case BYTES -> {
        try {
          String text = scalar.text().replaceAll("[\\r\\n]", "");
          if (text.length() % 4 != 0) {
            throw new IllegalArgumentException("padding is missing");
          }
          Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
          problem(scalar, path, "base64 is wanted here");
        }
      }
    }
    wanted
        .form()
        .flatMap(form -> form.problem(scalar.text()))
        .ifPresent(what -> problem(scalar, path, "this is " + what));
  }

  /** In quotes only what is a flag in YAML 1.1 alone. */
  private static boolean isFlag(ScalarNode scalar) {
    return FLAGS.contains(scalar.text())
        && (isPlain(scalar) || !scalar.text().matches("(?i)true|false"));
  }

  private static boolean isPlain(ScalarNode scalar) {
    return scalar.style() == ScalarNode.Style.PLAIN;
  }

  private void number(ScalarNode scalar, Optional<ValueForm> form, String path) {
    String text = scalar.text().replace("_", "");
    if (!isPlain(scalar) || !NUMBER.matcher(text).matches()) {
      problem(scalar, path, "a whole number is wanted here");
      return;
    }
    boolean radix = text.matches("[-+]?0[xob].*");
    double value = radix ? 0 : Double.parseDouble(text);
    double most = form.map(ValueForm::most).orElse(0x1p63);
    if (value > most || form.isPresent() && value < 0) {
      problem(scalar, path, "the number is too " + (value < 0 ? "small" : "large"));
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
