package dev.blackstart.template.yq;

import dev.blackstart.template.yaml.Mark;
import dev.blackstart.template.yaml.ScalarNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses yq's expressions; names what it does not know. */
final class ExpressionParser {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<string>\"(?:[^\"\\\\]|\\\\.)*\")"
              + "|(?<key>\\.[A-Za-z_][^\\s\\[\\](){},|.=!?:*/\"]*|\\.\"[^\"]*\")"
              + "|(?<number>-?[0-9]+(?:\\.[0-9]+)?)|(?<word>[A-Za-z_][A-Za-z0-9_]*)"
              + "|(?<sign>\\.\\.|==|!=|//=|//|\\|=|\\+=|-=|\\*=|\\*\\+|<=|>=|[.|,()\\[\\]*+=<>?$:{}/%-]))");
  private static final Mark NOWHERE = new Mark("expression", 1, 1);
  private static final int DEEPEST = 100;

  private final String text;
  private final List<String> tokens = new ArrayList<>();
  private int next;
  private int depth;

  private ExpressionParser(String text) {
    this.text = text;
    Matcher matcher = TOKEN.matcher(text.strip());
    int at = 0;
    while (at < text.strip().length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw unsupported(text.strip().substring(at, at + 1));
      }
      tokens.add(matcher.group().strip());
      at = matcher.end();
    }
  }

  static Expression parse(String text) {
    if (text.isBlank()) {
      return new Expression.Self();
    }
    ExpressionParser parser = new ExpressionParser(text);
    Expression expression = parser.union();
    if (parser.next < parser.tokens.size()) {
      throw parser.unsupported(parser.tokens.get(parser.next));
    }
    return expression;
  }

  private YqProblem unsupported(String part) {
    return YqProblem.unsupported(
        "\"" + part + "\" in the yq expression '" + text + "' is not supported");
  }

  private String peek() {
    return next < tokens.size() ? tokens.get(next) : "";
  }

  private boolean take(String token) {
    boolean taken = peek().equals(token);
    next += taken ? 1 : 0;
    return taken;
  }

  private void expect(String token) {
    if (!take(token)) {
      throw new YqProblem(
          "\""
              + token
              + "\" is missing in the yq expression '"
              + text
              + "'"
              + (peek().isEmpty() ? "" : " before \"" + peek() + "\""));
    }
  }

  private Expression union() {
    if (++depth > DEEPEST) {
      throw new YqProblem("the yq expression nests too deeply");
    }
    Expression left = binary(0);
    while (take(",")) {
      left = new Expression.Union(left, binary(0));
    }
    depth--;
    return left;
  }

  /** yq binds a pipe tighter than and and or, looser than everything else. */
  private Expression pipe() {
    Expression left = assignment();
    while (take("|")) {
      left = new Expression.Pipe(left, assignment());
    }
    return left;
  }

  private Expression assignment() {
    Expression left = binary(1);
    if (take("=")) {
      return new Expression.Assign(left, binary(1), false);
    }
    return take("|=") ? new Expression.Assign(left, binary(1), true) : left;
  }

  /** Loosest first, as yq binds them. */
  private static final List<List<Expression.Operator>> LEVELS =
      List.of(
          List.of(Expression.Operator.OR, Expression.Operator.AND),
          List.of(Expression.Operator.EQUAL, Expression.Operator.NOT_EQUAL),
          List.of(
              Expression.Operator.ALTERNATIVE, Expression.Operator.ADD, Expression.Operator.MERGE));

  private Expression binary(int level) {
    if (level == LEVELS.size()) {
      return postfix();
    }
    Expression left = level == 0 ? pipe() : binary(level + 1);
    while (true) {
      Optional<Expression.Operator> operator =
          LEVELS.get(level).stream().filter(o -> o.sign().equals(peek())).findFirst();
      if (operator.isEmpty()) {
        return left;
      }
      next++;
      Expression right = level == 0 ? pipe() : binary(level + 1);
      left = new Expression.Binary(operator.get(), left, right);
    }
  }

  private Expression postfix() {
    Expression value = primary();
    while (true) {
      String token = peek();
      if (token.startsWith(".") && token.length() > 1 && !token.equals("..")) {
        next++;
        value = new Expression.Step(value, key(token));
      } else if (token.equals(".")
          && next + 1 < tokens.size()
          && tokens.get(next + 1).equals("[")) {
        next++;
      } else if (take("[")) {
        value = bracket(value);
      } else if (!take("?")) {
        return value;
      }
    }
  }

  private Expression bracket(Expression from) {
    if (take("]")) {
      return new Expression.Each(from);
    }
    Expression key = new Expression.Literal(literal().orElseThrow(() -> unsupported(peek())));
    expect("]");
    return new Expression.Step(from, key);
  }

  private static Expression key(String token) {
    String name = token.substring(1);
    boolean quoted = name.startsWith("\"");
    return new Expression.Literal(string(quoted ? name.substring(1, name.length() - 1) : name));
  }

  private static ScalarNode string(String text) {
    return new ScalarNode(NOWHERE, text, ScalarNode.Style.DOUBLE_QUOTED, Optional.empty());
  }

  private Optional<ScalarNode> literal() {
    String token = peek();
    if (token.startsWith("\"")) {
      next++;
      String inner = token.substring(1, token.length() - 1);
      return Optional.of(
          string(inner.replace("\\n", "\n").replace("\\t", "\t").replaceAll("\\\\(.)", "$1")));
    }
    boolean plain =
        token.matches("-?[0-9.]+") && !token.startsWith(".")
            || List.of("true", "false", "null").contains(token);
    if (plain) {
      next++;
      return Optional.of(ScalarNode.plain(NOWHERE, token));
    }
    return Optional.empty();
  }

  private Expression primary() {
    String token = peek();
    if (take("(")) {
      Expression inner = union();
      expect(")");
      return inner;
    }
    if (take("..")) {
      return new Expression.Below();
    }
    if (token.equals(".")) {
      next++;
      return new Expression.Self();
    }
    if (token.startsWith(".") || token.equals("[")) {
      return token.equals("[") ? leadingBracket() : firstKey(token);
    }
    Optional<ScalarNode> literal = literal();
    return literal.isPresent() ? new Expression.Literal(literal.get()) : call(token);
  }

  private Expression firstKey(String token) {
    next++;
    return new Expression.Step(new Expression.Self(), key(token));
  }

  /** A bracket that nothing stands before would build a list. */
  private Expression leadingBracket() {
    throw unsupported("[");
  }

  private Expression call(String token) {
    Expression.Name name =
        Arrays.stream(Expression.Name.values())
            .filter(known -> known.word().equals(token))
            .findFirst()
            .orElseThrow(
                () ->
                    token.isEmpty()
                        ? new YqProblem("the yq expression '" + text + "' ends too early")
                        : unsupported(token));
    next++;
    List<Expression> arguments = new ArrayList<>();
    if (name.isVariable()) {
      expect("(");
      arguments.add(new Expression.Literal(string(peek())));
      next++;
      expect(")");
    } else if (name.arguments() > 0) {
      expect("(");
      arguments.add(union());
      expect(")");
    }
    return new Expression.Call(name, arguments);
  }
}
