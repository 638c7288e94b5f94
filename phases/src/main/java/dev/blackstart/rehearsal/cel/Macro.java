package dev.blackstart.rehearsal.cel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Something done with every item of a list or key of a map.
 *
 * @param name what is done
 * @param range the list or map
 * @param variable the item's name in the bodies
 * @param bodies one condition or result; for a map with three arguments a condition and a result
 */
record Macro(String name, Term range, String variable, List<Term> bodies) implements Term {
  static final Set<String> NAMES = Set.of("all", "exists", "exists_one", "filter", "map");

  @Override
  public Object value(Map<String, Object> variables) {
    List<Object> items = items(range.value(variables));
    return switch (name) {
      case "all" -> decided(items, variables, false);
      case "exists" -> decided(items, variables, true);
      case "exists_one" ->
          items.stream().filter(item -> Term.truth(body(0, item, variables))).count() == 1;
      case "filter" -> items.stream().filter(item -> Term.truth(body(0, item, variables))).toList();
      default -> mapped(items, variables);
    };
  }

  private static List<Object> items(Object range) {
    return switch (range) {
      case List<?> list -> new ArrayList<>(list);
      case Map<?, ?> map -> new ArrayList<>(map.keySet());
      case null -> throw new CelFailure("no such overload: null is no list");
      default -> throw new CelFailure("no such overload: a list expected");
    };
  }

  private Object body(int index, Object item, Map<String, Object> variables) {
    Map<String, Object> inner = new HashMap<>(variables);
    inner.put(variable, item);
    return bodies.get(index).value(inner);
  }

  /** Whether one item decides; a failure counts only when none does. */
  private boolean decided(List<Object> items, Map<String, Object> variables, boolean decisive) {
    CelFailure failure = null;
    for (Object item : items) {
      try {
        if (Term.truth(body(0, item, variables)) == decisive) {
          return decisive;
        }
      } catch (CelFailure problem) {
        failure = problem;
      }
    }
    if (failure != null) {
      throw failure;
    }
    return !decisive;
  }

  private List<Object> mapped(List<Object> items, Map<String, Object> variables) {
    List<Object> results = new ArrayList<>();
    for (Object item : items) {
      if (bodies.size() == 1 || Term.truth(body(0, item, variables))) {
        results.add(body(bodies.size() - 1, item, variables));
      }
    }
    return results;
  }
}
