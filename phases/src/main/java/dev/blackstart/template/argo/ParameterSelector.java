package dev.blackstart.template.argo;

import java.util.List;
import java.util.Map;

/** A generator's {@code selector}: which sets of parameters it keeps. */
final class ParameterSelector {
  private final Map<String, Object> labels;
  private final List<Map<String, Object>> expressions;

  ParameterSelector(Map<String, Object> selector) {
    this.labels = Fields.map(selector.get("matchLabels"));
    this.expressions =
        Fields.list(selector.get("matchExpressions")).stream().map(Fields::map).toList();
  }

  boolean takes(Map<String, Object> parameters) {
    return labels.entrySet().stream()
            .allMatch(
                label -> String.valueOf(label.getValue()).equals(value(parameters, label.getKey())))
        && expressions.stream().allMatch(each -> takes(each, parameters));
  }

  private static boolean takes(Map<String, Object> expression, Map<String, Object> parameters) {
    String value = value(parameters, Fields.text(expression, "key"));
    boolean listed =
        Fields.list(expression.get("values")).stream().anyMatch(each -> ("" + each).equals(value));
    String operator = Fields.text(expression, "operator");
    return switch (operator) {
      case "In" -> listed;
      case "NotIn" -> !listed;
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      default -> throw new ApplicationSetProblem("a selector has no operator " + operator);
    };
  }

  /** By its flat name, {@code metadata.labels.x}, whether the parameters are flat or nested. */
  private static String value(Map<String, Object> parameters, String name) {
    Object flat = parameters.get(name);
    Object found = flat != null ? flat : Fields.at(parameters, name.split("\\.", -1));
    return found == null ? null : String.valueOf(found);
  }
}
