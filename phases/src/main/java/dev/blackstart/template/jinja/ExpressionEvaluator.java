package dev.blackstart.template.jinja;

import dev.blackstart.template.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Evaluates expressions in a scope. */
final class ExpressionEvaluator {
  private final Source source;
  private final Work work;

  ExpressionEvaluator(Source source, Work work) {
    this.source = source;
    this.work = work;
  }

  /** The value, which may be {@link Undefined}. */
  Object value(Scope scope, Expression expression) {
    try {
      work.step();
      return evaluate(scope, expression);
    } catch (JinjaFailure failure) {
      throw source.problem(expression.at(), failure.getMessage());
    }
  }

  /** The value, which must be defined. */
  Object known(Scope scope, Expression expression) {
    Object value = value(scope, expression);
    try {
      return Values.known(value);
    } catch (JinjaFailure failure) {
      throw source.problem(expression.at(), failure.getMessage());
    }
  }

  boolean isTrue(Scope scope, Expression expression) {
    return Values.isTrue(known(scope, expression));
  }

  private Object evaluate(Scope scope, Expression expression) {
    return switch (expression) {
      case Expression.Literal literal -> literal.value();
      case Expression.Name name -> scope.get(name.name());
      case Expression.Attribute attribute ->
          Subscripts.attribute(known(scope, attribute.from()), attribute.name(), expression);
      case Expression.Item item ->
          Subscripts.item(known(scope, item.from()), known(scope, item.index()), expression);
      case Expression.Slice slice ->
          Subscripts.slice(
              known(scope, slice.from()),
              part(scope, slice.start()),
              part(scope, slice.stop()),
              part(scope, slice.step()));
      case Expression.Not not -> !isTrue(scope, not.value());
      case Expression.Negative negative -> negative(known(scope, negative.value()));
      case Expression.Binary binary -> binary(scope, binary);
      case Expression.Condition condition -> {
        if (isTrue(scope, condition.test())) {
          yield value(scope, condition.then());
        }
        yield condition.otherwise().isPresent() ? value(scope, condition.otherwise().get()) : "";
      }
      case Expression.Call call -> call(scope, call);
      case Expression.Filter filter ->
          filter(scope, filter, value(scope, filter.from().orElseThrow()));
      case Expression.Test test ->
          Tests.apply(test.name(), value(scope, test.from()), positional(scope, test.arguments()));
      case Expression.ListOf list -> {
        List<Object> items = new ArrayList<>();
        list.items().forEach(item -> items.add(known(scope, item)));
        yield items;
      }
      case Expression.DictOf dict -> {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < dict.keys().size(); i++) {
          map.put(
              Values.print(known(scope, dict.keys().get(i))), known(scope, dict.values().get(i)));
        }
        yield map;
      }
    };
  }

  private Optional<Long> part(Scope scope, Optional<Expression> part) {
    if (part.isEmpty()) {
      return Optional.empty();
    }
    Object value = known(scope, part.get());
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof Long number)) {
      throw new JinjaFailure("cannot slice with a " + Values.type(value));
    }
    return Optional.of(number);
  }

  private static Object negative(Object value) {
    return switch (value) {
      case Long number -> -number;
      case Double number -> -number;
      case null, default -> throw new JinjaFailure("cannot negate a " + Values.type(value));
    };
  }

  private Object binary(Scope scope, Expression.Binary binary) {
    Object left = known(scope, binary.left());
    return switch (binary.operator()) {
      case "and" -> Values.isTrue(left) ? known(scope, binary.right()) : left;
      case "or" -> Values.isTrue(left) ? left : known(scope, binary.right());
      default -> Arithmetic.apply(binary.operator(), left, known(scope, binary.right()));
    };
  }

  /** The value of a filter chain; a chain without a beginning takes the value given. */
  Object chain(Scope scope, Expression expression, Object begin) {
    try {
      Expression.Filter filter = (Expression.Filter) expression;
      Object from = filter.from().isPresent() ? chain(scope, filter.from().get(), begin) : begin;
      return filter(scope, filter, from);
    } catch (JinjaFailure failure) {
      throw source.problem(expression.at(), failure.getMessage());
    }
  }

  private Object filter(Scope scope, Expression.Filter filter, Object from) {
    return work.filters()
        .apply(
            filter.name(),
            from,
            positional(scope, filter.arguments()),
            named(scope, filter.arguments()));
  }

  private List<Object> positional(Scope scope, Expression.Arguments arguments) {
    List<Object> values = new ArrayList<>();
    arguments.positional().forEach(argument -> values.add(known(scope, argument)));
    return values;
  }

  private Map<String, Object> named(Scope scope, Expression.Arguments arguments) {
    Map<String, Object> values = new LinkedHashMap<>();
    arguments.named().forEach((name, argument) -> values.put(name, known(scope, argument)));
    return values;
  }

  private Object call(Scope scope, Expression.Call call) {
    Object callee;
    if (call.callee() instanceof Expression.Attribute attribute) {
      Object from = known(scope, attribute.from());
      callee = Subscripts.attribute(from, attribute.name(), attribute);
      if (!(callee instanceof Callable)) {
        callee = Methods.of(from, attribute.name());
      }
    } else {
      callee = value(scope, call.callee());
    }
    List<Object> positional = positional(scope, call.arguments());
    Map<String, Object> named = named(scope, call.arguments());
    return switch (callee) {
      case Callable callable -> callable.call(positional, named);
      case Loop loop -> loop.recursion().call(positional, named);
      case Undefined unknown ->
          throw new JinjaFailure("function \"" + unknown.name() + "\" is unknown");
      case null, default ->
          throw new JinjaFailure("value of type " + Values.type(callee) + " is not callable");
    };
  }
}
