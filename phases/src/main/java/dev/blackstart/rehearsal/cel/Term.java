package dev.blackstart.rehearsal.cel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A part of an expression. */
interface Term {
  Object value(Map<String, Object> variables);

  /** Something written out. */
  record Literal(Object constant) implements Term {
    @Override
    public Object value(Map<String, Object> variables) {
      return constant;
    }
  }

  /** A variable. */
  record Name(String name) implements Term {
    @Override
    public Object value(Map<String, Object> variables) {
      if (!variables.containsKey(name)) {
        throw new CelFailure("no such attribute: " + name);
      }
      return variables.get(name);
    }
  }

  /**
   * A field of a map, or an item of a list.
   *
   * @param optional whether a missing one is an empty optional instead of a failure
   */
  record Select(Term from, Term key, boolean optional) implements Term {
    @Override
    public Object value(Map<String, Object> variables) {
      Object container = from.value(variables);
      Object wanted = key.value(variables);
      if (container instanceof Optional<?> maybe) {
        return maybe.flatMap(inner -> find(inner, wanted));
      }
      Optional<Object> found = find(container, wanted);
      if (optional) {
        return found;
      }
      if (found.isEmpty() && !(container instanceof Map<?, ?> map && map.containsKey(wanted))) {
        throw new CelFailure("no such key: " + wanted);
      }
      return found.orElse(null);
    }

    boolean isPresent(Map<String, Object> variables) {
      Object container = from.value(variables);
      Object wanted = key.value(variables);
      return container instanceof Optional<?> maybe
          ? maybe.flatMap(inner -> find(inner, wanted)).isPresent()
          : find(container, wanted).isPresent();
    }

    private static Optional<Object> find(Object container, Object wanted) {
      return switch (container) {
        case Map<?, ?> map -> Optional.ofNullable(map.get(wanted));
        case List<?> list when wanted instanceof Long index ->
            index >= 0 && index < list.size()
                ? Optional.ofNullable(list.get(index.intValue()))
                : Optional.empty();
        case null -> throw new CelFailure("no such overload: null has no fields");
        default -> throw new CelFailure("no such overload: a scalar has no fields");
      };
    }
  }

  /** A list written out. */
  record Items(List<Term> items) implements Term {
    @Override
    public Object value(Map<String, Object> variables) {
      List<Object> values = new ArrayList<>();
      items.forEach(item -> values.add(item.value(variables)));
      return values;
    }
  }

  /** A map written out. */
  record Fields(Map<Term, Term> fields) implements Term {
    @Override
    public Object value(Map<String, Object> variables) {
      Map<Object, Object> values = new LinkedHashMap<>();
      fields.forEach((key, field) -> values.put(key.value(variables), field.value(variables)));
      return values;
    }
  }

  /** {@code condition ? then : otherwise}. */
  record Choice(Term condition, Term then, Term otherwise) implements Term {
    @Override
    public Object value(Map<String, Object> variables) {
      return truth(condition.value(variables)) ? then.value(variables) : otherwise.value(variables);
    }
  }

  /** And, or: a side that decides makes a failure of the other one harmless. */
  record Logic(Term left, Term right, boolean decisive) implements Term {
    @Override
    public Object value(Map<String, Object> variables) {
      CelFailure failure = null;
      for (Term side : List.of(left, right)) {
        try {
          if (truth(side.value(variables)) == decisive) {
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
  }

  /** {@code has(a.b)}. */
  record Has(Select field) implements Term {
    @Override
    public Object value(Map<String, Object> variables) {
      return field.isPresent(variables);
    }
  }

  /** A function with its arguments, the object it is called on first. */
  record Call(String name, List<Term> arguments) implements Term {
    @Override
    public Object value(Map<String, Object> variables) {
      List<Object> values = new ArrayList<>();
      arguments.forEach(argument -> values.add(argument.value(variables)));
      return Functions.call(name, values);
    }
  }

  /** The value as a truth. */
  static boolean truth(Object value) {
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw new CelFailure("no such overload: a boolean expected");
  }
}
