package dev.blackstart.machineconfig.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The syntax of CEL and the types of its values, as strict as cel-go's checker where a config can
 * go wrong: unknown names, a number compared with one of another kind, a result that is none.
 */
public final class CelText {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(//[^\n]*)|([bBrR]{0,2}(?:\"\"\"(?s:.*?)\"\"\"|'''(?s:.*?)'''"
              + "|\"(?:[^\"\\\\\n]++|\\\\.)*+\"|'(?:[^'\\\\\n]++|\\\\.)*+'))"
              + "|(0x[0-9a-fA-F]+u?|[0-9]+\\.[0-9]+(?:[eE][-+]?[0-9]+)?|\\.[0-9]+"
              + "|[0-9]+[eE][-+]?[0-9]+|[0-9]+[uU]?)"
              + "|([A-Za-z_][A-Za-z0-9_]*)|(&&|\\|\\||<=|>=|==|!=|[-+*/%!<>?:.,()\\[\\]{}]))");

  private final List<String> tokens;
  private final CelTypes types;
  private int at;
  private int depth;

  private CelText(List<String> tokens, CelNames names) {
    this.tokens = tokens;
    this.types = new CelTypes(names);
  }

  /**
   * What is wrong with an expression; nothing when it is right.
   *
   * @param sort disk, volume, link or trigger, which want true or false; rank, which wants a number
   */
  public static Optional<String> problem(String text, String sort) {
    try {
      CelText parser = new CelText(tokens(text), CelNames.of(sort));
      CelType result = parser.expression();
      if (parser.at < parser.tokens.size()) {
        throw new CelProblem("unexpected \"" + parser.tokens.get(parser.at) + "\"");
      }
      CelType wanted = sort.equals("rank") ? CelType.DOUBLE : CelType.BOOL;
      return result.fits(wanted)
          ? Optional.empty()
          : Optional.of(
              "an expression that is " + (sort.equals("rank") ? "no double" : "not true or false"));
    } catch (CelProblem problem) {
      return Optional.of("no expression Talos takes: " + problem.getMessage());
    }
  }

  private static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    int at = 0;
    while (!text.substring(at).isBlank()) {
      if (text.length() > 20_000 || !matcher.find(at) || matcher.start() != at) {
        throw new CelProblem("cannot read on at \"" + head(text.substring(at).strip()) + "\"");
      }
      at = matcher.end();
      if (matcher.group(1) == null) {
        tokens.add(matcher.group().strip());
      }
    }
    return tokens;
  }

  private static String head(String text) {
    return text.length() > 20 ? text.substring(0, 20) + "…" : text;
  }

  private CelType expression() {
    if (++depth > 100) {
      throw new CelProblem("it nests too deep");
    }
    CelType condition = or();
    if (accept("?")) {
      types.require(condition.fits(CelType.BOOL), "?: wants true or false before it");
      CelType left = or();
      expect(":");
      CelType right = expression();
      types.require(left.fits(right), "both sides of ?: must be of one type");
      condition = left == CelType.ANY ? right : left;
    }
    depth--;
    return condition;
  }

  private CelType or() {
    CelType left = and();
    while (accept("||")) {
      left = types.logical("||", left, and());
    }
    return left;
  }

  private CelType and() {
    CelType left = relation();
    while (accept("&&")) {
      left = types.logical("&&", left, relation());
    }
    return left;
  }

  private CelType relation() {
    CelType left = sum();
    while (true) {
      String operator = peek();
      if (!List.of("<", "<=", ">", ">=", "==", "!=", "in").contains(operator)) {
        return left;
      }
      at++;
      left = types.relation(operator, left, sum());
    }
  }

  private CelType sum() {
    CelType left = product();
    while (peek().equals("+") || peek().equals("-")) {
      left = types.arithmetic(tokens.get(at++), left, product());
    }
    return left;
  }

  private CelType product() {
    CelType left = unary();
    while (List.of("*", "/", "%").contains(peek())) {
      left = types.arithmetic(tokens.get(at++), left, unary());
    }
    return left;
  }

  private CelType unary() {
    if (accept("!")) {
      CelType operand = nested();
      types.require(operand.fits(CelType.BOOL), "! wants true or false");
      return CelType.BOOL;
    }
    if (accept("-")) {
      CelType operand = nested();
      types.require(operand.isNumber() && operand != CelType.UINT, "- wants a signed number");
      return operand;
    }
    return member();
  }

  private CelType nested() {
    if (++depth > 100) {
      throw new CelProblem("it nests too deep");
    }
    CelType operand = unary();
    depth--;
    return operand;
  }

  private CelType member() {
    String name = peek();
    CelType type = primary();
    while (true) {
      if (accept(".")) {
        accept("?");
        String field = next();
        if (!field.matches("[A-Za-z_][A-Za-z0-9_]*")) {
          throw new CelProblem("a name is missing after a dot");
        }
        type =
            accept("(")
                ? types.method(type, field, arguments(field))
                : types.field(name, type, field);
        name = "";
      } else if (accept("[")) {
        accept("?");
        expression();
        expect("]");
        type = types.item(type);
        name = "";
      } else {
        return types.value(name, type);
      }
    }
  }

  private List<CelType> arguments(String function) {
    List<CelType> arguments = new ArrayList<>();
    boolean binds = CelTypes.isMacro(function);
    if (binds && tokens.size() > at + 1 && tokens.get(at + 1).equals(",")) {
      types.bind(tokens.get(at));
    }
    while (!accept(")")) {
      if (!arguments.isEmpty()) {
        expect(",");
      }
      arguments.add(expression());
    }
    return arguments;
  }

  private CelType primary() {
    String token = next();
    if (token.equals("(")) {
      CelType inner = expression();
      expect(")");
      return inner;
    }
    if (token.equals("[")) {
      items("]", false);
      return CelType.LIST;
    }
    if (token.equals("{")) {
      items("}", true);
      return CelType.MAP;
    }
    if (token.matches("[A-Za-z_].*") && !token.matches("(?s).*[\"'].*")) {
      return accept("(") ? types.call(token, arguments(token)) : types.name(token);
    }
    return CelTypes.literal(token);
  }

  private void items(String end, boolean pairs) {
    while (!accept(end)) {
      expression();
      if (pairs) {
        expect(":");
        expression();
      }
      if (!peek().equals(end)) {
        expect(",");
      }
    }
  }

  private String peek() {
    return at < tokens.size() ? tokens.get(at) : "";
  }

  private String next() {
    if (at >= tokens.size()) {
      throw new CelProblem("it ends too early");
    }
    return tokens.get(at++);
  }

  private boolean accept(String token) {
    boolean there = peek().equals(token);
    at += there ? 1 : 0;
    return there;
  }

  private void expect(String token) {
    if (!accept(token)) {
      throw new CelProblem(
          peek().isEmpty()
              ? "it ends before a \"" + token + "\""
              : "\"" + token + "\" is wanted before \"" + head(peek()) + "\"");
    }
  }
}
