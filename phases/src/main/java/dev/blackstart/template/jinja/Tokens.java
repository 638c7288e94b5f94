package dev.blackstart.template.jinja;

import dev.blackstart.template.Source;
import dev.blackstart.template.TemplateProblem;
import java.util.List;

/** The tokens of a template, read one after the other. */
final class Tokens {
  private final Source source;
  private final List<Token> tokens;
  private int next;

  Tokens(Source source, List<Token> tokens) {
    this.source = source;
    this.tokens = tokens;
  }

  Token peek() {
    return tokens.get(Math.min(next, tokens.size() - 1));
  }

  Token peekAfter() {
    return tokens.get(Math.min(next + 1, tokens.size() - 1));
  }

  Token next() {
    Token token = peek();
    next++;
    return token;
  }

  /** Passes a symbol if it comes next. */
  boolean take(String symbol) {
    boolean taken = peek().isSymbol(symbol);
    next += taken ? 1 : 0;
    return taken;
  }

  /** Passes a word if it comes next. */
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
}
