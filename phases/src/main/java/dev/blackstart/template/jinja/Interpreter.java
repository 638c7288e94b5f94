package dev.blackstart.template.jinja;

import dev.blackstart.template.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the statements of one file. */
final class Interpreter {
  private final Source source;
  private final Work work;
  private final ExpressionEvaluator evaluator;

  /** How a list of statements was left. */
  private enum Way {
    ON,
    BREAK,
    CONTINUE
  }

  Interpreter(Source source, Work work) {
    this.source = source;
    this.work = work;
    this.evaluator = new ExpressionEvaluator(source, work);
  }

  void run(List<Statement> statements, Scope scope, StringBuilder out) {
    walk(statements, scope, out);
  }

  private Way walk(List<Statement> statements, Scope scope, StringBuilder out) {
    for (Statement statement : statements) {
      Way way;
      try {
        work.step();
        way = walk(statement, scope, out);
      } catch (JinjaFailure failure) {
        throw source.problem(statement.at(), failure.getMessage());
      }
      if (way != Way.ON) {
        return way;
      }
    }
    return Way.ON;
  }

  private Way walk(Statement statement, Scope scope, StringBuilder out) {
    switch (statement) {
      case Statement.Text text -> work.write(out, text.text());
      case Statement.Print print ->
          work.write(
              out,
              Escaping.print(
                  evaluator.known(scope, print.value()), print.value(), work.style().escape()));
      case Statement.If branch -> {
        boolean truth = evaluator.isTrue(scope, branch.test());
        return walk(truth ? branch.body() : branch.otherwise(), scope, out);
      }
      case Statement.For loop -> loop(loop, evaluator.known(scope, loop.items()), scope, 0, out);
      case Statement.Break stop -> {
        return Way.BREAK;
      }
      case Statement.Continue next -> {
        return Way.CONTINUE;
      }
      case Statement.Set set -> set(set, scope);
      case Statement.SetBlock set -> {
        Object text = captured(set.body(), scope);
        scope.set(
            set.target(),
            set.filter().isPresent() ? evaluator.chain(scope, set.filter().get(), text) : text);
      }
      case Statement.With with -> {
        Scope inner = scope.inner();
        for (int i = 0; i < with.values().size(); i++) {
          assign(with.targets().get(i), evaluator.known(inner, with.values().get(i)), inner);
        }
        return walk(with.body(), inner, out);
      }
      case Statement.FilterBlock block ->
          work.write(
              out,
              Values.print(evaluator.chain(scope, block.filter(), captured(block.body(), scope))));
      case Statement.Macro macro -> scope.set(macro.name(), macro(macro, scope));
      case Statement.CallBlock block -> {
        Scope inner = scope.inner();
        Expression.Call call = (Expression.Call) block.call();
        Map<String, Expression> named = new LinkedHashMap<>(call.arguments().named());
        named.put("caller", new Expression.Literal(block.at(), macro(block.caller(), scope)));
        Expression.Arguments arguments =
            new Expression.Arguments(call.arguments().positional(), named);
        Object result =
            evaluator.known(inner, new Expression.Call(call.at(), call.callee(), arguments));
        work.write(out, Values.print(result));
      }
      case Statement.Do execute -> evaluator.known(scope, execute.value());
      case Statement.Include include -> include(include, scope, out);
      case Statement.Import all ->
          scope.set(all.target(), new LinkedHashMap<>(names(all.name(), scope)));
      case Statement.FromImport some -> {
        Map<String, Object> names = names(some.name(), scope);
        for (int i = 0; i < some.names().size(); i++) {
          String name = some.names().get(i);
          scope.set(
              some.targets().get(i),
              names.containsKey(name) ? names.get(name) : new Undefined(name));
        }
      }
    }
    return Way.ON;
  }

  private String captured(List<Statement> body, Scope scope) {
    StringBuilder text = new StringBuilder();
    walk(body, scope.inner(), text);
    return text.toString();
  }

  private void set(Statement.Set set, Scope scope) {
    Object value = evaluator.known(scope, set.value());
    if (set.attribute().isEmpty()) {
      assign(set.targets(), value, scope);
    } else if (scope.get(set.targets().getFirst()) instanceof Namespace namespace) {
      namespace.put(set.attribute().get(), value);
    } else {
      throw new JinjaFailure("can only assign to namespaces");
    }
  }

  private static void assign(List<String> targets, Object value, Scope scope) {
    if (targets.size() == 1) {
      scope.set(targets.getFirst(), value);
      return;
    }
    List<Object> items = value instanceof List<?> ? Values.items(value) : List.of();
    if (items.size() != targets.size()) {
      throw new JinjaFailure(
          "cannot unpack a " + Values.type(value) + " into " + targets.size() + " names");
    }
    for (int i = 0; i < targets.size(); i++) {
      scope.set(targets.get(i), items.get(i));
    }
  }

  private void loop(
      Statement.For statement, Object value, Scope scope, int depth, StringBuilder out) {
    List<Object> items = new ArrayList<>();
    for (Object item : Values.items(value)) {
      work.step();
      if (statement.filter().isPresent()) {
        Scope trial = scope.inner();
        assign(statement.targets(), item, trial);
        if (!evaluator.isTrue(trial, statement.filter().get())) {
          continue;
        }
      }
      items.add(item);
    }
    if (items.isEmpty()) {
      walk(statement.otherwise(), scope, out);
      return;
    }
    Loop loop =
        new Loop(items, depth, (positional, named) -> again(statement, positional, scope, depth));
    for (int i = 0; i < items.size(); i++) {
      work.step();
      Scope round = scope.inner();
      loop.at(i);
      round.set("loop", loop);
      assign(statement.targets(), items.get(i), round);
      if (walk(statement.body(), round, out) == Way.BREAK) {
        break;
      }
    }
  }

  private Object again(Statement.For statement, List<Object> values, Scope scope, int depth) {
    if (!statement.recursive() || values.size() != 1) {
      throw new JinjaFailure("loop is called with one value, in a recursive loop only");
    }
    work.enter();
    StringBuilder text = new StringBuilder();
    loop(statement, values.getFirst(), scope, depth + 1, text);
    work.leave();
    return text.toString();
  }

  private Callable macro(Statement.Macro macro, Scope scope) {
    return (positional, named) -> {
      if (positional.size() > macro.parameters().size()) {
        throw new JinjaFailure("too many arguments for macro \"" + macro.name() + "\"");
      }
      work.enter();
      Scope inner = scope.inner();
      Map<String, Object> rest = new LinkedHashMap<>(named);
      if (rest.containsKey("caller")) {
        inner.set("caller", rest.remove("caller"));
      }
      for (int i = 0; i < macro.parameters().size(); i++) {
        String name = macro.parameters().get(i);
        Optional<Expression> byDefault = macro.defaults().get(i);
        boolean given = rest.containsKey(name);
        if (i < positional.size()) {
          inner.set(name, positional.get(i));
        } else if (given || byDefault.isEmpty()) {
          inner.set(name, given ? rest.remove(name) : new Undefined(name));
        } else {
          inner.set(name, evaluator.known(inner, byDefault.get()));
        }
      }
      if (!rest.isEmpty()) {
        throw new JinjaFailure(
            "macro \""
                + macro.name()
                + "\" has no argument \""
                + rest.keySet().iterator().next()
                + "\"");
      }
      StringBuilder text = new StringBuilder();
      walk(macro.body(), inner, text);
      work.leave();
      return text.toString();
    };
  }

  private Optional<Work.Template> file(Object name) {
    List<Object> names =
        name instanceof List<?> list ? new ArrayList<>(list) : List.of(Values.print(name));
    for (Object one : names) {
      Optional<Work.Template> found = work.template(Values.print(one));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static JinjaFailure missing(Object name) {
    return new JinjaFailure("template " + Values.quoted(name) + " does not exist");
  }

  private void include(Statement.Include include, Scope scope, StringBuilder out) {
    Object name = evaluator.known(scope, include.name());
    Optional<Work.Template> file = file(name);
    if (file.isEmpty()) {
      if (!include.ignoreMissing()) {
        throw missing(name);
      }
      return;
    }
    work.enter();
    new Interpreter(file.get().source(), work).run(file.get().statements(), scope.inner(), out);
    work.leave();
  }

  /** What a file sets and defines at its top. */
  private Map<String, Object> names(Expression expression, Scope scope) {
    Object name = evaluator.known(scope, expression);
    Work.Template file = file(name).orElseThrow(() -> missing(name));
    work.enter();
    Scope inner = scope.inner();
    new Interpreter(file.source(), work).run(file.statements(), inner, new StringBuilder());
    work.leave();
    return inner.own();
  }
}
