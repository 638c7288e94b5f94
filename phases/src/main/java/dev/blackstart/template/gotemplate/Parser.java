package dev.blackstart.template.gotemplate;

import dev.blackstart.template.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the trees of a template and of the templates it defines, by the grammar of text/template.
 */
final class Parser {
  private final Tokens tokens;
  private final PipelineParser pipelines;
  private final Map<String, Definition> definitions;
  private final Source source;
  private int rangeDepth;

  /** A named template with the source its positions refer to. */
  record Definition(String name, Source source, List<Node> body) {}

  /** Where a list of nodes stopped. */
  private enum Stop {
    END,
    ELSE
  }

  private record Body(List<Node> nodes, Stop stop) {}

  private Parser(Source source, Set<String> functions, Map<String, Definition> definitions) {
    this.source = source;
    this.tokens = new Tokens(source);
    this.pipelines = new PipelineParser(tokens, functions);
    this.definitions = definitions;
  }

  /** Adds the source's definitions to those given and returns its own tree. */
  static Definition parse(
      Source source, Set<String> functions, Map<String, Definition> definitions) {
    return new Parser(source, functions, definitions).root();
  }

  private Definition root() {
    List<Node> nodes = new ArrayList<>();
    while (!tokens.peek().is(Token.Kind.END)) {
      Token token = tokens.peek();
      if (token.is(Token.Kind.LEFT) && tokens.peekPastSpace(1).isKeyword("define")) {
        tokens.next();
        tokens.nextPastSpace();
        define();
        continue;
      }
      item(nodes)
          .ifPresent(
              stop -> {
                throw tokens.problem("unexpected {{" + (stop == Stop.END ? "end" : "else") + "}}");
              });
    }
    return new Definition(source.file(), source, nodes);
  }

  private void define() {
    Token name = tokens.nextPastSpace();
    if (!name.is(Token.Kind.STRING) && !name.is(Token.Kind.RAW_STRING)) {
      throw tokens.unexpected(name, "define clause");
    }
    tokens.expectRight("define clause");
    pipelines.scope(
        () -> {
          Body body = body();
          if (body.stop() != Stop.END) {
            throw tokens.problem("unexpected {{else}} in define clause");
          }
          define(new Definition(pipelines.unquote(name), source, body.nodes()));
        });
  }

  /** Two definitions of one name are an error unless one of them is empty. */
  private void define(Definition definition) {
    Definition before = definitions.get(definition.name());
    if (before == null || isEmpty(before.body()) || before.source() != source) {
      definitions.put(definition.name(), definition);
    } else if (!isEmpty(definition.body())) {
      throw tokens.problem(
          "template: multiple definition of template " + GoText.quote(definition.name()));
    }
  }

  private static boolean isEmpty(List<Node> body) {
    return body.stream().allMatch(node -> node instanceof Node.Text text && text.text().isBlank());
  }

  private Body body() {
    List<Node> nodes = new ArrayList<>();
    while (true) {
      Token next = tokens.peekPastSpace(0);
      if (next.is(Token.Kind.END)) {
        throw source.problem(next.position(), "unexpected EOF");
      }
      Optional<Stop> stop = item(nodes);
      if (stop.isPresent()) {
        return new Body(nodes, stop.get());
      }
    }
  }

  private Optional<Stop> item(List<Node> nodes) {
    Token token = tokens.nextPastSpace();
    if (token.is(Token.Kind.TEXT)) {
      nodes.add(new Node.Text(token.position(), token.text()));
      return Optional.empty();
    }
    if (!token.is(Token.Kind.LEFT)) {
      throw tokens.unexpected(token, "input");
    }
    Token first = tokens.peekPastSpace(0);
    if (!first.is(Token.Kind.KEYWORD)) {
      nodes.add(new Node.Action(first.position(), pipelines.untilRight("command")));
      return Optional.empty();
    }
    tokens.nextPastSpace();
    switch (first.text()) {
      case "end" -> {
        tokens.expectRight("end");
        return Optional.of(Stop.END);
      }
      case "else" -> {
        Token next = tokens.peekPastSpace(0);
        if (!next.isKeyword("if") && !next.isKeyword("with")) {
          tokens.expectRight("else");
        }
        return Optional.of(Stop.ELSE);
      }
      case "if", "with", "range" -> nodes.add(control(first));
      case "break", "continue" -> nodes.add(jump(first));
      case "template" -> nodes.add(template(first));
      case "block" -> nodes.add(block(first));
      default -> throw tokens.unexpected(first, "command");
    }
    return Optional.empty();
  }

  private Node jump(Token word) {
    String name = "{{" + word.text() + "}}";
    tokens.expectRight(name);
    if (rangeDepth == 0) {
      throw tokens.problem(name + " outside {{range}}");
    }
    return word.isKeyword("break")
        ? new Node.Break(word.position())
        : new Node.Continue(word.position());
  }

  private Node control(Token word) {
    List<Node> made = new ArrayList<>();
    pipelines.scope(
        () -> {
          Node.Pipe pipe = pipelines.untilRight(word.text());
          int inside = word.isKeyword("range") ? 1 : 0;
          rangeDepth += inside;
          Body body = body();
          rangeDepth -= inside;
          List<Node> otherwise = body.stop() == Stop.END ? List.of() : otherwise(word);
          made.add(
              switch (word.text()) {
                case "if" -> new Node.If(pipe.at(), pipe, body.nodes(), otherwise);
                case "with" -> new Node.With(pipe.at(), pipe, body.nodes(), otherwise);
                default -> new Node.Range(pipe.at(), pipe, body.nodes(), otherwise);
              });
        });
    return made.getFirst();
  }

  /** What follows an else; {@code else if} and {@code else with} share the outer end. */
  private List<Node> otherwise(Token word) {
    Token next = tokens.peekPastSpace(0);
    if (next.is(Token.Kind.KEYWORD)
        && next.text().equals(word.text())
        && !word.isKeyword("range")) {
      return List.of(control(tokens.nextPastSpace()));
    }
    Body body = body();
    if (body.stop() != Stop.END) {
      throw tokens.problem("expected end; found {{else}}");
    }
    return body.nodes();
  }

  private Node template(Token word) {
    String name = name("template clause");
    if (tokens.peekPastSpace(0).is(Token.Kind.RIGHT)) {
      tokens.nextPastSpace();
      return new Node.Template(word.position(), name, Optional.empty());
    }
    return new Node.Template(
        word.position(), name, Optional.of(pipelines.untilRight("template clause")));
  }

  private Node block(Token word) {
    String name = name("block clause");
    Node.Pipe pipe = pipelines.untilRight("block clause");
    pipelines.scope(
        () -> {
          Body body = body();
          if (body.stop() != Stop.END) {
            throw tokens.problem("unexpected {{else}} in block clause");
          }
          define(new Definition(name, source, body.nodes()));
        });
    return new Node.Template(word.position(), name, Optional.of(pipe));
  }

  private String name(String context) {
    Token name = tokens.nextPastSpace();
    if (!name.is(Token.Kind.STRING) && !name.is(Token.Kind.RAW_STRING)) {
      throw tokens.unexpected(name, context);
    }
    return pipelines.unquote(name);
  }
}
