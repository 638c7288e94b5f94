package dev.blackstart.template.gotemplate;

import java.util.List;
import java.util.Optional;

/** The tree of a template; {@code at} is the position in its source. */
sealed interface Node {
  int at();

  record Text(int at, String text) implements Node {}

  record Action(int at, Pipe pipe) implements Node {}

  record If(int at, Pipe pipe, List<Node> body, List<Node> otherwise) implements Node {}

  record With(int at, Pipe pipe, List<Node> body, List<Node> otherwise) implements Node {}

  record Range(int at, Pipe pipe, List<Node> body, List<Node> otherwise) implements Node {}

  record Template(int at, String name, Optional<Pipe> pipe) implements Node {}

  record Break(int at) implements Node {}

  record Continue(int at) implements Node {}

  /** Something that has a value; its text form is the one Go's messages show. */
  sealed interface Operand {
    int at();
  }

  record Dot(int at) implements Operand {
    @Override
    public String toString() {
      return ".";
    }
  }

  record Nil(int at) implements Operand {
    @Override
    public String toString() {
      return "nil";
    }
  }

  /** A boolean, a number or a string, with the text it was written as. */
  record Constant(int at, String text, Object value) implements Operand {
    @Override
    public String toString() {
      return text;
    }
  }

  record Field(int at, List<String> names) implements Operand {
    @Override
    public String toString() {
      return "." + String.join(".", names);
    }
  }

  record Variable(int at, String name, List<String> fields) implements Operand {
    @Override
    public String toString() {
      return fields.isEmpty() ? name : name + "." + String.join(".", fields);
    }
  }

  record Identifier(int at, String name) implements Operand {
    @Override
    public String toString() {
      return name;
    }
  }

  record Chain(int at, Operand from, List<String> fields) implements Operand {
    @Override
    public String toString() {
      String begin = from instanceof Pipe ? "(" + from + ")" : from.toString();
      return begin + "." + String.join(".", fields);
    }
  }

  record Pipe(int at, boolean assigns, List<String> variables, List<Command> commands)
      implements Operand {
    @Override
    public String toString() {
      String begin =
          variables.isEmpty() ? "" : String.join(", ", variables) + (assigns ? " = " : " := ");
      return begin + String.join(" | ", commands.stream().map(Command::toString).toList());
    }
  }

  record Command(int at, List<Operand> operands) {
    @Override
    public String toString() {
      return String.join(
          " ",
          operands.stream()
              .map(operand -> operand instanceof Pipe ? "(" + operand + ")" : operand.toString())
              .toList());
    }
  }
}
