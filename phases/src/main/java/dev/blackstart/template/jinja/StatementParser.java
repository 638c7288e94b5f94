package dev.blackstart.template.jinja;

import dev.blackstart.template.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses a template into statements. */
final class StatementParser {
  private static final int DEEPEST = 100;

  private final Source source;
  private final ExpressionParser expressions;
  private int depth;

  private StatementParser(Source source, JinjaStyle style) {
    this.source = source;
    this.expressions = new ExpressionParser(source, Lexer.tokens(source, style));
  }

  static List<Statement> parse(Source source, JinjaStyle style) {
    StatementParser parser = new StatementParser(source, style);
    List<Statement> statements = parser.until(List.of());
    return statements;
  }

  /** Statements up to one of these words, which is left to be read; none means the end. */
  private List<Statement> until(List<String> words) {
    if (++depth > DEEPEST) {
      throw source.problem(expressions.peek().at(), "nested deeper than " + DEEPEST + " levels");
    }
    List<Statement> statements = new ArrayList<>();
    while (true) {
      Token token = expressions.peek();
      if (token.is(Token.Kind.END)) {
        if (words.isEmpty()) {
          depth--;
          return statements;
        }
        throw expressions.unexpected("{% " + words.getLast() + " %}");
      }
      expressions.next();
      switch (token.kind()) {
        case TEXT -> statements.add(new Statement.Text(token.at(), token.text()));
        case BEGIN_VARIABLE -> {
          Expression value = expressions.expression();
          expressions.expect(Token.Kind.END_VARIABLE);
          statements.add(new Statement.Print(token.at(), value));
        }
        default -> {
          Token word = expressions.peek();
          if (word.is(Token.Kind.NAME) && words.contains(word.text())) {
            depth--;
            return statements;
          }
          statements.add(statement(expressions.expect(Token.Kind.NAME)));
        }
      }
    }
  }

  private void endBlock() {
    expressions.expect(Token.Kind.END_BLOCK);
  }

  /** The body up to the word that ends it, which is read. */
  private List<Statement> body(String end) {
    endBlock();
    List<Statement> body = until(List.of(end));
    expressions.next();
    endBlock();
    return body;
  }

  private Statement statement(Token word) {
    int at = word.at();
    return switch (word.text()) {
      case "if" -> branch(at);
      case "for" -> loop(at);
      case "set" -> set(at);
      case "with" -> with(at);
      case "filter" -> new Statement.FilterBlock(at, filters(), body("endfilter"));
      case "macro" -> macro(at);
      case "call" -> call(at);
      case "do" -> ended(new Statement.Do(at, expressions.expression()));
      case "include" -> include(at);
      case "import" -> importAll(at);
      case "from" -> importNames(at);
      case "break" -> ended(new Statement.Break(at));
      case "continue" -> ended(new Statement.Continue(at));
      case "extends", "block", "autoescape" ->
          throw source.problem(at, "statement \"" + word.text() + "\" is not supported");
      default -> throw source.problem(at, "unknown statement \"" + word.text() + "\"");
    };
  }

  private Statement ended(Statement statement) {
    endBlock();
    return statement;
  }

  private Statement branch(int at) {
    Expression test = expressions.expression();
    endBlock();
    List<Statement> body = until(List.of("elif", "else", "endif"));
    Token word = expressions.next();
    if (word.isName("elif")) {
      return new Statement.If(at, test, body, List.of(branch(word.at())));
    }
    List<Statement> otherwise = word.isName("else") ? body("endif") : List.of();
    if (word.isName("endif")) {
      endBlock();
    }
    return new Statement.If(at, test, body, otherwise);
  }

  private Statement loop(int at) {
    List<String> targets = targets();
    if (!expressions.takeName("in")) {
      throw expressions.unexpected("in");
    }
    Expression items = expressions.or();
    Optional<Expression> filter =
        expressions.takeName("if") ? Optional.of(expressions.expression()) : Optional.empty();
    boolean recursive = expressions.takeName("recursive");
    endBlock();
    List<Statement> body = until(List.of("else", "endfor"));
    List<Statement> otherwise = List.of();
    if (expressions.next().isName("else")) {
      otherwise = body("endfor");
    } else {
      endBlock();
    }
    return new Statement.For(at, targets, items, filter, recursive, body, otherwise);
  }

  /** One name, or several in or without parentheses. */
  private List<String> targets() {
    boolean parenthesis = expressions.take("(");
    List<String> targets = new ArrayList<>();
    do {
      if (!expressions.peek().is(Token.Kind.NAME) && !targets.isEmpty()) {
        break;
      }
      targets.add(expressions.expect(Token.Kind.NAME).text());
    } while (expressions.take(","));
    if (parenthesis) {
      expressions.expect(")");
    }
    return targets;
  }

  private Statement set(int at) {
    List<String> targets = targets();
    Optional<String> attribute = Optional.empty();
    if (targets.size() == 1 && expressions.take(".")) {
      attribute = Optional.of(expressions.expect(Token.Kind.NAME).text());
    }
    if (expressions.take("=")) {
      return ended(new Statement.Set(at, targets, attribute, value()));
    }
    if (targets.size() > 1 || attribute.isPresent()) {
      throw expressions.unexpected("assignment operator");
    }
    Optional<Expression> filter =
        expressions.take("|") ? Optional.of(filters()) : Optional.empty();
    return new Statement.SetBlock(at, targets.getFirst(), filter, body("endset"));
  }

  /** A value, or several without parentheses, which are a list. */
  private Expression value() {
    Expression first = expressions.expression();
    if (!expressions.peek().isSymbol(",")) {
      return first;
    }
    List<Expression> items = new ArrayList<>(List.of(first));
    while (expressions.take(",") && !expressions.peek().is(Token.Kind.END_BLOCK)) {
      items.add(expressions.expression());
    }
    return new Expression.ListOf(first.at(), items);
  }

  private Expression filters() {
    Expression filter = expressions.filter(Optional.empty());
    while (expressions.take("|")) {
      filter = expressions.filter(Optional.of(filter));
    }
    return filter;
  }

  private Statement with(int at) {
    List<List<String>> targets = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    while (!expressions.peek().is(Token.Kind.END_BLOCK)) {
      if (!targets.isEmpty()) {
        expressions.expect(",");
      }
      targets.add(
          expressions.peek().isSymbol("(")
              ? targets()
              : List.of(expressions.expect(Token.Kind.NAME).text()));
      expressions.expect("=");
      values.add(expressions.expression());
    }
    return new Statement.With(at, targets, values, body("endwith"));
  }

  private Statement.Macro macro(int at) {
    String name = expressions.expect(Token.Kind.NAME).text();
    return macro(at, name, "endmacro");
  }

  private Statement.Macro macro(int at, String name, String end) {
    List<String> parameters = new ArrayList<>();
    List<Optional<Expression>> defaults = new ArrayList<>();
    if (!name.isEmpty() || expressions.peek().isSymbol("(")) {
      expressions.expect("(");
      while (!expressions.take(")")) {
        if (!parameters.isEmpty()) {
          expressions.expect(",");
        }
        parameters.add(expressions.expect(Token.Kind.NAME).text());
        defaults.add(
            expressions.take("=") ? Optional.of(expressions.expression()) : Optional.empty());
      }
    }
    if (name.isEmpty()) {
      return new Statement.Macro(at, "caller", parameters, defaults, List.of());
    }
    return new Statement.Macro(at, name, parameters, defaults, body(end));
  }

  private Statement call(int at) {
    Statement.Macro head = macro(at, "", "endcall");
    Expression call = expressions.expression();
    if (!(call instanceof Expression.Call)) {
      throw source.problem(at, "a call block needs a call");
    }
    Statement.Macro caller =
        new Statement.Macro(
            at, "caller", head.parameters(), head.defaults(), body("endcall"));
    return new Statement.CallBlock(at, call, caller);
  }

  private Statement include(int at) {
    Expression name = expressions.expression();
    boolean ignore = expressions.takeName("ignore");
    if (ignore && !expressions.takeName("missing")) {
      throw expressions.unexpected("missing");
    }
    context();
    return ended(new Statement.Include(at, name, ignore));
  }

  /** {@code with context}, which is always so. */
  private void context() {
    if (expressions.peek().isName("with") || expressions.peek().isName("without")) {
      expressions.next();
      expressions.takeName("context");
    }
  }

  private Statement importAll(int at) {
    Expression name = expressions.expression();
    if (!expressions.takeName("as")) {
      throw expressions.unexpected("as");
    }
    String target = expressions.expect(Token.Kind.NAME).text();
    context();
    return ended(new Statement.Import(at, name, target));
  }

  private Statement importNames(int at) {
    Expression name = expressions.expression();
    if (!expressions.takeName("import")) {
      throw expressions.unexpected("import");
    }
    List<String> names = new ArrayList<>();
    List<String> targets = new ArrayList<>();
    do {
      names.add(expressions.expect(Token.Kind.NAME).text());
      targets.add(
          expressions.takeName("as")
              ? expressions.expect(Token.Kind.NAME).text()
              : names.getLast());
    } while (expressions.take(","));
    context();
    return ended(new Statement.FromImport(at, name, names, targets));
  }
}
