package dev.blackstart.template.gotemplate;

import dev.blackstart.template.TemplateProblem;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Walks the tree of one template and writes its output. */
final class Executor {
  private final Rendering rendering;
  private final Parser.Definition template;
  private final Evaluator evaluator;
  private final Object data;
  private final StringBuilder out;

  /** How a list of nodes was left. */
  private enum Way {
    ON,
    BREAK,
    CONTINUE
  }

  Executor(Rendering rendering, Parser.Definition template, Object data, StringBuilder out) {
    this.rendering = rendering;
    this.template = template;
    this.data = data;
    this.out = out;
    this.evaluator = new Evaluator(rendering, template.source(), data);
  }

  void run() {
    walk(data, template.body());
  }

  private Way walk(Object dot, List<Node> nodes) {
    for (Node node : nodes) {
      Way way = walk(dot, node);
      if (way != Way.ON) {
        return way;
      }
    }
    return Way.ON;
  }

  private Way walk(Object dot, Node node) {
    try {
      rendering.step();
      return switch (node) {
        case Node.Text text -> write(text.text());
        case Node.Action action -> action(dot, action);
        case Node.If branch -> {
          int mark = evaluator.mark();
          boolean truth = Values.isTrue(evaluator.pipeline(dot, branch.pipe()));
          Way way = walk(dot, truth ? branch.body() : branch.otherwise());
          evaluator.forget(mark);
          yield way;
        }
        case Node.With branch -> {
          int mark = evaluator.mark();
          Object value = evaluator.pipeline(dot, branch.pipe());
          Way way =
              Values.isTrue(value) ? walk(value, branch.body()) : walk(dot, branch.otherwise());
          evaluator.forget(mark);
          yield way;
        }
        case Node.Range range -> range(dot, range);
        case Node.Template call -> call(dot, call);
        case Node.Break stop -> Way.BREAK;
        case Node.Continue next -> Way.CONTINUE;
      };
    } catch (FunctionFailure bound) {
      throw template.source().problem(node.at(), bound.getMessage());
    }
  }

  private Way write(String text) {
    rendering.write(out, text);
    return Way.ON;
  }

  private Way action(Object dot, Node.Action action) {
    Object value = evaluator.pipeline(dot, action.pipe());
    if (value instanceof Function) {
      throw evaluator.problem(action.at(), action.pipe(), "can't print a function");
    }
    return action.pipe().variables().isEmpty() ? write(GoText.of(value)) : Way.ON;
  }

  private Way call(Object dot, Node.Template call) {
    Parser.Definition named = rendering.template(call.name());
    if (named == null) {
      throw problem(call.at(), "template " + GoText.quote(call.name()) + " not defined");
    }
    Object argument =
        call.pipe().isPresent() ? evaluator.pipeline(dot, call.pipe().get()) : NoValue.NONE;
    rendering.run(named, argument, out);
    return Way.ON;
  }

  private Way range(Object dot, Node.Range range) {
    int outer = evaluator.mark();
    Object value = evaluator.pipeline(dot, range.pipe());
    Loop loop = new Loop(range);
    boolean ran =
        switch (value) {
          case NoValue none -> false;
          case List<?> list -> loop.over(list);
          case Map<?, ?> map -> loop.over(new TreeMap<>(map));
          case Long count -> loop.upTo(count);
          case Int64 count -> loop.upTo(count.longValue());
          case BigInteger count -> loop.upTo(count.longValue());
          default ->
              throw evaluator.problem(
                  range.at(), range.pipe(), "range can't iterate over " + GoText.of(value));
        };
    Way way = ran ? Way.ON : walk(dot, range.otherwise());
    evaluator.forget(outer);
    return way;
  }

  private TemplateProblem problem(int at, String what) {
    return template.source().problem(at, what);
  }

  /** The rounds of one range. */
  private final class Loop {
    private final Node.Range range;
    private final int mark = evaluator.mark();

    Loop(Node.Range range) {
      this.range = range;
    }

    boolean over(List<?> list) {
      // By index: the body may append to the very list, as in Go it then sees the old length.
      int size = list.size();
      for (int i = 0; i < size && round((long) i, list.get(i)); i++) {}
      return size > 0;
    }

    boolean over(Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (!round(entry.getKey(), entry.getValue())) {
          break;
        }
      }
      return !map.isEmpty();
    }

    boolean upTo(long count) {
      if (range.pipe().variables().size() > 1) {
        throw problem(range.at(), "can't use " + count + " to iterate over more than one variable");
      }
      for (long i = 0; i < count && round(NoValue.NONE, i); i++) {}
      return count > 0;
    }

    /** One round; whether another one may follow. */
    private boolean round(Object key, Object item) {
      rendering.step();
      List<String> variables = range.pipe().variables();
      if (variables.size() == 1) {
        evaluator.set(variables.getFirst(), item, range.pipe().assigns());
      } else if (variables.size() == 2) {
        evaluator.set(variables.get(0), key, range.pipe().assigns());
        evaluator.set(variables.get(1), item, range.pipe().assigns());
      }
      Way way = walk(item, range.body());
      evaluator.forget(mark);
      return way != Way.BREAK;
    }
  }
}
