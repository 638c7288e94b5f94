package dev.blackstart.rehearsal.api.storage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.blackstart.rehearsal.api.status.Refusals;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A label selector as it stands in a query: {@code app=web,tier in (front,back),!legacy}. */
public final class LabelSelector {
  private enum Operator {
    IN,
    NOT_IN,
    EXISTS,
    ABSENT
  }

  private record Requirement(String label, Operator operator, Set<String> values) {
    boolean matches(JsonNode labels) {
      JsonNode value = labels.get(label);
      return switch (operator) {
        case IN -> value != null && values.contains(value.asText());
        case NOT_IN -> value == null || !values.contains(value.asText());
        case EXISTS -> value != null;
        case ABSENT -> value == null;
      };
    }
  }

  private final List<Requirement> requirements;

  private LabelSelector(List<Requirement> requirements) {
    this.requirements = requirements;
  }

  /** Reads a selector; an empty text chooses everything. */
  public static LabelSelector parse(String text) {
    List<Requirement> requirements = new ArrayList<>();
    for (String part : split(text)) {
      requirements.add(requirement(part.trim(), text));
    }
    return new LabelSelector(List.copyOf(requirements));
  }

  /** Reads the selector of a spec: {@code matchLabels} and {@code matchExpressions}. */
  public static LabelSelector of(JsonNode selector) {
    List<Requirement> requirements = new ArrayList<>();
    selector
        .path("matchLabels")
        .properties()
        .forEach(
            e ->
                requirements.add(
                    new Requirement(e.getKey(), Operator.IN, Set.of(e.getValue().asText()))));
    for (JsonNode expression : selector.path("matchExpressions")) {
      Set<String> values = new HashSet<>();
      expression.path("values").forEach(value -> values.add(value.asText()));
      Operator operator =
          switch (expression.path("operator").asText()) {
            case "In" -> Operator.IN;
            case "NotIn" -> Operator.NOT_IN;
            case "Exists" -> Operator.EXISTS;
            default -> Operator.ABSENT;
          };
      requirements.add(new Requirement(expression.path("key").asText(), operator, values));
    }
    return new LabelSelector(List.copyOf(requirements));
  }

  public boolean matches(JsonNode object) {
    if (requirements.isEmpty()) {
      return true;
    }
    JsonNode labels = object.path("metadata").path("labels");
    return requirements.stream().allMatch(r -> r.matches(labels));
  }

  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    if (start < text.length()) {
      parts.add(text.substring(start));
    }
    return parts;
  }

  private static Requirement requirement(String part, String whole) {
    int open = part.indexOf('(');
    if (open >= 0) {
      String[] words = part.substring(0, open).trim().split("\\s+");
      if (words.length == 2 && part.endsWith(")")) {
        Set<String> values = new HashSet<>();
        for (String value : part.substring(open + 1, part.length() - 1).split(",")) {
          values.add(value.trim());
        }
        if (words[1].equals("in")) {
          return new Requirement(words[0], Operator.IN, values);
        }
        if (words[1].equals("notin")) {
          return new Requirement(words[0], Operator.NOT_IN, values);
        }
      }
      throw Refusals.badRequest("unable to parse requirement: " + whole);
    }
    int differs = part.indexOf("!=");
    if (differs > 0) {
      return new Requirement(
          part.substring(0, differs).trim(),
          Operator.NOT_IN,
          Set.of(part.substring(differs + 2).trim()));
    }
    int equals = part.indexOf('=');
    if (equals > 0) {
      String value = part.substring(equals + 1);
      value = value.startsWith("=") ? value.substring(1) : value;
      return new Requirement(part.substring(0, equals).trim(), Operator.IN, Set.of(value.trim()));
    }
    if (part.startsWith("!")) {
      return new Requirement(part.substring(1).trim(), Operator.ABSENT, Set.of());
    }
    if (part.isEmpty() || part.contains(" ")) {
      throw Refusals.badRequest("unable to parse requirement: " + whole);
    }
    return new Requirement(part, Operator.EXISTS, Set.of());
  }
}
