package dev.blackstart.template.jinja;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An expression; {@code at} is its position in the source. */
sealed interface Expression {
  int at();

  /** What stands between the parentheses of a call. */
  record Arguments(List<Expression> positional, Map<String, Expression> named) {
    static final Arguments NONE = new Arguments(List.of(), Map.of());
  }

  record Literal(int at, Object value) implements Expression {}

  record Name(int at, String name) implements Expression {}

  record Attribute(int at, Expression from, String name) implements Expression {}

  record Item(int at, Expression from, Expression index) implements Expression {}

  record Slice(
      int at,
      Expression from,
      Optional<Expression> start,
      Optional<Expression> stop,
      Optional<Expression> step)
      implements Expression {}

  record Not(int at, Expression value) implements Expression {}

  record Negative(int at, Expression value) implements Expression {}

  record Binary(int at, String operator, Expression left, Expression right) implements Expression {}

  record Condition(int at, Expression test, Expression then, Optional<Expression> otherwise)
      implements Expression {}

  record Call(int at, Expression callee, Arguments arguments) implements Expression {}

  /** {@code from|name(...)}; inside a filter block there is no {@code from}. */
  record Filter(int at, Optional<Expression> from, String name, Arguments arguments)
      implements Expression {}

  record Test(int at, Expression from, String name, Arguments arguments) implements Expression {}

  record ListOf(int at, List<Expression> items) implements Expression {}

  record DictOf(int at, List<Expression> keys, List<Expression> values) implements Expression {}

  /** The expression as a message names it. */
  static String describe(Expression expression) {
    return switch (expression) {
      case Name name -> name.name();
      case Attribute attribute -> describe(attribute.from()) + "." + attribute.name();
      case Item item ->
          describe(item.from())
              + "["
              + (item.index() instanceof Literal index ? Values.quoted(index.value()) : "...")
              + "]";
      case Filter filter ->
          filter.from().map(Expression::describe).orElse("") + "|" + filter.name();
      case Call call -> describe(call.callee()) + "()";
      case Literal literal -> Values.quoted(literal.value());
      case Slice slice -> describe(slice.from()) + "[...]";
      case Not not -> "not " + describe(not.value());
      case Negative negative -> "-" + describe(negative.value());
      case Binary binary -> "(...)";
      case Condition condition -> "(...)";
      case Test test -> "(...)";
      case ListOf list -> "[...]";
      case DictOf dict -> "{...}";
    };
  }
}
