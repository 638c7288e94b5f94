package dev.blackstart.rehearsal.api.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The simple paths of printer columns: fields ({@code .spec.host}, {@code
 * .metadata.annotations.a\.b}), indices, {@code [*]} and filters that compare a field with a text
 * ({@code [?(@.type=="Ready")]}).
 */
final class JsonPath {
  private static final Pattern FILTER =
      Pattern.compile(
          "\\?\\(\\s*@\\.([\\w.\\-/]+)\\s*(==|!=)\\s*(?:\"([^\"]*)\"|'([^']*)'|(\\w+))\\s*\\)");

  private interface Step {
    void add(JsonNode from, List<JsonNode> to);
  }

  private final List<Step> steps;

  private JsonPath(List<Step> steps) {
    this.steps = steps;
  }

  static JsonPath compile(String path) {
    List<Step> steps = new ArrayList<>();
    int at = 0;
    while (at < path.length()) {
      char c = path.charAt(at);
      if (c == '[') {
        int end = closing(path, at);
        steps.add(bracket(path.substring(at + 1, end).trim()));
        at = end + 1;
      } else if (c == '.') {
        at++;
      } else {
        StringBuilder name = new StringBuilder();
        while (at < path.length() && path.charAt(at) != '.' && path.charAt(at) != '[') {
          if (path.charAt(at) == '\\' && at + 1 < path.length()) {
            at++;
          }
          name.append(path.charAt(at++));
        }
        steps.add(field(name.toString()));
      }
    }
    return new JsonPath(steps);
  }

  private static int closing(String path, int open) {
    char quote = 0;
    for (int i = open + 1; i < path.length(); i++) {
      char c = path.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == ']') {
        return i;
      }
    }
    return path.length();
  }

  private static Step field(String name) {
    return (from, to) -> {
      JsonNode value = from.get(name);
      if (value != null) {
        to.add(value);
      }
    };
  }

  private static Step bracket(String inside) {
    if (inside.equals("*")) {
      return (from, to) -> from.forEach(to::add);
    }
    Matcher filter = FILTER.matcher(inside);
    if (filter.matches()) {
      JsonPath field = compile(filter.group(1));
      boolean equal = filter.group(2).equals("==");
      String wanted =
          filter.group(3) != null
              ? filter.group(3)
              : filter.group(4) != null ? filter.group(4) : filter.group(5);
      return (from, to) -> {
        for (JsonNode element : from) {
          JsonNode value = field.first(element);
          if ((value != null && value.asText().equals(wanted)) == equal) {
            to.add(element);
          }
        }
      };
    }
    if (inside.startsWith("'") || inside.startsWith("\"")) {
      return field(inside.substring(1, inside.length() - 1));
    }
    try {
      int index = Integer.parseInt(inside);
      return (from, to) -> {
        JsonNode value = from.get(index < 0 ? from.size() + index : index);
        if (value != null) {
          to.add(value);
        }
      };
    } catch (NumberFormatException e) {
      // A path that kubectl would refuse too shows nothing.
      return (from, to) -> {};
    }
  }

  /** The first value at the path, or null. */
  JsonNode first(JsonNode object) {
    List<JsonNode> found = List.of(object);
    for (Step step : steps) {
      List<JsonNode> next = new ArrayList<>();
      found.forEach(node -> step.add(node, next));
      found = next;
    }
    return found.isEmpty() ? null : found.get(0);
  }
}
