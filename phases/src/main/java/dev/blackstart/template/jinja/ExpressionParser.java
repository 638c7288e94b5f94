package dev.blackstart.template.jinja;

import dev.blackstart.template.Source;
import dev.blackstart.template.TemplateProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Parses expressions with minijinja's precedence. */
final class ExpressionParser {
  private static final int DEEPEST = 120;
  private static final List<Set<String>> LEVELS =
      List.of(
          Set.of("+", "-"), Set.of("~"), Set.of("*", "/", "//", "%"), Set.of("**"));
  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
  private static final Set<String> RESERVED = Set.of("and", "or", "else", "is", "if", "not", "in");

  private final Source source;
  private final List<Token> tokens;
  private int next;
  private int depth;

  ExpressionParser(Source source, List<Token> tokens) {
    this.source = source;
    this.tokens = tokens;
  }

  Token peek() {
    return tokens.get(next);
  }

  Token next() {
    return tokens.get(next++);
  }

  Token peekAfter() {
    return tokens.get(Math.min(next + 1, tokens.size() - 1));
  }

  boolean take(String symbol) {
    boolean taken = peek().isSymbol(symbol);
    next += taken ? 1 : 0;
    return taken;
  }

  boolean takeName(String name) {
    boolean taken = peek().isName(name);
    next += taken ? 1 : 0;
    return taken;
  }

  Token expect(Token.Kind kind) {
    if (!peek().is(kind)) {
      throw unexpected(kind == Token.Kind.NAME ? "a name" : new Token(kind, "", 0).toString());
    }
    return next();
  }

  void expect(String symbol) {
    if (!take(symbol)) {
      throw unexpected("\"" + symbol + "\"");
    }
  }

  TemplateProblem unexpected(String wanted) {
    return source.problem(peek().at(), "unexpected " + peek() + ", expected " + wanted);
  }

  Expression expression() {
    if (++depth > DEEPEST) {
      throw source.problem(peek().at(), "the expression nests deeper than " + DEEPEST + " levels");
    }
    Expression value = or();
    while (peek().isName("if")) {
      int at = next().at();
      Expression test = or();
      Optional<Expression> otherwise =
          takeName("else") ? Optional.of(expression()) : Optional.empty();
      value = new Expression.Condition(at, test, value, otherwise);
    }
    depth--;
    return value;
  }

  /** An expression that leaves a following {@code if} alone, as the items of a loop need it. */
  Expression or() {
    Expression left = and();
    while (peek().isName("or")) {
      left = new Expression.Binary(next().at(), "or", left, and());
    }
    return left;
  }

  private Expression and() {
    Expression left = not();
    while (peek().isName("and")) {
      left = new Expression.Binary(next().at(), "and", left, not());
    }
    return left;
  }

  private Expression not() {
    if (!peek().isName("not")) {
      return comparison();
    }
    if (++depth > DEEPEST) {
      throw source.problem(peek().at(), "the expression nests deeper than " + DEEPEST + " levels");
    }
    Expression negated = new Expression.Not(next().at(), not());
    depth--;
    return negated;
  }

  private Expression comparison() {
    Expression left = binary(0);
    Expression middle = left;
    while (true) {
      Token token = peek();
      if (token.is(Token.Kind.SYMBOL) && COMPARISONS.contains(token.text())) {
        next++;
        Expression right = binary(0);
        Expression pair = new Expression.Binary(token.at(), token.text(), middle, right);
        // In a < b < c both comparisons must hold.
        left = middle == left ? pair : new Expression.Binary(token.at(), "and", left, pair);
        middle = right;
      } else if (takeName("in")) {
        left = new Expression.Binary(token.at(), "in", left, binary(0));
        middle = left;
      } else if (token.isName("not") && peekAfter().isName("in")) {
        next += 2;
        Expression inside = new Expression.Binary(token.at(), "in", left, binary(0));
        left = new Expression.Not(token.at(), inside);
        middle = left;
      } else {
        return left;
      }
    }
  }

  private Expression binary(int level) {
    if (level == LEVELS.size()) {
      return filtered();
    }
    Expression left = binary(level + 1);
    while (peek().is(Token.Kind.SYMBOL) && LEVELS.get(level).contains(peek().text())) {
      Token operator = next();
      left = new Expression.Binary(operator.at(), operator.text(), left, binary(level + 1));
    }
    return left;
  }

  private Expression filtered() {
    Expression value = postfix(unary());
    while (true) {
      Token token = peek();
      if (take("|")) {
        value = filter(Optional.of(value));
      } else if (takeName("is")) {
        boolean negated = takeName("not");
        Token name = testName();
        Expression test = new Expression.Test(token.at(), value, name.text(), testArguments());
        value = negated ? new Expression.Not(token.at(), test) : test;
      } else {
        return value;
      }
    }
  }

  private Token testName() {
    return peek().isName("in") ? next() : expect(Token.Kind.NAME);
  }

  Expression filter(Optional<Expression> from) {
    Token name = expect(Token.Kind.NAME);
    Expression.Arguments arguments =
        peek().isSymbol("(") ? arguments() : Expression.Arguments.NONE;
    return new Expression.Filter(name.at(), from, name.text(), arguments);
  }

  /** A test may have its one argument without parentheses: {@code is divisibleby 3}. */
  private Expression.Arguments testArguments() {
    Token token = peek();
    if (token.isSymbol("(")) {
      return arguments();
    }
    boolean begins =
        token.is(Token.Kind.STRING)
            || token.is(Token.Kind.NUMBER)
            || token.isSymbol("[")
            || token.isSymbol("{")
            || (token.is(Token.Kind.NAME) && !RESERVED.contains(token.text()));
    return begins
        ? new Expression.Arguments(List.of(postfix(unary())), Map.of())
        : Expression.Arguments.NONE;
  }

  private Expression unary() {
    if (!peek().isSymbol("-")) {
      return primary();
    }
    if (++depth > DEEPEST) {
      throw source.problem(peek().at(), "the expression nests deeper than " + DEEPEST + " levels");
    }
    Expression negative = new Expression.Negative(next().at(), unary());
    depth--;
    return negative;
  }

  private Expression postfix(Expression from) {
    Expression value = from;
    while (true) {
      Token token = peek();
      if (take(".")) {
        value = new Expression.Attribute(token.at(), value, expect(Token.Kind.NAME).text());
      } else if (take("[")) {
        value = subscript(token.at(), value);
      } else if (token.isSymbol("(")) {
        value = new Expression.Call(token.at(), value, arguments());
      } else {
        return value;
      }
    }
  }

  private Expression subscript(int at, Expression from) {
    Optional<Expression> start =
        peek().isSymbol(":") ? Optional.empty() : Optional.of(expression());
    if (start.isPresent() && take("]")) {
      return new Expression.Item(at, from, start.get());
    }
    expect(":");
    Optional<Expression> stop = part();
    Optional<Expression> step = take(":") ? part() : Optional.empty();
    expect("]");
    return new Expression.Slice(at, from, start, stop, step);
  }

  private Optional<Expression> part() {
    return peek().isSymbol(":") || peek().isSymbol("]")
        ? Optional.empty()
        : Optional.of(expression());
  }

  private Expression.Arguments arguments() {
    expect("(");
    List<Expression> positional = new ArrayList<>();
    Map<String, Expression> named = new LinkedHashMap<>();
    while (!take(")")) {
      if (!positional.isEmpty() || !named.isEmpty()) {
        expect(",");
        if (take(")")) {
          break;
        }
      }
      if (peek().is(Token.Kind.NAME) && peekAfter().isSymbol("=")) {
        String name = next().text();
        next++;
        named.put(name, expression());
      } else if (named.isEmpty()) {
        positional.add(expression());
      } else {
        throw source.problem(peek().at(), "non-keyword arg after keyword arg");
      }
    }
    return new Expression.Arguments(positional, named);
  }

  private Expression primary() {
    Token token = peek();
    return switch (token.kind()) {
      case NAME -> name(next());
      case NUMBER -> new Expression.Literal(token.at(), next().value());
      case STRING -> {
        StringBuilder text = new StringBuilder();
        while (peek().is(Token.Kind.STRING)) {
          text.append(next().text());
        }
        yield new Expression.Literal(token.at(), text.toString());
      }
      case SYMBOL -> bracketed(token);
      case TEXT, BEGIN_VARIABLE, END_VARIABLE, BEGIN_BLOCK, END_BLOCK, END ->
          throw source.problem(token.at(), "unexpected " + token);
    };
  }

  private static Expression name(Token token) {
    return switch (token.text()) {
      case "true", "True" -> new Expression.Literal(token.at(), true);
      case "false", "False" -> new Expression.Literal(token.at(), false);
      case "none", "None" -> new Expression.Literal(token.at(), null);
      default -> new Expression.Name(token.at(), token.text());
    };
  }

  private Expression bracketed(Token token) {
    if (take("(")) {
      return parenthesized(token.at());
    }
    if (take("[")) {
      return new Expression.ListOf(token.at(), items("]", new ArrayList<>()));
    }
    if (take("{")) {
      return dict(token.at());
    }
    throw source.problem(token.at(), "unexpected " + token);
  }

  private Expression parenthesized(int at) {
    if (take(")")) {
      return new Expression.ListOf(at, List.of());
    }
    Expression first = expression();
    if (take(")")) {
      return first;
    }
    expect(",");
    return new Expression.ListOf(at, items(")", new ArrayList<>(List.of(first))));
  }

  private List<Expression> items(String end, List<Expression> items) {
    while (!take(end)) {
      items.add(expression());
      if (!take(",")) {
        expect(end);
        break;
      }
    }
    return items;
  }

  private Expression dict(int at) {
    List<Expression> keys = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    while (!take("}")) {
      keys.add(expression());
      expect(":");
      values.add(expression());
      if (!take(",")) {
        expect("}");
        break;
      }
    }
    return new Expression.DictOf(at, keys, values);
  }
}
