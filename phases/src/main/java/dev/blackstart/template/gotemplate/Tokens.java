package dev.blackstart.template.gotemplate;

import dev.blackstart.template.Source;
import dev.blackstart.template.TemplateProblem;
import java.util.List;

/** The tokens of a source, read one after the other with look-ahead. */
final class Tokens {
  private final Source source;
  private final List<Token> tokens;
  private int next;

  Tokens(Source source) {
    this.source = source;
    this.tokens = Lexer.tokens(source.text());
  }

  Token peek() {
    return tokens.get(Math.min(next, tokens.size() - 1));
  }

  Token next() {
    Token token = peek();
    next++;
    return token;
  }

  void back() {
    next--;
  }

  /** The token past any space, after leaving out some. */
  Token peekPastSpace(int after) {
    int at = next + after;
    while (at < tokens.size() - 1 && tokens.get(at).is(Token.Kind.SPACE)) {
      at++;
    }
    return tokens.get(Math.min(at, tokens.size() - 1));
  }

  Token nextPastSpace() {
    while (peek().is(Token.Kind.SPACE)) {
      next++;
    }
    return next();
  }

  void expectRight(String context) {
    Token token = nextPastSpace();
    if (!token.is(Token.Kind.RIGHT)) {
      throw unexpected(token, context);
    }
  }

  TemplateProblem unexpected(Token token, String context) {
    String what =
        token.is(Token.Kind.ERROR) ? token.text() : "unexpected " + token + " in " + context;
    return source.problem(token.position(), what);
  }

  /** A problem at the last token that was read. */
  TemplateProblem problem(String what) {
    int last = Math.max(0, Math.min(next, tokens.size()) - 1);
    return source.problem(tokens.get(last).position(), what);
  }
}
