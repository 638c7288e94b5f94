package dev.blackstart.template.jinja;

import dev.blackstart.template.Source;
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
      List.of(Set.of("+", "-"), Set.of("~"), Set.of("*", "/", "//", "%"), Set.of("**"));
  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
  private static final Set<String> RESERVED = Set.of("and", "or", "else", "is", "if", "not", "in");

  private final Source source;
  private final Tokens tokens;
  private final PrimaryParser primaries;
  private int depth;

  ExpressionParser(Source source, Tokens tokens) {
    this.source = source;
    this.tokens = tokens;
    this.primaries = new PrimaryParser(source, tokens, this);
  }

  private void deeper() {
    if (++depth > DEEPEST) {
      throw source.problem(
          tokens.peek().at(), "the expression nests deeper than " + DEEPEST + " levels");
    }
  }

  Expression expression() {
    deeper();
    Expression value = or();
    while (tokens.peek().isName("if")) {
      int at = tokens.next().at();
      Expression test = or();
      Optional<Expression> otherwise =
          tokens.takeName("else") ? Optional.of(expression()) : Optional.empty();
      value = new Expression.Condition(at, test, value, otherwise);
    }
    depth--;
    return value;
  }

  /** An expression that leaves a following {@code if} alone, as the items of a loop need it. */
  Expression or() {
    Expression left = and();
    while (tokens.peek().isName("or")) {
      left = new Expression.Binary(tokens.next().at(), "or", left, and());
    }
    return left;
  }

  private Expression and() {
    Expression left = not();
    while (tokens.peek().isName("and")) {
      left = new Expression.Binary(tokens.next().at(), "and", left, not());
    }
    return left;
  }

  private Expression not() {
    if (!tokens.peek().isName("not")) {
      return comparison();
    }
    deeper();
    Expression negated = new Expression.Not(tokens.next().at(), not());
    depth--;
    return negated;
  }

  private Expression comparison() {
    Expression left = binary(0);
    Expression middle = left;
    while (true) {
      Token token = tokens.peek();
      if (token.is(Token.Kind.SYMBOL) && COMPARISONS.contains(token.text())) {
        tokens.next();
        Expression right = binary(0);
        Expression pair = new Expression.Binary(token.at(), token.text(), middle, right);
        // In a < b < c both comparisons must hold.
        left = middle == left ? pair : new Expression.Binary(token.at(), "and", left, pair);
        middle = right;
      } else if (tokens.takeName("in")) {
        left = new Expression.Binary(token.at(), "in", left, binary(0));
        middle = left;
      } else if (token.isName("not") && tokens.peekAfter().isName("in")) {
        tokens.next();
        tokens.next();
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
    while (tokens.peek().is(Token.Kind.SYMBOL)
        && LEVELS.get(level).contains(tokens.peek().text())) {
      Token operator = tokens.next();
      left = new Expression.Binary(operator.at(), operator.text(), left, binary(level + 1));
    }
    return left;
  }

  private Expression filtered() {
    Expression value = postfix(unary());
    while (true) {
      Token token = tokens.peek();
      if (tokens.take("|")) {
        value = filter(Optional.of(value));
      } else if (tokens.takeName("is")) {
        boolean negated = tokens.takeName("not");
        Token name = testName();
        Expression test = new Expression.Test(token.at(), value, name.text(), testArguments());
        value = negated ? new Expression.Not(token.at(), test) : test;
      } else {
        return value;
      }
    }
  }

  private Token testName() {
    return tokens.peek().isName("in") ? tokens.next() : tokens.expect(Token.Kind.NAME);
  }

  Expression filter(Optional<Expression> from) {
    Token name = tokens.expect(Token.Kind.NAME);
    Expression.Arguments arguments =
        tokens.peek().isSymbol("(") ? arguments() : Expression.Arguments.NONE;
    return new Expression.Filter(name.at(), from, name.text(), arguments);
  }

  /** A test may have its one argument without parentheses: {@code is divisibleby 3}. */
  private Expression.Arguments testArguments() {
    Token token = tokens.peek();
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
    if (!tokens.peek().isSymbol("-")) {
      return primaries.primary();
    }
    deeper();
    Expression negative = new Expression.Negative(tokens.next().at(), unary());
    depth--;
    return negative;
  }

  private Expression postfix(Expression from) {
    Expression value = from;
    while (true) {
      Token token = tokens.peek();
      if (tokens.take(".")) {
        value = new Expression.Attribute(token.at(), value, tokens.expect(Token.Kind.NAME).text());
      } else if (tokens.take("[")) {
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
        tokens.peek().isSymbol(":") ? Optional.empty() : Optional.of(expression());
    if (start.isPresent() && tokens.take("]")) {
      return new Expression.Item(at, from, start.get());
    }
    tokens.expect(":");
    Optional<Expression> stop = part();
    Optional<Expression> step = tokens.take(":") ? part() : Optional.empty();
    tokens.expect("]");
    return new Expression.Slice(at, from, start, stop, step);
  }

  private Optional<Expression> part() {
    return tokens.peek().isSymbol(":") || tokens.peek().isSymbol("]")
        ? Optional.empty()
        : Optional.of(expression());
  }

  private Expression.Arguments arguments() {
    tokens.expect("(");
    List<Expression> positional = new ArrayList<>();
    Map<String, Expression> named = new LinkedHashMap<>();
    while (!tokens.take(")")) {
      if (!positional.isEmpty() || !named.isEmpty()) {
        tokens.expect(",");
        if (tokens.take(")")) {
          break;
        }
      }
      if (tokens.peek().is(Token.Kind.NAME) && tokens.peekAfter().isSymbol("=")) {
        String name = tokens.next().text();
        tokens.next();
        named.put(name, expression());
      } else if (named.isEmpty()) {
        positional.add(expression());
      } else {
        throw source.problem(tokens.peek().at(), "non-keyword arg after keyword arg");
      }
    }
    return new Expression.Arguments(positional, named);
  }
}
