package dev.blackstart.template.gotemplate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Parses what stands inside an action: pipelines, commands, operands. */
final class PipelineParser {
  private static final int DEEPEST = 200;

  private final Tokens tokens;
  private final Set<String> functions;
  private List<String> variables = new ArrayList<>(List.of("$"));
  private int depth;

  PipelineParser(Tokens tokens, Set<String> functions) {
    this.tokens = tokens;
    this.functions = functions;
  }

  /** Variables declared while this runs are forgotten afterwards. */
  void scope(Runnable body) {
    List<String> outer = variables;
    variables = new ArrayList<>(outer);
    if (++depth > DEEPEST) {
      throw tokens.problem("nested deeper than " + DEEPEST + " levels");
    }
    body.run();
    depth--;
    variables = outer;
  }

  Node.Pipe untilRight(String context) {
    return pipeline(context, Token.Kind.RIGHT);
  }

  private Node.Pipe pipeline(String context, Token.Kind end) {
    int at = tokens.peekPastSpace(0).position();
    List<String> declared = new ArrayList<>();
    boolean assigns = declarations(context, declared);
    List<Node.Command> commands = new ArrayList<>();
    while (true) {
      Token token = tokens.nextPastSpace();
      if (token.is(end)) {
        check(commands, context);
        return new Node.Pipe(at, assigns, declared, commands);
      }
      if (!beginsOperand(token)) {
        throw tokens.unexpected(token, context);
      }
      tokens.back();
      commands.add(command());
    }
  }

  /** Reads {@code $x :=}, {@code $x =} or {@code $k, $v :=}; whether it is the assigning form. */
  private boolean declarations(String context, List<String> declared) {
    while (tokens.peekPastSpace(0).is(Token.Kind.VARIABLE)) {
      Token variable = tokens.nextPastSpace();
      Token next = tokens.peekPastSpace(0);
      if (next.is(Token.Kind.ASSIGN) || next.is(Token.Kind.DECLARE)) {
        tokens.nextPastSpace();
        declare(variable, declared);
        return next.is(Token.Kind.ASSIGN);
      }
      if (!next.is(Token.Kind.COMMA_OR_OTHER) || !next.text().equals(",")) {
        tokens.back();
        return false;
      }
      tokens.nextPastSpace();
      declare(variable, declared);
      if (!context.equals("range") || declared.size() > 1) {
        throw tokens.problem("too many declarations in " + context);
      }
      if (!tokens.peekPastSpace(0).is(Token.Kind.VARIABLE)) {
        throw tokens.problem("range can only initialize variables");
      }
    }
    return false;
  }

  private void declare(Token variable, List<String> declared) {
    declared.add(variable.text());
    variables.add(variable.text());
  }

  private void check(List<Node.Command> commands, String context) {
    if (commands.isEmpty()) {
      throw tokens.problem("missing value for " + context);
    }
    for (int i = 1; i < commands.size(); i++) {
      Node.Operand first = commands.get(i).operands().getFirst();
      if (first instanceof Node.Constant
          || first instanceof Node.Dot
          || first instanceof Node.Nil) {
        throw tokens.problem("non executable command in pipeline stage " + (i + 1));
      }
    }
  }

  private static boolean beginsOperand(Token token) {
    return switch (token.kind()) {
      case BOOL,
          CHARACTER,
          NUMBER,
          DOT,
          FIELD,
          IDENTIFIER,
          NIL,
          STRING,
          RAW_STRING,
          VARIABLE,
          OPEN ->
          true;
      case TEXT,
          LEFT,
          RIGHT,
          SPACE,
          PIPE,
          COMMA_OR_OTHER,
          ASSIGN,
          DECLARE,
          CLOSE,
          KEYWORD,
          ERROR,
          END ->
          false;
    };
  }

  private Node.Command command() {
    int at = tokens.peekPastSpace(0).position();
    List<Node.Operand> operands = new ArrayList<>();
    while (true) {
      operand().ifPresent(operands::add);
      Token token = tokens.next();
      if (token.is(Token.Kind.SPACE)) {
        continue;
      }
      if (token.is(Token.Kind.RIGHT) || token.is(Token.Kind.CLOSE)) {
        tokens.back();
      } else if (!token.is(Token.Kind.PIPE)) {
        throw tokens.unexpected(token, "operand");
      }
      if (operands.isEmpty()) {
        throw tokens.problem("empty command");
      }
      return new Node.Command(at, operands);
    }
  }

  private Optional<Node.Operand> operand() {
    Optional<Node.Operand> term = term();
    if (term.isEmpty() || !tokens.peek().is(Token.Kind.FIELD)) {
      return term;
    }
    int at = tokens.peek().position();
    List<String> fields = new ArrayList<>();
    while (tokens.peek().is(Token.Kind.FIELD)) {
      fields.add(tokens.next().text().substring(1));
    }
    return Optional.of(
        switch (term.get()) {
          case Node.Field field -> {
            List<String> names = new ArrayList<>(field.names());
            names.addAll(fields);
            yield new Node.Field(field.at(), names);
          }
          case Node.Variable variable -> new Node.Variable(variable.at(), variable.name(), fields);
          case Node.Identifier from -> new Node.Chain(at, from, fields);
          case Node.Pipe from -> new Node.Chain(at, from, fields);
          case Node.Chain from -> new Node.Chain(at, from, fields);
          case Node.Constant from -> throw afterTerm(from);
          case Node.Dot from -> throw afterTerm(from);
          case Node.Nil from -> throw afterTerm(from);
        });
  }

  private RuntimeException afterTerm(Node.Operand term) {
    return tokens.problem("unexpected . after term " + GoText.quote(term.toString()));
  }

  private Optional<Node.Operand> term() {
    Token token = tokens.nextPastSpace();
    int at = token.position();
    Node.Operand term =
        switch (token.kind()) {
          case IDENTIFIER -> identifier(token);
          case DOT -> new Node.Dot(at);
          case NIL -> new Node.Nil(at);
          case VARIABLE -> variable(token);
          case FIELD -> new Node.Field(at, List.of(token.text().substring(1)));
          case BOOL -> new Node.Constant(at, token.text(), token.text().equals("true"));
          case NUMBER -> new Node.Constant(at, token.text(), number(token));
          case CHARACTER -> new Node.Constant(at, token.text(), character(token));
          case STRING, RAW_STRING -> new Node.Constant(at, token.text(), unquote(token));
          case OPEN -> parenthesized();
          case TEXT,
              LEFT,
              RIGHT,
              SPACE,
              PIPE,
              COMMA_OR_OTHER,
              ASSIGN,
              DECLARE,
              CLOSE,
              KEYWORD,
              ERROR,
              END ->
              null;
        };
    if (term == null) {
      tokens.back();
    }
    return Optional.ofNullable(term);
  }

  private Node.Operand parenthesized() {
    if (++depth > DEEPEST) {
      throw tokens.problem("max expression depth exceeded");
    }
    Node.Pipe pipe = pipeline("parenthesized pipeline", Token.Kind.CLOSE);
    depth--;
    return pipe;
  }

  private Node.Operand identifier(Token token) {
    if (!functions.contains(token.text())) {
      throw tokens.problem("function " + GoText.quote(token.text()) + " not defined");
    }
    return new Node.Identifier(token.position(), token.text());
  }

  private Node.Operand variable(Token token) {
    if (!variables.contains(token.text())) {
      throw tokens.problem("undefined variable " + GoText.quote(token.text()));
    }
    return new Node.Variable(token.position(), token.text(), List.of());
  }

  private Number number(Token token) {
    Number number = Literals.number(token.text()).orElseThrow();
    if (number instanceof BigInteger) {
      throw tokens.problem(token.text() + " overflows int");
    }
    return number;
  }

  private Long character(Token token) {
    String text = unquote(token);
    if (text.codePointCount(0, text.length()) != 1) {
      throw tokens.problem("malformed character constant: " + token.text());
    }
    return (long) text.codePointAt(0);
  }

  /** The text of a quoted token. */
  String unquote(Token token) {
    return Literals.unquote(token.text()).orElseThrow(() -> tokens.problem("invalid syntax"));
  }
}
