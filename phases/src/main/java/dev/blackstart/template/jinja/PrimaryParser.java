package dev.blackstart.template.jinja;

import dev.blackstart.template.Source;
import java.util.ArrayList;
import java.util.List;

/** Parses what an expression is made of: names, constants, lists, dictionaries, parentheses. */
final class PrimaryParser {
  private final Source source;
  private final Tokens tokens;
  private final ExpressionParser expressions;

  PrimaryParser(Source source, Tokens tokens, ExpressionParser expressions) {
    this.source = source;
    this.tokens = tokens;
    this.expressions = expressions;
  }

  Expression primary() {
    Token token = tokens.peek();
    return switch (token.kind()) {
      case NAME -> name(tokens.next());
      case NUMBER -> new Expression.Literal(token.at(), tokens.next().value());
      case STRING -> {
        StringBuilder text = new StringBuilder();
        while (tokens.peek().is(Token.Kind.STRING)) {
          text.append(tokens.next().text());
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
    if (tokens.take("(")) {
      return parenthesized(token.at());
    }
    if (tokens.take("[")) {
      return new Expression.ListOf(token.at(), items("]", new ArrayList<>()));
    }
    if (tokens.take("{")) {
      return dict(token.at());
    }
    throw source.problem(token.at(), "unexpected " + token);
  }

  private Expression parenthesized(int at) {
    if (tokens.take(")")) {
      return new Expression.ListOf(at, List.of());
    }
    Expression first = expressions.expression();
    if (tokens.take(")")) {
      return first;
    }
    tokens.expect(",");
    return new Expression.ListOf(at, items(")", new ArrayList<>(List.of(first))));
  }

  private List<Expression> items(String end, List<Expression> items) {
    while (!tokens.take(end)) {
      items.add(expressions.expression());
      if (!tokens.take(",")) {
        tokens.expect(end);
        break;
      }
    }
    return items;
  }

  private Expression dict(int at) {
    List<Expression> keys = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    while (!tokens.take("}")) {
      keys.add(expressions.expression());
      tokens.expect(":");
      values.add(expressions.expression());
      if (!tokens.take(",")) {
        tokens.expect("}");
        break;
      }
    }
    return new Expression.DictOf(at, keys, values);
  }
}
