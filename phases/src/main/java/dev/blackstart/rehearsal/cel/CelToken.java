package dev.blackstart.rehearsal.cel;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word of an expression.
 *
 * @param kind what sort of word
 * @param text as written; of a string its content
 * @param value what a literal stands for, else null
 * @param column from 1
 */
record CelToken(Kind kind, String text, Object value, int column) {
  /** The sorts of words. */
  enum Kind {
    NAME,
    LITERAL,
    SIGN,
    END
  }

  private static final Pattern WORD =
      Pattern.compile(
          "(?<space>\\s+)"
              + "|(?<raw>[rR](?:\"[^\"]*\"|'[^']*'))"
              + "|(?<string>\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*')"
              + "|(?<number>[0-9]+\\.[0-9]+(?:[eE][-+]?[0-9]+)?|[0-9]+u?)"
              + "|(?<name>[_a-zA-Z][_a-zA-Z0-9]*)"
              + "|(?<sign>\\|\\||&&|==|!=|<=|>=|[-+*/%!<>?:.,()\\[\\]{}])");

  static List<CelToken> split(String text) {
    List<CelToken> tokens = new ArrayList<>();
    Matcher word = WORD.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!word.find(at) || word.start() != at) {
        throw new CelFailure("Syntax error at column " + (at + 1) + ": token recognition error");
      }
      int column = at + 1;
      at = word.end();
      if (word.group("raw") != null) {
        String raw = word.group("raw");
        String content = raw.substring(2, raw.length() - 1);
        tokens.add(new CelToken(Kind.LITERAL, content, content, column));
      } else if (word.group("string") != null) {
        String content = unescaped(word.group("string"));
        tokens.add(new CelToken(Kind.LITERAL, content, content, column));
      } else if (word.group("number") != null) {
        String number = word.group("number");
        tokens.add(new CelToken(Kind.LITERAL, number, number(number), column));
      } else if (word.group("name") != null) {
        tokens.add(new CelToken(Kind.NAME, word.group("name"), null, column));
      } else if (word.group("sign") != null) {
        tokens.add(new CelToken(Kind.SIGN, word.group("sign"), null, column));
      }
    }
    tokens.add(new CelToken(Kind.END, "", null, text.length() + 1));
    return tokens;
  }

  private static Object number(String text) {
    try {
      return text.contains(".")
          ? (Object) Double.parseDouble(text)
          : (Object) Long.parseLong(text.replace("u", ""));
    } catch (NumberFormatException tooLong) {
      throw new CelFailure("Syntax error: invalid int literal " + text);
    }
  }

  private static String unescaped(String quoted) {
    StringBuilder content = new StringBuilder();
    for (int i = 1; i < quoted.length() - 1; i++) {
      char c = quoted.charAt(i);
      if (c == '\\') {
        c =
            switch (quoted.charAt(++i)) {
              case 'n' -> '\n';
              case 't' -> '\t';
              case 'r' -> '\r';
              default -> quoted.charAt(i);
            };
      }
      content.append(c);
    }
    return content.toString();
  }

  boolean isLiteral() {
    return kind == Kind.LITERAL;
  }

  boolean isName() {
    return kind == Kind.NAME;
  }

  boolean isEnd() {
    return kind == Kind.END;
  }
}
