package dev.blackstart.template.gotemplate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cuts a template into tokens by the rules of text/template/parse; an error is the last token. */
final class Lexer {
  private static final Set<String> KEYWORDS =
      Set.of(
          "block", "break", "continue", "define", "else", "end", "if", "range", "template", "with");
  private static final String SPACES = " \t\r\n";

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int start;
  private int at;
  private int parentheses;

  private Lexer(String text) {
    this.text = text;
  }

  static List<Token> tokens(String text) {
    Lexer lexer = new Lexer(text);
    try {
      lexer.scan();
      lexer.start = text.length();
      lexer.at = text.length();
      lexer.emit(Token.Kind.END);
    } catch (Broken broken) {
      lexer.tokens.add(new Token(Token.Kind.ERROR, broken.getMessage(), lexer.start));
    }
    return lexer.tokens;
  }

  /** Ends the scan. */
  private static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Broken(String message) {
      super(message, null, false, false);
    }
  }

  private void emit(Token.Kind kind) {
    tokens.add(new Token(kind, text.substring(start, at), start));
    start = at;
  }

  private void scan() {
    while (true) {
      int open = text.indexOf("{{", at);
      if (open < 0) {
        at = text.length();
        emitText();
        return;
      }
      boolean trim = isTrimAfter(open + 2);
      at = trim ? endWithoutSpaces(start, open) : open;
      emitText();
      start = open;
      // The trim marker is the minus with the one blank that follows it.
      at = open + (trim ? 4 : 2);
      if (text.startsWith("/*", at)) {
        comment();
      } else {
        tokens.add(new Token(Token.Kind.LEFT, "{{", open));
        start = at;
        parentheses = 0;
        action();
      }
    }
  }

  private boolean isTrimAfter(int from) {
    return from + 1 < text.length()
        && text.charAt(from) == '-'
        && SPACES.indexOf(text.charAt(from + 1)) >= 0;
  }

  private void emitText() {
    if (at > start) {
      emit(Token.Kind.TEXT);
    }
  }

  private int endWithoutSpaces(int from, int to) {
    int end = to;
    while (end > from && SPACES.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }

  private void comment() {
    int end = text.indexOf("*/", at + 2);
    if (end < 0) {
      throw new Broken("unclosed comment");
    }
    at = end + 2;
    if (!atRight()) {
      throw new Broken("comment ends before closing delimiter");
    }
    right();
  }

  private boolean isTrimBefore() {
    return at + 1 < text.length()
        && SPACES.indexOf(text.charAt(at)) >= 0
        && text.charAt(at + 1) == '-'
        && text.startsWith("}}", at + 2);
  }

  private boolean atRight() {
    return isTrimBefore() || text.startsWith("}}", at);
  }

  /** Passes the closing delimiter, with the text's leading blanks when it is trim-marked. */
  private void right() {
    boolean trim = isTrimBefore();
    at += trim ? 4 : 2;
    while (trim && at < text.length() && SPACES.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    start = at;
  }

  private void action() {
    while (true) {
      if (atRight()) {
        if (parentheses > 0) {
          throw new Broken("unclosed left paren");
        }
        tokens.add(new Token(Token.Kind.RIGHT, "}}", at));
        right();
        return;
      }
      if (at >= text.length()) {
        throw new Broken("unclosed action");
      }
      word();
    }
  }

  private void word() {
    char c = text.charAt(at);
    if (SPACES.indexOf(c) >= 0) {
      while (at < text.length() && SPACES.indexOf(text.charAt(at)) >= 0 && !isTrimBefore()) {
        at++;
      }
      emit(Token.Kind.SPACE);
    } else if (c == '"') {
      quoted('"', "unterminated quoted string");
      emit(Token.Kind.STRING);
    } else if (c == '\'') {
      quoted('\'', "unterminated character constant");
      emit(Token.Kind.CHARACTER);
    } else if (c == '`') {
      int end = text.indexOf('`', at + 1);
      if (end < 0) {
        throw new Broken("unterminated raw quoted string");
      }
      at = end + 1;
      emit(Token.Kind.RAW_STRING);
    } else if (c == '$' || (c == '.' && !isDigit(at + 1))) {
      at++;
      name();
      boolean bare = at == start + 1;
      emit(c == '$' ? Token.Kind.VARIABLE : bare ? Token.Kind.DOT : Token.Kind.FIELD);
    } else if (c == '.' || c == '+' || c == '-' || (c >= '0' && c <= '9')) {
      number();
      emit(Token.Kind.NUMBER);
    } else if (isAlphaNumeric(text.codePointAt(at))) {
      name();
      emit(kindOf(text.substring(start, at)));
    } else {
      symbol(c);
    }
  }

  private void symbol(char c) {
    at++;
    switch (c) {
      case '=' -> emit(Token.Kind.ASSIGN);
      case ':' -> {
        if (!text.startsWith("=", at)) {
          throw new Broken("expected :=");
        }
        at++;
        emit(Token.Kind.DECLARE);
      }
      case '|' -> emit(Token.Kind.PIPE);
      case '(' -> {
        parentheses++;
        emit(Token.Kind.OPEN);
      }
      case ')' -> {
        if (--parentheses < 0) {
          throw new Broken("unexpected right paren");
        }
        emit(Token.Kind.CLOSE);
      }
      default -> {
        if (c < ' ' || c > '~') {
          throw new Broken(
              "unrecognized character in action: " + GoText.unicode(text.codePointAt(at - 1)));
        }
        emit(Token.Kind.COMMA_OR_OTHER);
      }
    }
  }

  private static Token.Kind kindOf(String word) {
    if (KEYWORDS.contains(word)) {
      return Token.Kind.KEYWORD;
    }
    return switch (word) {
      case "true", "false" -> Token.Kind.BOOL;
      case "nil" -> Token.Kind.NIL;
      default -> Token.Kind.IDENTIFIER;
    };
  }

  private void name() {
    while (at < text.length() && isAlphaNumeric(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    boolean ended =
        at >= text.length()
            || (SPACES + ".,|:)(").indexOf(text.charAt(at)) >= 0
            || text.startsWith("}}", at);
    if (!ended) {
      throw new Broken("bad character " + GoText.unicode(text.codePointAt(at)));
    }
  }

  private void quoted(char quote, String unterminated) {
    for (at++; at < text.length() && text.charAt(at) != '\n'; at++) {
      char c = text.charAt(at);
      if (c == quote) {
        at++;
        return;
      }
      if (c == '\\') {
        at++;
        if (at >= text.length() || text.charAt(at) == '\n') {
          break;
        }
      }
    }
    throw new Broken(unterminated);
  }

  private void number() {
    at++;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      char before = Character.toLowerCase(text.charAt(at - 1));
      boolean hex = text.regionMatches(true, signed(), "0x", 0, 2);
      boolean sign = (c == '+' || c == '-') && before == (hex ? 'p' : 'e');
      if (c != '.' && !sign && !isAlphaNumeric(c)) {
        break;
      }
      at += Character.charCount(c);
    }
    if (Literals.number(text.substring(start, at)).isEmpty()) {
      throw new Broken("bad number syntax: " + GoText.quote(text.substring(start, at)));
    }
  }

  private int signed() {
    return text.charAt(start) == '+' || text.charAt(start) == '-' ? start + 1 : start;
  }

  private boolean isDigit(int position) {
    return position < text.length() && text.charAt(position) >= '0' && text.charAt(position) <= '9';
  }

  private static boolean isAlphaNumeric(int c) {
    return c == '_' || Character.isLetter(c) || Character.isDigit(c);
  }
}
