package dev.blackstart.template.jinja;

import dev.blackstart.template.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses a template into statements. */
final class StatementParser {
  private static final int DEEPEST = 100;

  private final Source source;
  private final Tokens tokens;
  private final ExpressionParser expressions;
  private int loops;
  private int depth;

  private StatementParser(Source source, JinjaStyle style) {
    this.source = source;
    this.tokens = new Tokens(source, Lexer.tokens(source, style));
    this.expressions = new ExpressionParser(source, tokens);
  }

  static List<Statement> parse(Source source, JinjaStyle style) {
    return new StatementParser(source, style).until(List.of());
  }

  /** Statements up to one of these words, which is left to be read; none means the end. */
  private List<Statement> until(List<String> words) {
    if (++depth > DEEPEST) {
      throw source.problem(tokens.peek().at(), "nested deeper than " + DEEPEST + " levels");
    }
    List<Statement> statements = new ArrayList<>();
    while (true) {
      Token token = tokens.peek();
      if (token.is(Token.Kind.END)) {
        if (words.isEmpty()) {
          depth--;
          return statements;
        }
        throw tokens.unexpected("{% " + words.getLast() + " %}");
      }
      tokens.next();
      switch (token.kind()) {
        case TEXT -> statements.add(new Statement.Text(token.at(), token.text()));
        case BEGIN_VARIABLE -> {
          Expression value = expressions.expression();
          tokens.expect(Token.Kind.END_VARIABLE);
          statements.add(new Statement.Print(token.at(), value));
        }
        default -> {
          Token word = tokens.peek();
          if (word.is(Token.Kind.NAME) && words.contains(word.text())) {
            depth--;
            return statements;
          }
          statements.add(statement(tokens.expect(Token.Kind.NAME)));
        }
      }
    }
  }

  private void endBlock() {
    tokens.expect(Token.Kind.END_BLOCK);
  }

  /** The body up to the word that ends it, which is read. */
  private List<Statement> body(String end) {
    endBlock();
    List<Statement> body = until(List.of(end));
    tokens.next();
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
      case "break" -> ended(inLoop(word, new Statement.Break(at)));
      case "continue" -> ended(inLoop(word, new Statement.Continue(at)));
      case "extends", "block", "autoescape" ->
          throw source.problem(at, "statement \"" + word.text() + "\" is not supported");
      default -> throw source.problem(at, "unknown statement \"" + word.text() + "\"");
    };
  }

  private Statement inLoop(Token word, Statement jump) {
    if (loops == 0) {
      throw source.problem(word.at(), "\"" + word.text() + "\" must be placed inside a loop");
    }
    return jump;
  }

  private Statement ended(Statement statement) {
    endBlock();
    return statement;
  }

  private Statement branch(int at) {
    Expression test = expressions.expression();
    endBlock();
    List<Statement> body = until(List.of("elif", "else", "endif"));
    Token word = tokens.next();
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
    if (!tokens.takeName("in")) {
      throw tokens.unexpected("in");
    }
    Expression items = expressions.or();
    Optional<Expression> filter =
        tokens.takeName("if") ? Optional.of(expressions.expression()) : Optional.empty();
    boolean recursive = tokens.takeName("recursive");
    endBlock();
    loops++;
    List<Statement> body = until(List.of("else", "endfor"));
    loops--;
    List<Statement> otherwise = List.of();
    if (tokens.next().isName("else")) {
      otherwise = body("endfor");
    } else {
      endBlock();
    }
    return new Statement.For(at, targets, items, filter, recursive, body, otherwise);
  }

  /** One name, or several in or without parentheses. */
  private List<String> targets() {
    boolean parenthesis = tokens.take("(");
    List<String> targets = new ArrayList<>();
    do {
      if (!tokens.peek().is(Token.Kind.NAME) && !targets.isEmpty()) {
        break;
      }
      targets.add(tokens.expect(Token.Kind.NAME).text());
    } while (tokens.take(","));
    if (parenthesis) {
      tokens.expect(")");
    }
    return targets;
  }

  private Statement set(int at) {
    List<String> targets = targets();
    Optional<String> attribute = Optional.empty();
    if (targets.size() == 1 && tokens.take(".")) {
      attribute = Optional.of(tokens.expect(Token.Kind.NAME).text());
    }
    if (tokens.take("=")) {
      return ended(new Statement.Set(at, targets, attribute, value()));
    }
    if (targets.size() > 1 || attribute.isPresent()) {
      throw tokens.unexpected("assignment operator");
    }
    Optional<Expression> filter = tokens.take("|") ? Optional.of(filters()) : Optional.empty();
    return new Statement.SetBlock(at, targets.getFirst(), filter, body("endset"));
  }

  /** A value, or several without parentheses, which are a list. */
  private Expression value() {
    Expression first = expressions.expression();
    if (!tokens.peek().isSymbol(",")) {
      return first;
    }
    List<Expression> items = new ArrayList<>(List.of(first));
    while (tokens.take(",") && !tokens.peek().is(Token.Kind.END_BLOCK)) {
      items.add(expressions.expression());
    }
    return new Expression.ListOf(first.at(), items);
  }

  private Expression filters() {
    Expression filter = expressions.filter(Optional.empty());
    while (tokens.take("|")) {
      filter = expressions.filter(Optional.of(filter));
    }
    return filter;
  }

  private Statement with(int at) {
    List<List<String>> targets = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    while (!tokens.peek().is(Token.Kind.END_BLOCK)) {
      if (!targets.isEmpty()) {
        tokens.expect(",");
      }
      targets.add(
          tokens.peek().isSymbol("(") ? targets() : List.of(tokens.expect(Token.Kind.NAME).text()));
      tokens.expect("=");
      values.add(expressions.expression());
    }
    return new Statement.With(at, targets, values, body("endwith"));
  }

  private Statement.Macro macro(int at) {
    String name = tokens.expect(Token.Kind.NAME).text();
    return macro(at, name, "endmacro");
  }

  private Statement.Macro macro(int at, String name, String end) {
    List<String> parameters = new ArrayList<>();
    List<Optional<Expression>> defaults = new ArrayList<>();
    if (!name.isEmpty() || tokens.peek().isSymbol("(")) {
      tokens.expect("(");
      while (!tokens.take(")")) {
        if (!parameters.isEmpty()) {
          tokens.expect(",");
        }
        parameters.add(tokens.expect(Token.Kind.NAME).text());
        defaults.add(tokens.take("=") ? Optional.of(expressions.expression()) : Optional.empty());
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
        new Statement.Macro(at, "caller", head.parameters(), head.defaults(), body("endcall"));
    return new Statement.CallBlock(at, call, caller);
  }

  private Statement include(int at) {
    Expression name = expressions.expression();
    boolean ignore = tokens.takeName("ignore");
    if (ignore && !tokens.takeName("missing")) {
      throw tokens.unexpected("missing");
    }
    context();
    return ended(new Statement.Include(at, name, ignore));
  }

  /** {@code with context}, which is always so. */
  private void context() {
    if (tokens.peek().isName("with") || tokens.peek().isName("without")) {
      tokens.next();
      tokens.takeName("context");
    }
  }

  private Statement importAll(int at) {
    Expression name = expressions.expression();
    if (!tokens.takeName("as")) {
      throw tokens.unexpected("as");
    }
    String target = tokens.expect(Token.Kind.NAME).text();
    context();
    return ended(new Statement.Import(at, name, target));
  }

  private Statement importNames(int at) {
    Expression name = expressions.expression();
    if (!tokens.takeName("import")) {
      throw tokens.unexpected("import");
    }
    List<String> names = new ArrayList<>();
    List<String> targets = new ArrayList<>();
    do {
      names.add(tokens.expect(Token.Kind.NAME).text());
      targets.add(tokens.takeName("as") ? tokens.expect(Token.Kind.NAME).text() : names.getLast());
    } while (tokens.take(","));
    context();
    return ended(new Statement.FromImport(at, name, names, targets));
  }
}
