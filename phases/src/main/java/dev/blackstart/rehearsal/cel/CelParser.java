package dev.blackstart.rehearsal.cel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads an expression by recursive descent, loosest operator first. */
final class CelParser {
  private static final List<List<String>> OPERATORS =
      List.of(
          List.of("==", "!=", "<=", ">=", "<", ">", "in"),
          List.of("+", "-"),
          List.of("*", "/", "%"));

  private final List<CelToken> tokens;
  private int at;

  CelParser(String text) {
    this.tokens = CelToken.split(text);
  }

  Term parse() {
    Term term = choice();
    if (!peek().isEnd()) {
      throw problem();
    }
    return term;
  }

  private Term choice() {
    Term condition = logic(true);
    if (!accept("?")) {
      return condition;
    }
    Term then = logic(true);
    expect(":");
    return new Term.Choice(condition, then, choice());
  }

  private Term logic(boolean or) {
    Term term = or ? logic(false) : binary(0);
    while (accept(or ? "||" : "&&")) {
      term = new Term.Logic(term, or ? logic(false) : binary(0), or);
    }
    return term;
  }

  private Term binary(int level) {
    if (level == OPERATORS.size()) {
      return unary();
    }
    Term term = binary(level + 1);
    while (!peek().isLiteral() && OPERATORS.get(level).contains(peek().text())) {
      String operator = next().text();
      term = new Term.Call(operator, List.of(term, binary(level + 1)));
    }
    return term;
  }

  private Term unary() {
    if (accept("!")) {
      return new Term.Call("!", List.of(unary()));
    }
    if (accept("-")) {
      return new Term.Call("negate", List.of(unary()));
    }
    return member();
  }

  private Term member() {
    Term term = primary();
    while (true) {
      if (accept(".")) {
        boolean optional = accept("?");
        String name = identifier();
        term =
            !optional && accept("(")
                ? method(term, name)
                : new Term.Select(term, new Term.Literal(name), optional);
      } else if (accept("[")) {
        boolean optional = accept("?");
        term = new Term.Select(term, choice(), optional);
        expect("]");
      } else {
        return term;
      }
    }
  }

  private Term method(Term target, String name) {
    if (Macro.NAMES.contains(name)) {
      String variable = identifier();
      List<Term> bodies = new ArrayList<>();
      while (accept(",")) {
        bodies.add(choice());
      }
      expect(")");
      if (bodies.isEmpty() || bodies.size() > (name.equals("map") ? 2 : 1)) {
        throw new CelFailure("the macro " + name + " has other arguments");
      }
      return new Macro(name, target, variable, bodies);
    }
    List<Term> arguments = new ArrayList<>(List.of(target));
    arguments.addAll(list(")"));
    return call(name, arguments);
  }

  private static Term call(String name, List<Term> arguments) {
    if (!Functions.NAMES.contains(name) || arguments.isEmpty()) {
      throw new CelFailure("the function " + name + " is not supported here");
    }
    return new Term.Call(name, arguments);
  }

  private Term primary() {
    CelToken token = peek();
    if (token.isEnd()) {
      throw problem();
    }
    at++;
    if (token.isLiteral()) {
      return new Term.Literal(token.value());
    }
    switch (token.text()) {
      case "(" -> {
        Term term = choice();
        expect(")");
        return term;
      }
      case "[" -> {
        return new Term.Items(list("]"));
      }
      case "{" -> {
        return fields();
      }
      case "true" -> {
        return new Term.Literal(true);
      }
      case "false" -> {
        return new Term.Literal(false);
      }
      case "null" -> {
        return new Term.Literal(null);
      }
      default -> {
        if (!token.isName()) {
          at--;
          throw problem();
        }
        return accept("(") ? function(token.text()) : new Term.Name(token.text());
      }
    }
  }

  private Term function(String name) {
    List<Term> arguments = list(")");
    if (!name.equals("has")) {
      return call(name, arguments);
    }
    if (arguments.size() == 1 && arguments.getFirst() instanceof Term.Select field) {
      return new Term.Has(field);
    }
    throw new CelFailure("invalid argument to has() macro");
  }

  private List<Term> list(String end) {
    List<Term> items = new ArrayList<>();
    while (!accept(end)) {
      items.add(choice());
      if (!accept(",")) {
        expect(end);
        break;
      }
    }
    return items;
  }

  private Term fields() {
    Map<Term, Term> fields = new LinkedHashMap<>();
    while (!accept("}")) {
      Term key = choice();
      expect(":");
      fields.put(key, choice());
      if (!accept(",")) {
        expect("}");
        break;
      }
    }
    return new Term.Fields(fields);
  }

  private String identifier() {
    if (!peek().isName()) {
      throw problem();
    }
    return next().text();
  }

  private boolean accept(String sign) {
    if (!peek().isLiteral() && peek().text().equals(sign)) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(String sign) {
    if (!accept(sign)) {
      throw problem();
    }
  }

  private CelToken peek() {
    return tokens.get(at);
  }

  private CelToken next() {
    return tokens.get(peek().isEnd() ? at : at++);
  }

  private CelFailure problem() {
    return new CelFailure(
        "Syntax error at column "
            + peek().column()
            + ": "
            + (peek().isEnd()
                ? "the expression ends too early"
                : "'" + peek().text() + "' unexpected"));
  }
}
