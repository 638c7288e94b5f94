package dev.blackstart.template.yq;

import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Evaluates an expression on candidates, as yq does: every expression yields any number of them.
 */
final class ExpressionEvaluator {
  private static final int MOST = 2_000_000;

  private final Function<String, Optional<String>> env;
  private int made;

  /**
   * @param env the value of a variable of the environment
   */
  ExpressionEvaluator(Function<String, Optional<String>> env) {
    this.env = env;
  }

  /**
   * The results.
   *
   * @param together whether operators see all candidates at once (eval-all) or one by one
   */
  List<Candidate> evaluate(Expression expression, List<Candidate> from, boolean together) {
    List<Candidate> results =
        switch (expression) {
          case Expression.Self self -> from;
          case Expression.Below below -> below(from);
          case Expression.Step step -> step(step, from, together);
          case Expression.Each each -> each(evaluate(each.from(), from, together));
          case Expression.Literal literal ->
              from.stream().map(candidate -> candidate.with(literal.value())).toList();
          case Expression.Pipe pipe ->
              evaluate(pipe.right(), evaluate(pipe.left(), from, together), together);
          case Expression.Union union -> {
            List<Candidate> both = new ArrayList<>(evaluate(union.left(), from, together));
            both.addAll(evaluate(union.right(), from, together));
            yield both;
          }
          case Expression.Binary binary -> binary(binary, from, together);
          case Expression.Assign assign ->
              from.stream().map(candidate -> assigned(assign, candidate)).toList();
          case Expression.Call call -> from.stream().flatMap(c -> call(call, c).stream()).toList();
        };
    made += results.size();
    if (made > MOST) {
      throw new YqProblem("the yq expression yields more than " + MOST + " nodes");
    }
    return results;
  }

  private List<Candidate> one(Expression expression, Candidate candidate) {
    return evaluate(expression, List.of(candidate), false);
  }

  private static List<Candidate> below(List<Candidate> from) {
    List<Candidate> all = new ArrayList<>();
    for (Candidate candidate : from) {
      all.add(candidate);
      all.addAll(below(children(candidate)));
    }
    return all;
  }

  private static List<Candidate> each(List<Candidate> from) {
    return from.stream().flatMap(candidate -> children(candidate).stream()).toList();
  }

  private static List<Candidate> children(Candidate candidate) {
    return switch (candidate.node()) {
      case MapNode map ->
          map.entries().stream()
              .map(entry -> candidate.below(entry.key().text(), entry.value()))
              .toList();
      case ListNode list -> {
        List<Candidate> items = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
          items.add(candidate.below(i, list.items().get(i)));
        }
        yield items;
      }
      case ScalarNode scalar -> List.of();
    };
  }

  private List<Candidate> step(Expression.Step step, List<Candidate> from, boolean together) {
    List<Candidate> results = new ArrayList<>();
    for (Candidate candidate : evaluate(step.from(), from, together)) {
      ScalarNode key = ((Expression.Literal) step.key()).value();
      switch (candidate.node()) {
        case MapNode map ->
            results.add(
                candidate.below(key.text(), map.get(key.text()).orElseGet(() -> nothing(map))));
        case ListNode list -> results.add(item(candidate, list, key));
        case ScalarNode scalar -> {
          if (scalar.isNull()) {
            results.add(candidate.below(key.text(), scalar));
          }
        }
      }
    }
    return results;
  }

  private static Candidate item(Candidate candidate, ListNode list, ScalarNode key) {
    if (key.style() != ScalarNode.Style.PLAIN || !key.text().matches("-?[0-9]{1,9}")) {
      throw new YqProblem("cannot index array with '" + key.text() + "'");
    }
    int index = Integer.parseInt(key.text());
    int at = index < 0 ? index + list.items().size() : index;
    boolean there = at >= 0 && at < list.items().size();
    return candidate.below(at, there ? list.items().get(at) : nothing(list));
  }

  private static ScalarNode nothing(YamlNode at) {
    return ScalarNode.plain(at.mark(), "null");
  }

  private List<Candidate> binary(Expression.Binary binary, List<Candidate> from, boolean together) {
    if (!together && from.size() != 1) {
      return from.stream().flatMap(c -> binary(binary, List.of(c), false).stream()).toList();
    }
    List<Candidate> left = evaluate(binary.left(), from, together);
    List<Candidate> right = evaluate(binary.right(), from, together);
    if (binary.operator() == Expression.Operator.ALTERNATIVE) {
      List<Candidate> there = left.stream().filter(c -> isTrue(c.node())).toList();
      return there.isEmpty() ? right : there;
    }
    List<Candidate> results = new ArrayList<>();
    for (Candidate a : left) {
      for (Candidate b : right) {
        results.add(a.with(apply(binary.operator(), a.node(), b.node())));
      }
    }
    return results;
  }

  private static YamlNode apply(Expression.Operator operator, YamlNode left, YamlNode right) {
    return switch (operator) {
      case EQUAL -> truth(left, isEqual(left, right));
      case NOT_EQUAL -> truth(left, !isEqual(left, right));
      case AND -> truth(left, isTrue(left) && isTrue(right));
      case OR -> truth(left, isTrue(left) || isTrue(right));
      case MERGE -> Trees.merge(left, right);
      case ADD -> Trees.add(left, right);
      case ALTERNATIVE -> isTrue(left) ? left : right;
    };
  }

  /** Scalars are equal by their text, in which the right side may hold wildcards. */
  private static boolean isEqual(YamlNode left, YamlNode right) {
    if (!(left instanceof ScalarNode a) || !(right instanceof ScalarNode b)) {
      return Trees.isSame(left, right);
    }
    if (a.isNull() || b.isNull()) {
      return a.isNull() && b.isNull();
    }
    String pattern =
        String.join(
            ".*",
            Pattern.compile("\\*").splitAsStream(b.text() + "\0").map(Pattern::quote).toList());
    return Pattern.compile(pattern, Pattern.DOTALL).matcher(a.text() + "\0").matches();
  }

  private Candidate assigned(Expression.Assign assign, Candidate candidate) {
    Candidate root =
        new Candidate(candidate.node(), List.of(), candidate.document(), candidate.file());
    YamlNode result = candidate.node();
    for (Candidate place : one(assign.path(), root)) {
      List<Candidate> values = one(assign.value(), assign.relative() ? place : root);
      if (!values.isEmpty()) {
        result = Trees.with(result, place.path(), values.getFirst().node());
      }
    }
    return candidate.with(result);
  }

  private List<Candidate> call(Expression.Call call, Candidate candidate) {
    YamlNode node = candidate.node();
    return switch (call.name()) {
      case SELECT -> {
        boolean chosen =
            one(call.arguments().getFirst(), candidate).stream().anyMatch(c -> isTrue(c.node()));
        yield chosen ? List.of(candidate) : List.of();
      }
      case DEL -> {
        Set<List<Object>> paths = new HashSet<>();
        Candidate root = new Candidate(node, List.of(), candidate.document(), candidate.file());
        one(call.arguments().getFirst(), root).forEach(found -> paths.add(found.path()));
        yield List.of(candidate.with(Trees.without(node, List.of(), paths)));
      }
      case HAS ->
          one(call.arguments().getFirst(), candidate).stream()
              .map(key -> candidate.with(truth(node, has(node, key.node()))))
              .toList();
      case ENV, STRENV -> {
        String name = ((Expression.Literal) call.arguments().getFirst()).value().text();
        String value =
            env.apply(name)
                .orElseThrow(
                    () ->
                        new YqProblem(
                            "Value for env variable '" + name + "' not provided in env()"));
        yield List.of(
            candidate.with(
                call.name() == Expression.Name.ENV ? plain(node, value) : Trees.text(node, value)));
      }
      case NOT -> List.of(candidate.with(truth(node, !isTrue(node))));
      case LENGTH -> List.of(candidate.with(plain(node, String.valueOf(Trees.length(node)))));
      case KEYS -> List.of(candidate.with(Trees.keys(node)));
      case FI, FILE_INDEX -> List.of(candidate.with(plain(node, "" + candidate.file())));
      case DI, DOCUMENT_INDEX -> List.of(candidate.with(plain(node, "" + candidate.document())));
    };
  }

  private static boolean has(YamlNode node, YamlNode key) {
    return switch (node) {
      case MapNode map -> key instanceof ScalarNode name && map.get(name.text()).isPresent();
      case ListNode list -> key instanceof ScalarNode index && list.at(index.text()).isPresent();
      case ScalarNode scalar -> false;
    };
  }

  /** Everything but null and false. */
  static boolean isTrue(YamlNode node) {
    return !(node instanceof ScalarNode scalar)
        || !(scalar.isNull()
            || (scalar.style() == ScalarNode.Style.PLAIN
                && scalar.text().equalsIgnoreCase("false")));
  }

  private static ScalarNode truth(YamlNode at, boolean value) {
    return plain(at, String.valueOf(value));
  }

  private static ScalarNode plain(YamlNode at, String text) {
    return ScalarNode.plain(at.mark(), text);
  }
}
