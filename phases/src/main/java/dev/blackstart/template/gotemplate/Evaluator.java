package dev.blackstart.template.gotemplate;

import dev.blackstart.template.Source;
import dev.blackstart.template.TemplateProblem;
import dev.blackstart.template.yaml.YamlProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Evaluates pipelines against a dot, with the variables of one template. */
final class Evaluator {
  private final Rendering rendering;
  private final Source source;
  private final List<Variable> variables = new ArrayList<>();

  private static final class Variable {
    private final String name;
    private Object value;

    Variable(String name, Object value) {
      this.name = name;
      this.value = value;
    }
  }

  Evaluator(Rendering rendering, Source source, Object data) {
    this.rendering = rendering;
    this.source = source;
    variables.add(new Variable("$", data));
  }

  /** How many variables there are, for {@link #forget}. */
  int mark() {
    return variables.size();
  }

  void forget(int mark) {
    variables.subList(mark, variables.size()).clear();
  }

  /** Assigns a variable that exists, or declares a new one. */
  void set(String name, Object value, boolean assigns) {
    if (assigns) {
      variable(name).value = value;
    } else {
      variables.add(new Variable(name, value));
    }
  }

  private Variable variable(String name) {
    for (int i = variables.size() - 1; i >= 0; i--) {
      if (variables.get(i).name.equals(name)) {
        return variables.get(i);
      }
    }
    throw new FunctionFailure("undefined variable: " + name);
  }

  TemplateProblem problem(int at, Object node, String what) {
    String text = node.toString();
    int[] characters = text.codePoints().toArray();
    String shown = characters.length > 60 ? new String(characters, 0, 60) + "..." : text;
    return source.problem(
        at, "at <" + shown.replace("\n", "\\n") + ">: " + what.replaceAll("\\s*\n\\s*", " "));
  }

  /** The value of a pipeline, its variables set; nil is {@link NoValue}, as it has no type left. */
  Object pipeline(Object dot, Node.Pipe pipe) {
    Object value = NoValue.NONE;
    boolean first = true;
    for (Node.Command command : pipe.commands()) {
      value = command(dot, command, first ? Optional.empty() : Optional.of(value));
      value = value == null ? NoValue.NONE : value;
      first = false;
    }
    for (String name : pipe.variables()) {
      set(name, value, pipe.assigns());
    }
    return value;
  }

  private Object command(Object dot, Node.Command command, Optional<Object> piped) {
    rendering.step();
    List<Node.Operand> rest = command.operands().subList(1, command.operands().size());
    Node.Operand first = command.operands().getFirst();
    return switch (first) {
      case Node.Identifier name -> function(dot, name, command, rest, piped);
      case Node.Field field -> fields(dot, dot, field.names(), field, rest, piped);
      case Node.Variable variable -> {
        Object value = variable(variable.name()).value;
        if (variable.fields().isEmpty()) {
          refuseArguments(variable, rest, piped);
          yield value;
        }
        yield fields(dot, value, variable.fields(), variable, rest, piped);
      }
      case Node.Chain chain ->
          fields(dot, operand(dot, chain.from()), chain.fields(), chain, rest, piped);
      case Node.Pipe inner -> {
        refuseArguments(inner, rest, piped);
        yield pipeline(dot, inner);
      }
      case Node.Nil nil -> throw problem(nil.at(), nil, "nil is not a command");
      case Node.Dot self -> {
        refuseArguments(self, rest, piped);
        yield dot;
      }
      case Node.Constant constant -> {
        refuseArguments(constant, rest, piped);
        yield constant.value();
      }
    };
  }

  private void refuseArguments(
      Node.Operand operand, List<Node.Operand> rest, Optional<Object> piped) {
    if (!rest.isEmpty() || piped.isPresent()) {
      throw problem(operand.at(), operand, "can't give argument to non-function " + operand);
    }
  }

  /** The value of an operand that stands alone or as an argument. */
  private Object operand(Object dot, Node.Operand operand) {
    return switch (operand) {
      case Node.Nil nil -> null;
      case Node.Pipe pipe -> pipeline(dot, pipe);
      case Node.Dot self -> dot;
      case Node.Constant constant -> constant.value();
      case Node.Identifier name -> alone(dot, name);
      case Node.Field field -> alone(dot, field);
      case Node.Variable variable -> alone(dot, variable);
      case Node.Chain chain -> alone(dot, chain);
    };
  }

  private Object alone(Object dot, Node.Operand operand) {
    return command(dot, new Node.Command(operand.at(), List.of(operand)), Optional.empty());
  }

  private Object fields(
      Object dot,
      Object from,
      List<String> names,
      Node.Operand node,
      List<Node.Operand> rest,
      Optional<Object> piped) {
    Object value = from;
    for (int i = 0; i < names.size(); i++) {
      boolean last = i == names.size() - 1;
      String type = i == 0 ? GoText.type(value) : "interface {}";
      value =
          field(
              dot,
              value,
              names.get(i),
              type,
              node,
              last ? rest : List.of(),
              last ? piped : Optional.empty());
    }
    return value;
  }

  private Object field(
      Object dot,
      Object from,
      String name,
      String type,
      Node.Operand node,
      List<Node.Operand> rest,
      Optional<Object> piped) {
    if (from == NoValue.NONE) {
      if (rendering.missingKey() == MissingKey.ERROR) {
        throw problem(node.at(), node, "nil data; no entry for key " + GoText.quote(name));
      }
      return NoValue.NONE;
    }
    if (from == null) {
      throw problem(node.at(), node, "nil pointer evaluating interface {}." + name);
    }
    if (!(from instanceof Map<?, ?> map)) {
      throw problem(node.at(), node, "can't evaluate field " + name + " in type " + type);
    }
    if (map.get(name) instanceof Function method) {
      return call(dot, method, name, node, rest, piped);
    }
    if (!rest.isEmpty() || piped.isPresent()) {
      throw problem(node.at(), node, name + " is not a method but has arguments");
    }
    if (map.containsKey(name)) {
      return map.get(name);
    }
    return switch (rendering.missingKey()) {
      case DEFAULT -> NoValue.NONE;
      case ZERO -> null;
      case ERROR ->
          throw problem(node.at(), node, "map has no entry for key " + GoText.quote(name));
    };
  }

  private Object function(
      Object dot,
      Node.Identifier name,
      Node.Command command,
      List<Node.Operand> rest,
      Optional<Object> piped) {
    boolean isAnd = name.name().equals("and");
    if (isAnd || name.name().equals("or")) {
      return shortCircuit(dot, name, isAnd, rest, piped);
    }
    Function function = rendering.functions().get(name.name());
    return call(
        dot, function, name.name(), command.operands().size() > 1 ? command : name, rest, piped);
  }

  private Object shortCircuit(
      Object dot,
      Node.Identifier name,
      boolean isAnd,
      List<Node.Operand> rest,
      Optional<Object> piped) {
    if (rest.isEmpty() && piped.isEmpty()) {
      throw problem(
          name.at(), name, "wrong number of args for " + name + ": want at least 1 got 0");
    }
    Object value = null;
    for (Node.Operand operand : rest) {
      value = operand(dot, operand);
      if (Values.isTrue(value) != isAnd) {
        return value;
      }
    }
    return piped.orElse(value);
  }

  private Object call(
      Object dot,
      Function function,
      String name,
      Object node,
      List<Node.Operand> rest,
      Optional<Object> piped) {
    int at = node instanceof Node.Command command ? command.at() : ((Node.Operand) node).at();
    int count = rest.size() + (piped.isPresent() ? 1 : 0);
    if (count < function.least() || count > function.most()) {
      String want =
          (function.most() == function.least() ? "want " : "want at least ") + function.least();
      throw problem(at, node, "wrong number of args for " + name + ": " + want + " got " + count);
    }
    List<Object> values = new ArrayList<>(count);
    rest.forEach(operand -> values.add(known(operand(dot, operand))));
    piped.ifPresent(value -> values.add(known(value)));
    try {
      return rendering.made(function.body().call(new Arguments(values, rendering)));
    } catch (FunctionFailure failure) {
      String prefix = failure.isTyped() ? "" : "error calling " + name + ": ";
      throw problem(at, node, prefix + failure.getMessage());
    } catch (YamlProblem notYaml) {
      throw problem(at, node, "error calling " + name + ": " + notYaml.getMessage());
    }
  }

  private static Object known(Object value) {
    return value == NoValue.NONE ? null : value;
  }
}
